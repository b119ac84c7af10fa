import type { Edge, Node } from '@xyflow/react';
import type { Cluster, Host, Link, Plan, Router } from '#core';
import { laneOffset, type Mark } from '#core/view';
import { attachmentId, type DeviceView, nameOf, nameOfId, type Point, placements } from '#editor';
import type { Decorations } from './decorate.ts';

export interface ClusterData extends Record<string, unknown> {
  readonly cluster: Cluster;
  /** AS number of the router that its nodes hang on. */
  readonly asn: number | undefined;
  readonly mark: Mark | undefined;
  readonly open: boolean;
  /** Opens away from its router, so that it does not cover it. */
  readonly upwards: boolean;
  readonly devices: readonly DeviceView[];
}
export interface RouterData extends Record<string, unknown> {
  readonly router: Router;
  readonly mark: Mark | undefined;
  readonly addresses: readonly string[];
}
export interface HostData extends Record<string, unknown> {
  readonly host: Host;
  readonly mark: Mark | undefined;
}
export interface LinkData extends Record<string, unknown> {
  readonly link: Link;
  readonly mark: Mark | undefined;
  /** How far from the straight line it runs, so that parallel links are told apart. */
  readonly offset: number;
}

export type ClusterNode = Node<ClusterData, 'cluster'>;
export type RouterNode = Node<RouterData, 'router'>;
export type HostNode = Node<HostData, 'host'>;
export type CanvasNode = ClusterNode | RouterNode | HostNode;
export type LinkEdge = Edge<LinkData, 'link'>;
export type AttachmentEdge = Edge<Record<string, never>, 'attachment'>;
export type CanvasEdge = LinkEdge | AttachmentEdge;

export interface Graph {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly CanvasEdge[];
}

const NONE: readonly never[] = [];

/** The picture of a plan: pure, so that the canvas can never know more than the document. */
export function toGraph(
  plan: Plan,
  selection: readonly string[],
  opened: readonly string[],
  { marks, devices }: Decorations,
): Graph {
  const places = placements(plan);
  const selected = new Set(selection);
  const common = (kind: string, entity: { id: string; name?: string }) => ({
    id: entity.id,
    position: places.get(entity.id) ?? { x: 0, y: 0 },
    selected: selected.has(entity.id),
    ariaLabel: spoken(kind, entity, marks.get(entity.id)),
  });
  const asn = new Map((plan.routers ?? []).map((router) => [router.id, router.asn]));
  return {
    nodes: [
      ...(plan.clusters ?? []).map((cluster): ClusterNode => {
        const open = opened.includes(cluster.id);
        return {
          ...common('Cluster', cluster),
          type: 'cluster',
          // It grows over what stands there.
          ...(open ? { zIndex: 10 } : {}),
          data: {
            cluster,
            asn: asn.get(cluster.router ?? ''),
            mark: marks.get(cluster.id),
            open,
            upwards: isAbove(places.get(cluster.id), places.get(cluster.router ?? '')),
            devices: open ? (devices.get(cluster.id) ?? NONE) : NONE,
          },
        };
      }),
      ...(plan.routers ?? []).map(
        (router): RouterNode => ({
          ...common('Router', router),
          type: 'router',
          data: {
            router,
            mark: marks.get(router.id),
            addresses: devices.get(router.id)?.[0]?.addresses ?? NONE,
          },
        }),
      ),
      ...(plan.hosts ?? []).map(
        (host): HostNode => ({
          ...common('Host', host),
          type: 'host',
          data: { host, mark: marks.get(host.id) },
        }),
      ),
    ],
    edges: [...attachments(plan, selected), ...links(plan, selected, marks)],
  };
}

const isAbove = (place: Point | undefined, other: Point | undefined): boolean =>
  place !== undefined && other !== undefined && place.y < other.y;

/** What a screen reader says of a card: `Cluster London, 2 findings, worst: error`. */
function spoken(kind: string, entity: { id: string; name?: string }, mark: Mark | undefined): string {
  const findings = mark
    ? `, ${mark.count} ${mark.count === 1 ? 'finding' : 'findings'}, worst: ${mark.severity}`
    : '';
  return `${kind} ${nameOf(entity)}${findings}`;
}

function attachments(plan: Plan, selected: ReadonlySet<string>): AttachmentEdge[] {
  const routers = new Set((plan.routers ?? []).map(({ id }) => id));
  return [...(plan.clusters ?? []), ...(plan.hosts ?? [])].flatMap((member): AttachmentEdge[] => {
    if (member.router === undefined || !routers.has(member.router)) return [];
    const id = attachmentId(member.id);
    return [
      {
        id,
        type: 'attachment',
        source: member.id,
        target: member.router,
        selected: selected.has(id),
        // The inspector attaches and detaches too: one stop of the Tab key less for each cluster and host.
        focusable: false,
        ariaLabel: `${nameOf(member)} is attached to ${nameOfId(plan, member.router)}`,
      },
    ];
  });
}

/** Links, those between the same two routers fanned out. */
function links(plan: Plan, selected: ReadonlySet<string>, marks: ReadonlyMap<string, Mark>): LinkEdge[] {
  const pairOf = (link: Link): string => [...link.ends].sort().join(' ');
  const parallel = new Map<string, Link[]>();
  for (const link of plan.links ?? []) {
    const pair = parallel.get(pairOf(link));
    if (pair) pair.push(link);
    else parallel.set(pairOf(link), [link]);
  }
  return (plan.links ?? []).map((link) => {
    const siblings = parallel.get(pairOf(link)) ?? [link];
    const lane = laneOffset(siblings.indexOf(link), siblings.length);
    const [a, b] = link.ends;
    const kind = link.kind === 'direct' ? 'Direct link' : 'VPN';
    const mark = marks.get(link.id);
    return {
      id: link.id,
      type: 'link',
      source: a,
      target: b,
      selected: selected.has(link.id),
      // A sibling drawn from the other end counts its lanes from the other side.
      data: { link, mark, offset: a <= b ? lane : -lane },
      ariaLabel: `${spoken(kind, link, mark)} between ${nameOfId(plan, a)} and ${nameOfId(plan, b)}`,
    };
  });
}
