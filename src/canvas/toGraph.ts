import type { Edge, Node } from '@xyflow/react';
import type { Cluster, Host, Link, Plan, Router } from '#core';
import { type DeviceView, type JudgementView, placements } from '#editor';
import { laneOffset } from './floatingEdge.ts';
import { type Mark, marksOf } from './marks.ts';


export type ClusterNode = Node<{ cluster: Cluster; mark: Mark | undefined; open: boolean; devices: readonly DeviceView[] }, 'cluster'>;
export type RouterNode = Node<{ router: Router; mark: Mark | undefined; addresses: readonly string[] }, 'router'>;
export type HostNode = Node<{ host: Host; mark: Mark | undefined }, 'host'>;
export type CanvasNode = ClusterNode | RouterNode | HostNode;

export type LinkEdge = Edge<{ link: Link; mark: Mark | undefined; offset: number }, 'link'>;
export type AttachmentEdge = Edge<{ member: string }, 'attachment'>;
export type CanvasEdge = LinkEdge | AttachmentEdge;

export interface GraphInput {
  readonly plan: Plan;
  readonly selection: readonly string[];
  readonly opened: readonly string[];
  readonly judgement: JudgementView | undefined;
}

/** What an attachment's line is called; the entity's id follows. */
export const ATTACHMENT = 'attachment:';

/** The picture of a plan: pure, so that the canvas can never know more than the document. */
export function toGraph({ plan, selection, opened, judgement }: GraphInput): { nodes: CanvasNode[]; edges: CanvasEdge[] } {
  const marks = marksOf(judgement?.findings ?? []);
  const places = placements(plan);
  const selected = new Set(selection);
  const devicesOf = groupDevices(judgement);
  const common = (id: string) => ({ id, position: places.get(id) ?? { x: 0, y: 0 }, selected: selected.has(id) });
  const nodes: CanvasNode[] = [
    ...(plan.clusters ?? []).map(
      (cluster): ClusterNode => ({
        ...common(cluster.id),
        type: 'cluster',
        data: { cluster, mark: marks.get(cluster.id), open: opened.includes(cluster.id), devices: opened.includes(cluster.id) ? (devicesOf.get(cluster.id) ?? []) : [] },
        ariaLabel: label('Cluster', cluster, marks),
      }),
    ),
    ...(plan.routers ?? []).map(
      (router): RouterNode => ({
        ...common(router.id),
        type: 'router',
        data: { router, mark: marks.get(router.id), addresses: devicesOf.get(router.id)?.[0]?.addresses ?? [] },
        ariaLabel: label('Router', router, marks),
      }),
    ),
    ...(plan.hosts ?? []).map(
      (host): HostNode => ({ ...common(host.id), type: 'host', data: { host, mark: marks.get(host.id) }, ariaLabel: label('Host', host, marks) }),
    ),
  ];
  return { nodes, edges: [...attachments(plan), ...links(plan, selected, marks)] };
}

/** Devices by the entity that they belong to. */
function groupDevices(judgement: JudgementView | undefined): Map<string, DeviceView[]> {
  const groups = new Map<string, DeviceView[]>();
  for (const device of judgement?.derived.devices ?? []) {
    const group = groups.get(device.entity);
    if (group) group.push(device);
    else groups.set(device.entity, [device]);
  }
  return groups;
}

type Named = { readonly id: string; readonly name?: string };
const nameOf = (entity: Named): string => entity.name ?? entity.id;

/** What a screen reader says of a card: `Cluster London, 2 findings, worst: error`. */
function label(kind: string, entity: Named, marks: ReadonlyMap<string, Mark>): string {
  const mark = marks.get(entity.id);
  const findings = mark ? `, ${mark.count} ${mark.count === 1 ? 'finding' : 'findings'}, worst: ${mark.severity}` : '';
  return `${kind} ${nameOf(entity)}${findings}`;
}

function attachments(plan: Plan): AttachmentEdge[] {
  const routers = new Map((plan.routers ?? []).map((router) => [router.id, router]));
  return [...(plan.clusters ?? []), ...(plan.hosts ?? [])].flatMap((member): AttachmentEdge[] => {
    const router = member.router === undefined ? undefined : routers.get(member.router);
    if (!router) return [];
    return [
      {
        id: `${ATTACHMENT}${member.id}`,
        type: 'attachment',
        source: member.id,
        target: router.id,
        data: { member: member.id },
        ariaLabel: `${nameOf(member)} hangs on router ${nameOf(router)}`,
      },
    ];
  });
}

/** Links, those between the same two routers fanned out. */
function links(plan: Plan, selected: ReadonlySet<string>, marks: ReadonlyMap<string, Mark>): LinkEdge[] {
  const names = new Map((plan.routers ?? []).map((router) => [router.id, nameOf(router)]));
  const parallel = new Map<string, Link[]>();
  const pair = (link: Link): string => [...link.ends].sort().join(' ');
  for (const link of plan.links ?? []) parallel.set(pair(link), [...(parallel.get(pair(link)) ?? []), link]);
  return (plan.links ?? []).map((link) => {
    const siblings = parallel.get(pair(link)) ?? [link];
    const lane = laneOffset(siblings.indexOf(link), siblings.length);
    // Siblings drawn from the other end count their lanes from the other side.
    const offset = link.ends[0] <= link.ends[1] ? lane : -lane;
    const kind = link.kind === 'direct' ? 'Direct link' : 'VPN';
    return {
      id: link.id,
      type: 'link',
      source: link.ends[0],
      target: link.ends[1],
      selected: selected.has(link.id),
      data: { link, mark: marks.get(link.id), offset },
      ariaLabel: `${kind} ${nameOf(link)} between ${names.get(link.ends[0]) ?? link.ends[0]} and ${names.get(link.ends[1]) ?? link.ends[1]}`,
    };
  });
}
