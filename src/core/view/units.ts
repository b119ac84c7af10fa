import type { Plan } from '../plan/plan.ts';
import type { Box } from './floatingEdge.ts';
import { FRAME_PADDING, union } from './frameBox.ts';
import type { Point, Size } from './point.ts';

/** Something that tidying moves as one: a router with what hangs on it, a lone card, or a site with what is in it. */
export interface Unit extends Size {
  readonly id: string;
  /** Where each card stands in it. */
  readonly parts: readonly Part[];
  /** Where it stands now: who is to the left of whom is kept. */
  readonly now: Point;
}

interface Part extends Point {
  readonly id: string;
}

/** A line between two units, with the heights in them that it leaves from. */
export interface Tie {
  readonly from: string;
  readonly to: string;
  readonly fromY: number;
  readonly toY: number;
}

export interface Units {
  readonly units: readonly Unit[];
  readonly ties: readonly Tie[];
}

const GAP = 40;
/** Between a router and what hangs on it. */
const LEVEL = 90;

/** The cards to tidy as units, sites not yet joined: each router takes what hangs on it and is in the same site. */
export function unitsOf(plan: Plan, ids: readonly string[], boxes: ReadonlyMap<string, Box>): Units {
  const asked = new Set(ids);
  const frames = frameIds(plan);
  const inUnit = new Map<string, string>();
  const units: Unit[] = [];
  const add = (unit: Unit | undefined): void => {
    if (!unit) return;
    units.push(unit);
    for (const part of unit.parts) inUnit.set(part.id, unit.id);
  };
  const members = membersByRouter(plan);
  for (const { id } of plan.routers ?? []) {
    if (!asked.has(id)) continue;
    const own = (members.get(id) ?? []).filter(
      (member) => asked.has(member.id) && frames.get(member.id) === frames.get(id),
    );
    add(routerUnit(id, own, boxes));
  }
  for (const id of ids) if (!inUnit.has(id)) add(loneUnit(id, boxes));
  return { units, ties: tiesOf(plan, units, inUnit, boxes) };
}

/** The site that each thing is in. */
export const frameIds = (plan: Plan): ReadonlyMap<string, string> =>
  new Map((plan.view?.frames ?? []).flatMap(({ id, members }) => members.map((member) => [member, id])));

interface Member {
  readonly id: string;
  readonly above: boolean;
}

/** Clusters hang above their router, hosts below, as people draw it. */
function membersByRouter(plan: Plan): Map<string, Member[]> {
  const members = new Map<string, Member[]>();
  const hang = (list: readonly { id: string; router?: string }[] | undefined, above: boolean): void => {
    for (const { id, router } of list ?? []) {
      if (router === undefined) continue;
      const known = members.get(router);
      if (known) known.push({ id, above });
      else members.set(router, [{ id, above }]);
    }
  };
  hang(plan.clusters, true);
  hang(plan.hosts, false);
  return members;
}

function routerUnit(
  router: string,
  members: readonly Member[],
  boxes: ReadonlyMap<string, Box>,
): Unit | undefined {
  const own = boxes.get(router);
  if (!own) return undefined;
  const above = inRows(
    members.filter((member) => member.above),
    boxes,
  );
  const below = inRows(
    members.filter((member) => !member.above),
    boxes,
  );
  const width = Math.max(own.width, above.width, below.width);
  const routerY = above.height === 0 ? 0 : above.height + LEVEL;
  const belowY = routerY + own.height + LEVEL;
  const centred = ({ parts, width: taken }: Rows, y: number): Part[] =>
    parts.map((part) => ({ ...part, x: part.x + (width - taken) / 2, y: part.y + y }));
  return {
    id: router,
    width,
    height: below.height === 0 ? routerY + own.height : belowY + below.height,
    parts: [
      { id: router, x: (width - own.width) / 2, y: routerY },
      ...centred(above, 0),
      ...centred(below, belowY),
    ],
    now: { x: own.x, y: own.y },
  };
}

interface Rows extends Size {
  readonly parts: readonly Part[];
}

/** Cards side by side, in as many rows as make it broad rather than long. */
function inRows(members: readonly Member[], boxes: ReadonlyMap<string, Box>): Rows {
  const cards = members.flatMap(({ id }) => {
    const box = boxes.get(id);
    return box ? [{ id, box }] : [];
  });
  // Who stands left stays left.
  cards.sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y);
  const columns = cards.length <= 4 ? cards.length : Math.ceil(Math.sqrt(cards.length) * 1.2);
  const parts: Part[] = [];
  let width = 0;
  let y = 0;
  for (let i = 0; i < cards.length; i += columns) {
    const row = cards.slice(i, i + columns);
    let x = 0;
    for (const { id, box } of row) {
      parts.push({ id, x, y });
      x += box.width + GAP;
    }
    width = Math.max(width, x - GAP);
    y += Math.max(...row.map(({ box }) => box.height)) + GAP;
  }
  return { parts, width, height: cards.length === 0 ? 0 : y - GAP };
}

function loneUnit(id: string, boxes: ReadonlyMap<string, Box>): Unit | undefined {
  const box = boxes.get(id);
  return box && { id, width: box.width, height: box.height, parts: [{ id, x: 0, y: 0 }], now: box };
}

function tiesOf(
  plan: Plan,
  units: readonly Unit[],
  inUnit: ReadonlyMap<string, string>,
  boxes: ReadonlyMap<string, Box>,
): Tie[] {
  const heights = new Map(
    units.flatMap(({ parts }) =>
      parts.map(({ id, y }) => [id, y + (boxes.get(id)?.height ?? 0) / 2] as const),
    ),
  );
  const lines = [
    ...(plan.links ?? []).map(({ ends }) => ends),
    ...[...(plan.clusters ?? []), ...(plan.hosts ?? [])].flatMap(({ id, router }) =>
      router === undefined ? [] : [[id, router] as const],
    ),
  ];
  const seen = new Set<string>();
  return lines.flatMap(([a, b]): Tie[] => {
    const [from, to] = [inUnit.get(a), inUnit.get(b)];
    const key = `${from} ${to}`;
    if (from === undefined || to === undefined || from === to || seen.has(key)) return [];
    seen.add(key);
    return [{ from, to, fromY: heights.get(a) ?? 0, toY: heights.get(b) ?? 0 }];
  });
}

/** One unit of several that were laid out: a site. */
export function joined(
  id: string,
  units: readonly Unit[],
  places: ReadonlyMap<string, Point>,
): Unit | undefined {
  const placed = units.flatMap((unit) => {
    const place = places.get(unit.id);
    return place ? [{ unit, box: { ...place, width: unit.width, height: unit.height } }] : [];
  });
  const around = union(placed.map(({ box }) => box));
  const now = union(units.map(({ now, width, height }) => ({ ...now, width, height })));
  if (!around || !now) return undefined;
  const { side, top, bottom } = FRAME_PADDING;
  return {
    id,
    width: around.width + 2 * side,
    height: around.height + top + bottom,
    parts: placed.flatMap(({ unit, box }) =>
      unit.parts.map((part) => ({
        id: part.id,
        x: part.x + box.x - around.x + side,
        y: part.y + box.y - around.y + top,
      })),
    ),
    now: { x: now.x, y: now.y },
  };
}
