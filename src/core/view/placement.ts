import type { Plan } from '../plan/plan.ts';
import { cardSizes } from './cardSize.ts';
import { CARD, type Point, snap } from './point.ts';
import { tidyPlaces } from './tidyPlaces.ts';

const GAP = 60;
/** Between routers there is room for the label of their link. */
const LINK_GAP = 280;
const LEVEL = 160;
/** More members of one router than these stand in several rows: in one, the picture would be a line. */
const MIN_COLUMNS = 5;

/** More routers than these do not stand side by side where nobody placed anything: the picture would be a line. */
const MOST_IN_LINE = 4;

const known = new WeakMap<Plan, Map<string, Point>>();

/**
 * Where every cluster, router, host and note stands: where the plan says, else in a plain tree. Routers stand side by side in
 * the order of the plan, what hangs on one in rows below it, what hangs on none at the end; many that nobody placed are
 * tidied instead. The same plan gives the same picture.
 */
export function placements(plan: Plan): ReadonlyMap<string, Point> {
  const before = known.get(plan);
  if (before) return before;
  const unplaced = Object.keys(plan.view?.positions ?? {}).length === 0;
  const places = unplaced && (plan.routers?.length ?? 0) > MOST_IN_LINE ? tidied(plan) : inLine(plan);
  known.set(plan, places);
  return places;
}

function tidied(plan: Plan): Map<string, Point> {
  const notes = new Map((plan.view?.notes ?? []).map(({ id, position: [x, y] }) => [id, { x, y }] as const));
  const boxes = new Map(
    [...cardSizes(plan)].map(([id, size]) => [id, { x: 0, y: 0, ...notes.get(id), ...size }] as const),
  );
  const standing = [...boxes.keys()].filter((id) => !notes.has(id));
  return new Map([...notes, ...tidyPlaces(plan, standing, boxes)]);
}

function inLine(plan: Plan): Map<string, Point> {
  const placed = new Map<string, Point>();
  for (const [id, [x, y]] of Object.entries(plan.view?.positions ?? {})) placed.set(id, { x, y });
  for (const { id, position } of plan.view?.notes ?? []) placed.set(id, { x: position[0], y: position[1] });
  const given = [...placed.values()];
  // New things stand below what was placed by hand, so that they cover nothing.
  const top = given.length > 0 ? Math.max(...given.map((p) => p.y)) + LEVEL * 2 : 0;
  let left = given.length > 0 ? Math.min(...given.map((p) => p.x)) : 0;
  const rows = (members: readonly { id: string; kind: 'cluster' | 'host' }[], y: number): number => {
    const columns = Math.max(MIN_COLUMNS, Math.ceil(Math.sqrt(members.length) * 1.5));
    let x = left;
    let end = left;
    for (const [index, { id, kind }] of members.entries()) {
      if (index % columns === 0) x = left;
      placed.set(id, { x, y: y + Math.floor(index / columns) * (CARD.cluster.height + GAP) });
      x += CARD[kind].width + GAP;
      end = Math.max(end, x);
    }
    return end;
  };
  const routers = new Set(plan.routers?.map((router) => router.id));
  /** What nobody placed, by the router that it hangs on. */
  const loose = new Map<string | undefined, { readonly id: string; readonly kind: 'cluster' | 'host' }[]>();
  const hang = (kind: 'cluster' | 'host', { id, router }: { id: string; router?: string }): void => {
    if (placed.has(id)) return;
    const owner = router !== undefined && routers.has(router) ? router : undefined;
    const known = loose.get(owner);
    if (known) known.push({ id, kind });
    else loose.set(owner, [{ id, kind }]);
  };
  for (const cluster of plan.clusters ?? []) hang('cluster', cluster);
  for (const host of plan.hosts ?? []) hang('host', host);
  for (const router of plan.routers ?? []) {
    const members = loose.get(router.id) ?? [];
    const own = placed.get(router.id);
    const end = rows(members, top + LEVEL);
    const width = Math.max(end - left - GAP, CARD.router.width);
    if (!own) placed.set(router.id, snap({ x: left + (width - CARD.router.width) / 2, y: top }));
    if (!own || members.length > 0) left += width + Math.max(GAP, CARD.router.width + LINK_GAP - width);
  }
  rows(loose.get(undefined) ?? [], routers.size > 0 || given.length > 0 ? top + LEVEL : top);
  return placed;
}
