import type { Plan } from '../plan/plan.ts';
import type { Box } from './floatingEdge.ts';
import { union } from './frameBox.ts';
import { packTree } from './packTree.ts';
import { GRID, type Point } from './point.ts';
import { frameIds, joined, type Tie, type Unit, type Units, unitsOf } from './units.ts';

type Places = ReadonlyMap<string, Point>;

/**
 * Where the cards with these ids stand when they are tidy: sites are laid out first, each by itself, and then stand as one.
 * The whole stays where it was, by its middle, and clear of everything that is not tidied. What is to be laid out is asked
 * for piece by piece, so that who is asked may take time.
 */
export function* tidying(
  plan: Plan,
  ids: readonly string[],
  boxes: ReadonlyMap<string, Box>,
): Generator<Units, Map<string, Point>, Places> {
  const { units, ties } = unitsOf(plan, ids, boxes);
  const sites = frameIds(plan);
  const inner = new Map<string, Unit[]>();
  const outer: Unit[] = [];
  for (const unit of units) {
    const site = sites.get(unit.id);
    if (site === undefined) outer.push(unit);
    else inner.set(site, [...(inner.get(site) ?? []), unit]);
  }
  const siteOf = new Map<string, string>();
  for (const [site, own] of inner) {
    const within = new Set(own.map(({ id }) => id));
    const places = yield {
      units: own,
      ties: ties.filter(({ from, to }) => within.has(from) && within.has(to)),
    };
    const whole = joined(site, own, places);
    if (!whole) continue;
    outer.push(whole);
    for (const id of within) siteOf.set(id, site);
  }
  const places = yield { units: outer, ties: lifted(ties, units, outer, siteOf) };
  return settled(outer, places, ids, boxes, new Set((plan.view?.frames ?? []).map(({ id }) => id)));
}

/** The same as plain trees, at once: for thousands, and where nobody has placed anything. */
export function tidyPlaces(
  plan: Plan,
  ids: readonly string[],
  boxes: ReadonlyMap<string, Box>,
): Map<string, Point> {
  const steps = tidying(plan, ids, boxes);
  let step = steps.next();
  while (!step.done) step = steps.next(packTree(step.value.units, step.value.ties));
  return step.value;
}

/** Ties between what stands as one: those of units in a site are the site's, at the height where they are in it. */
function lifted(
  ties: readonly Tie[],
  units: readonly Unit[],
  outer: readonly Unit[],
  siteOf: ReadonlyMap<string, string>,
): Tie[] {
  const firstPart = new Map(units.map(({ id, parts }) => [id, parts[0]]));
  const inSite = new Map(
    outer.map((unit) => [unit.id, new Map(unit.parts.map((part) => [part.id, part.y]))]),
  );
  const seen = new Set<string>();
  const end = (id: string, y: number): { id: string; y: number } => {
    const site = siteOf.get(id);
    if (site === undefined) return { id, y };
    const part = firstPart.get(id);
    return { id: site, y: (inSite.get(site)?.get(part?.id ?? '') ?? 0) - (part?.y ?? 0) + y };
  };
  return ties.flatMap((tie): Tie[] => {
    const from = end(tie.from, tie.fromY);
    const to = end(tie.to, tie.toY);
    const key = [from.id, to.id].sort().join(' ');
    if (from.id === to.id || seen.has(key)) return [];
    seen.add(key);
    return [{ from: from.id, to: to.id, fromY: from.y, toY: to.y }];
  });
}

/** Every card's place on the grid, the whole moved to where it was before, and down from there until it is clear of others. */
function settled(
  units: readonly Unit[],
  places: ReadonlyMap<string, Point>,
  ids: readonly string[],
  boxes: ReadonlyMap<string, Box>,
  sites: ReadonlySet<string>,
): Map<string, Point> {
  const found = new Map<string, Point>();
  for (const unit of units) {
    const place = places.get(unit.id);
    if (place)
      for (const part of unit.parts) found.set(part.id, { x: place.x + part.x, y: place.y + part.y });
  }
  const sized = (at: (id: string) => Point | undefined): Box[] =>
    ids.flatMap((id) => {
      const [point, box] = [at(id), boxes.get(id)];
      return point && box ? [{ ...box, x: point.x, y: point.y }] : [];
    });
  const before = union(sized((id) => boxes.get(id)));
  const after = union(sized((id) => found.get(id)));
  if (!before || !after) return found;
  const asked = new Set(ids);
  // The box of a site is only around its members.
  const others = [...boxes].flatMap(([id, box]) => (asked.has(id) || sites.has(id) ? [] : [box]));
  const dx = before.x + before.width / 2 - (after.x + after.width / 2);
  let dy = before.y + before.height / 2 - (after.y + after.height / 2);
  const whole = { ...after, x: after.x + dx, y: after.y + dy };
  for (const other of others.sort((a, b) => a.y - b.y)) {
    if (!meets({ ...whole, y: after.y + dy }, other)) continue;
    dy = other.y + other.height + CLEAR - after.y;
  }
  return new Map([...found].map(([id, { x, y }]) => [id, { x: onGrid(x + dx), y: onGrid(y + dy) }]));
}

const CLEAR = 60;
const onGrid = (value: number): number => Math.round(value / GRID) * GRID;
const meets = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width + CLEAR &&
  b.x < a.x + a.width + CLEAR &&
  a.y < b.y + b.height + CLEAR &&
  b.y < a.y + a.height + CLEAR;
