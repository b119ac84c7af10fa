import type { Point, Size } from './point.ts';
import type { Tie, Unit } from './units.ts';

const GAP = 60;
const LEVEL = 140;

/**
 * Places for any number of units, in time that grows with it alone: each connected part as a tree from its best connected
 * unit downwards, the parts in rows. Every unit has a place of its own; nothing overlaps.
 */
export function packTree(units: readonly Unit[], ties: readonly Tie[]): Map<string, Point> {
  const near = neighbours(units, ties);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const waiting = [...units].sort((a, b) => (near.get(b.id)?.length ?? 0) - (near.get(a.id)?.length ?? 0));
  const seen = new Set<string>();
  const trees: Block[] = [];
  for (const root of waiting) {
    if (seen.has(root.id)) continue;
    trees.push(treeFrom(root, near, byId, seen));
  }
  const places = new Map<string, Point>();
  for (const { block, x, y } of inShelves(trees).items) settle(block, x, y, places);
  return places;
}

/** A unit with everything below it, as a box. */
interface Block extends Size {
  readonly unit: Unit;
  readonly head: Point;
  readonly below: readonly { readonly block: Block; readonly x: number; readonly y: number }[];
}

function neighbours(units: readonly Unit[], ties: readonly Tie[]): Map<string, string[]> {
  const near = new Map(units.map(({ id }) => [id, [] as string[]]));
  for (const { from, to } of ties) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  return near;
}

/** The tree of shortest ways from a root; built without recursion, for a chain may be thousands long. */
function treeFrom(
  root: Unit,
  near: ReadonlyMap<string, readonly string[]>,
  byId: ReadonlyMap<string, Unit>,
  seen: Set<string>,
): Block {
  const order: Unit[] = [root];
  const children = new Map<string, Unit[]>();
  seen.add(root.id);
  for (const unit of order) {
    const own: Unit[] = [];
    for (const id of near.get(unit.id) ?? []) {
      const next = byId.get(id);
      if (!next || seen.has(id)) continue;
      seen.add(id);
      own.push(next);
      order.push(next);
    }
    // Who stands left stays left.
    children.set(
      unit.id,
      own.sort((a, b) => a.now.x - b.now.x),
    );
  }
  const blocks = new Map<string, Block>();
  for (const unit of order.reverse()) {
    const below = inShelves((children.get(unit.id) ?? []).flatMap(({ id }) => blocks.get(id) ?? []));
    blocks.set(unit.id, headed(unit, below));
  }
  return blocks.get(root.id) ?? headed(root, inShelves([]));
}

function headed(unit: Unit, below: Shelves): Block {
  const width = Math.max(unit.width, below.width);
  const shift = (width - below.width) / 2;
  const y = unit.height + LEVEL;
  return {
    unit,
    width,
    height: below.items.length === 0 ? unit.height : y + below.height,
    head: { x: (width - unit.width) / 2, y: 0 },
    below: below.items.map((item) => ({ ...item, x: item.x + shift, y: item.y + y })),
  };
}

interface Shelves extends Size {
  readonly items: readonly { readonly block: Block; readonly x: number; readonly y: number }[];
}

/** Boxes in rows, as broad as makes the whole a little broader than high. */
function inShelves(blocks: readonly Block[]): Shelves {
  const area = blocks.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const widest = Math.max(0, ...blocks.map(({ width }) => width));
  const most = Math.max(widest, blocks.length <= 4 ? Number.POSITIVE_INFINITY : Math.sqrt(area * 3));
  const items: { block: Block; x: number; y: number }[] = [];
  let [x, y, row, width] = [0, 0, 0, 0];
  for (const block of blocks) {
    if (x > 0 && x + block.width > most) {
      x = 0;
      y += row + GAP;
      row = 0;
    }
    items.push({ block, x, y });
    x += block.width + GAP;
    row = Math.max(row, block.height);
    width = Math.max(width, x - GAP);
  }
  return { items, width, height: blocks.length === 0 ? 0 : y + row };
}

/** Writes down where everything in a block stands. */
function settle(block: Block, x: number, y: number, places: Map<string, Point>): void {
  const waiting = [{ block, x, y }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { block: here, x: left, y: top } = next;
    places.set(here.unit.id, { x: left + here.head.x, y: top + here.head.y });
    for (const inner of here.below) waiting.push({ block: inner.block, x: left + inner.x, y: top + inner.y });
  }
}
