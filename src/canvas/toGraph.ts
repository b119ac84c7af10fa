import {
  type Cluster,
  formatAddress,
  type Host,
  type Link,
  type Note,
  type Plan,
  type Router,
  transferAddresses,
} from '#core';
import { bgpSession, cardSize, linkLanes, type Mark } from '#core/view';
import { attachmentId, lockedIds, nameOf, nameOfId, type Point, placements } from '#editor';
import type { Decorations } from './decorate.ts';
import type {
  AttachmentEdge,
  CanvasNode,
  ClusterNode,
  FrameNode,
  Graph,
  HostNode,
  LinkEdge,
  NoteNode,
  RouterNode,
} from './graph.ts';

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
  const locked = lockedIds(plan);
  const common = (kind: string, entity: { id: string; name?: string; text?: string }) => ({
    id: entity.id,
    position: places.get(entity.id) ?? { x: 0, y: 0 },
    selected: selected.has(entity.id),
    ...(locked.has(entity.id) ? { draggable: false } : {}),
    ariaLabel: spoken(kind, entity, marks.get(entity.id), locked.has(entity.id)),
  });
  const asn = new Map((plan.routers ?? []).map((router) => [router.id, router.asn]));
  return {
    nodes: [
      ...(plan.view?.frames ?? []).map(
        (frame): FrameNode => ({
          ...common('Site', frame),
          type: 'frame',
          // Behind the lines, and only its title takes the pointer: a frame can be drawn inside.
          zIndex: selected.has(frame.id) ? FRAME_BEHIND - 1000 : FRAME_BEHIND,
          selectable: false,
          dragHandle: `.${FRAME_TITLE}`,
          style: { pointerEvents: 'none' },
          handles: [],
          data: { frame, locked: locked.has(frame.id) },
        }),
      ),
      ...(plan.clusters ?? []).map((cluster): ClusterNode => {
        const open = opened.includes(cluster.id);
        return {
          ...common('Cluster', cluster),
          ...sized(cluster),
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
            locked: locked.has(cluster.id),
          },
        };
      }),
      ...(plan.routers ?? []).map(
        (router): RouterNode => ({
          ...common('Router', router),
          ...sized(router),
          type: 'router',
          data: {
            router,
            mark: marks.get(router.id),
            addresses: devices.get(router.id)?.[0]?.addresses ?? NONE,
            locked: locked.has(router.id),
          },
        }),
      ),
      ...(plan.hosts ?? []).map(
        (host): HostNode => ({
          ...common('Host', host),
          ...sized(host),
          type: 'host',
          data: { host, mark: marks.get(host.id), locked: locked.has(host.id) },
        }),
      ),
      ...(plan.view?.notes ?? []).map(
        (note): NoteNode => ({
          ...common('Note', note),
          ...sized(note),
          type: 'note',
          zIndex: NOTE_BEHIND,
          connectable: false,
          handles: [],
          data: { note, locked: locked.has(note.id) },
        }),
      ),
    ] satisfies CanvasNode[],
    edges: [...attachments(plan, selected), ...links(plan, selected, marks, locked)],
  };
}

/** Notes stand behind cards, sites behind everything. */
const NOTE_BEHIND = -1;
const FRAME_BEHIND = -10;
/** What a site is dragged by. */
export const FRAME_TITLE = 'site-title';

/** The width that a card is given, and how high it will come out, so that nothing waits for it to be measured. */
const sized = (entity: Cluster | Router | Host | Note): { width: number; initialHeight: number } => {
  const { width, height } = cardSize(entity);
  return { width, initialHeight: height };
};

const isAbove = (place: Point | undefined, other: Point | undefined): boolean =>
  place !== undefined && other !== undefined && place.y < other.y;

/** What a screen reader says of a card: `Cluster London, 2 findings, worst: error, locked`. */
function spoken(
  kind: string,
  entity: { id: string; name?: string; text?: string },
  mark: Mark | undefined,
  locked: boolean,
): string {
  const findings = mark
    ? `, ${mark.count} ${mark.count === 1 ? 'finding' : 'findings'}, worst: ${mark.severity}`
    : '';
  return `${kind} ${entity.text ?? nameOf(entity)}${findings}${locked ? ', locked' : ''}`;
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
function links(
  plan: Plan,
  selected: ReadonlySet<string>,
  marks: ReadonlyMap<string, Mark>,
  locked: ReadonlySet<string>,
): LinkEdge[] {
  const lanes = linkLanes(plan);
  const routers = new Map((plan.routers ?? []).map((router) => [router.id, router]));
  return (plan.links ?? []).map((link): LinkEdge => {
    const [a, b] = link.ends;
    const kind = link.kind === 'direct' ? 'Direct link' : 'VPN';
    const mark = marks.get(link.id);
    return {
      id: link.id,
      type: 'link',
      source: a,
      target: b,
      selected: selected.has(link.id),
      data: {
        link,
        mark,
        offset: lanes.get(link.id) ?? 0,
        addresses: endAddresses(link),
        session: bgpSession(link, routers),
        locked: locked.has(link.id),
      },
      ariaLabel: `${spoken(kind, link, mark, locked.has(link.id))} between ${nameOfId(plan, a)} and ${nameOfId(plan, b)}`,
    };
  });
}

/** The first addresses of a link's ends; undefined where one has none. */
function endAddresses(link: Link): readonly [string, string] | undefined {
  const [a] = transferAddresses(link, 0);
  const [b] = transferAddresses(link, 1);
  return a && b && [formatAddress(a), formatAddress(b)];
}
