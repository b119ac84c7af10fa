import {
  type Cluster,
  type Frame,
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
import { reuse } from './reuse.ts';

const NONE: readonly never[] = [];

/**
 * The picture of a plan: pure, so that the canvas can never know more than the document. What is as it was in the picture `before`
 * is that very object.
 */
export function toGraph(
  plan: Plan,
  selection: readonly string[],
  opened: readonly string[],
  { marks, devices }: Decorations,
  before: Graph = NO_GRAPH,
): Graph {
  const places = placements(plan);
  const selected = new Set(selection);
  const locked = lockedIds(plan);
  const again = reuse(before.nodes);
  /** A node with what all have; made again where that, or something `of` which it is made, is another. */
  const node = <T extends CanvasNode>(
    kind: string,
    entity: Cluster | Router | Host | Note | Frame,
    of: readonly unknown[],
    make: (common: Common) => T,
  ): T => {
    const { id } = entity;
    const place = places.get(id);
    const [mark, isSelected, isLocked] = [marks.get(id), selected.has(id), locked.has(id)];
    return again(id, [kind, entity, place?.x, place?.y, mark, isSelected, isLocked, ...of], () =>
      make({
        id,
        position: place ?? { x: 0, y: 0 },
        selected: isSelected,
        ...(isLocked ? { draggable: false } : {}),
        ariaLabel: spoken(kind, entity, mark, isLocked),
      }),
    );
  };
  const asn = new Map((plan.routers ?? []).map((router) => [router.id, router.asn]));
  const open = new Set(opened);
  return {
    nodes: [
      ...(plan.view?.frames ?? []).map((frame) =>
        node(
          'Site',
          frame,
          [],
          (common): FrameNode => ({
            ...common,
            type: 'frame',
            // Behind the lines, and only its title takes the pointer: a frame can be drawn inside.
            zIndex: common.selected ? FRAME_BEHIND - 1000 : FRAME_BEHIND,
            selectable: false,
            dragHandle: `.${FRAME_TITLE}`,
            style: { pointerEvents: 'none' },
            handles: [],
            data: { frame, locked: locked.has(frame.id) },
          }),
        ),
      ),
      ...(plan.clusters ?? []).map((cluster) => {
        const data = {
          cluster,
          asn: asn.get(cluster.router ?? ''),
          mark: marks.get(cluster.id),
          open: open.has(cluster.id),
          upwards: isAbove(places.get(cluster.id), places.get(cluster.router ?? '')),
          devices: open.has(cluster.id) ? (devices.get(cluster.id) ?? NONE) : NONE,
          locked: locked.has(cluster.id),
        };
        const of = [data.asn, data.open, data.upwards, data.devices];
        return node(
          'Cluster',
          cluster,
          of,
          (common): ClusterNode => ({
            ...common,
            ...sized(cluster),
            type: 'cluster',
            // It grows over what stands there.
            ...(data.open ? { zIndex: 10 } : {}),
            data,
          }),
        );
      }),
      ...(plan.routers ?? []).map((router) => {
        const addresses = devices.get(router.id)?.[0]?.addresses ?? NONE;
        return node(
          'Router',
          router,
          [addresses],
          (common): RouterNode => ({
            ...common,
            ...sized(router),
            type: 'router',
            data: { router, mark: marks.get(router.id), addresses, locked: locked.has(router.id) },
          }),
        );
      }),
      ...(plan.hosts ?? []).map((host) =>
        node(
          'Host',
          host,
          [],
          (common): HostNode => ({
            ...common,
            ...sized(host),
            type: 'host',
            data: { host, mark: marks.get(host.id), locked: locked.has(host.id) },
          }),
        ),
      ),
      ...(plan.view?.notes ?? []).map((note) =>
        node(
          'Note',
          note,
          [],
          (common): NoteNode => ({
            ...common,
            ...sized(note),
            type: 'note',
            zIndex: NOTE_BEHIND,
            connectable: false,
            handles: [],
            data: { note, locked: locked.has(note.id) },
          }),
        ),
      ),
    ],
    edges: [...attachments(plan, selected, before), ...links(plan, selected, marks, locked, before)],
  };
}

/** What the nodes of all kinds have. */
interface Common {
  readonly id: string;
  readonly position: Point;
  readonly selected: boolean;
  readonly draggable?: boolean;
  readonly ariaLabel: string;
}

const NO_GRAPH: Graph = { nodes: [], edges: [] };

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
  entity: { readonly id: string; readonly name?: string; readonly text?: string },
  mark: Mark | undefined,
  locked: boolean,
): string {
  const findings = mark
    ? `, ${mark.count} ${mark.count === 1 ? 'finding' : 'findings'}, worst: ${mark.severity}`
    : '';
  return `${kind} ${entity.text ?? nameOf(entity)}${findings}${locked ? ', locked' : ''}`;
}

function attachments(plan: Plan, selected: ReadonlySet<string>, before: Graph): AttachmentEdge[] {
  const routers = new Map((plan.routers ?? []).map((router) => [router.id, router]));
  const again = reuse(before.edges);
  return [...(plan.clusters ?? []), ...(plan.hosts ?? [])].flatMap((member): AttachmentEdge[] => {
    const router = member.router === undefined ? undefined : routers.get(member.router);
    if (!router) return [];
    const id = attachmentId(member.id);
    const isSelected = selected.has(id);
    return [
      again(
        id,
        ['attachment', nameOf(member), router.id, nameOf(router), isSelected],
        (): AttachmentEdge => ({
          id,
          type: 'attachment',
          source: member.id,
          target: router.id,
          selected: isSelected,
          // The inspector attaches and detaches too: one stop of the Tab key less for each cluster and host.
          focusable: false,
          ariaLabel: `${nameOf(member)} is attached to ${nameOf(router)}`,
        }),
      ),
    ];
  });
}

/** Links, those between the same two routers fanned out. */
function links(
  plan: Plan,
  selected: ReadonlySet<string>,
  marks: ReadonlyMap<string, Mark>,
  locked: ReadonlySet<string>,
  before: Graph,
): LinkEdge[] {
  const lanes = linkLanes(plan);
  const routers = new Map((plan.routers ?? []).map((router) => [router.id, router]));
  const again = reuse(before.edges);
  return (plan.links ?? []).map((link): LinkEdge => {
    const [a, b] = link.ends;
    const [mark, isSelected, isLocked] = [marks.get(link.id), selected.has(link.id), locked.has(link.id)];
    const offset = lanes.get(link.id) ?? 0;
    const of = [link, routers.get(a), routers.get(b), mark, offset, isSelected, isLocked];
    return again(link.id, ['link', ...of], (): LinkEdge => {
      const kind = link.kind === 'direct' ? 'Direct link' : 'VPN';
      return {
        id: link.id,
        type: 'link',
        source: a,
        target: b,
        selected: isSelected,
        data: {
          link,
          mark,
          offset,
          addresses: endAddresses(link),
          session: bgpSession(link, routers),
          locked: isLocked,
        },
        ariaLabel: `${spoken(kind, link, mark, isLocked)} between ${nameOfId(plan, a)} and ${nameOfId(plan, b)}`,
      };
    });
  });
}

/** The first addresses of a link's ends; undefined where one has none. */
function endAddresses(link: Link): readonly [string, string] | undefined {
  const [a] = transferAddresses(link, 0);
  const [b] = transferAddresses(link, 1);
  return a && b && [formatAddress(a), formatAddress(b)];
}
