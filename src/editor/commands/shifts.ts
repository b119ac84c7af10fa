import { type Box, union } from '#core/view';
import { GRID, type Point } from '../placement.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'x' | 'y';

/** How far each box moves so that all are in one line: at the outermost edge, or in the middle of them all. */
export function alignShifts(boxes: readonly Box[], how: Alignment): Point[] {
  const all = union(boxes);
  if (!all) return [];
  const axis = how === 'left' || how === 'centre' || how === 'right' ? 'x' : 'y';
  const size = axis === 'x' ? 'width' : 'height';
  // 0 at the near edge, 1 at the far one.
  const part = how === 'left' || how === 'top' ? 0 : how === 'centre' || how === 'middle' ? 0.5 : 1;
  return boxes.map((box) => {
    const shift = Math.round(all[axis] + all[size] * part - (box[axis] + box[size] * part));
    return axis === 'x' ? { x: shift, y: 0 } : { x: 0, y: shift };
  });
}

/**
 * How far each box moves so that the gaps between neighbours are equal. The outermost two stay, unless the boxes do not fit
 * between them: then they follow each other from the first on, `least` apart.
 */
export function distributeShifts(boxes: readonly Box[], axis: Axis, least = 20): Point[] {
  const size = axis === 'x' ? 'width' : 'height';
  const order = boxes.map((_, i) => i).sort((i, j) => middle(boxes[i], axis) - middle(boxes[j], axis));
  const all = union(boxes);
  if (!all) return [];
  const taken = boxes.reduce((sum, box) => sum + box[size], 0);
  const gap = Math.max(least, (all[size] - taken) / (boxes.length - 1));
  const shifts: Point[] = boxes.map(() => ({ x: 0, y: 0 }));
  let at = all[axis];
  for (const i of order) {
    const box = boxes[i];
    if (!box) continue;
    const shift = Math.round(at - box[axis]);
    shifts[i] = axis === 'x' ? { x: shift, y: 0 } : { x: 0, y: shift };
    at += box[size] + gap;
  }
  return shifts;
}

/**
 * How far boxes in one line move along it so that none covers another: each after the one before, `gap` apart where it would
 * cover it, or nearly. Their order is that along the line, of those level with each other that of where they stood before.
 */
export function apartShifts(
  boxes: readonly Box[],
  axis: Axis,
  before: readonly Box[] = boxes,
  gap = 20,
): Point[] {
  const size = axis === 'x' ? 'width' : 'height';
  const across: Axis = axis === 'x' ? 'y' : 'x';
  const order = boxes
    .map((_, i) => i)
    .sort(
      (i, j) =>
        (boxes[i]?.[axis] ?? 0) - (boxes[j]?.[axis] ?? 0) ||
        (before[i]?.[across] ?? 0) - (before[j]?.[across] ?? 0),
    );
  const shifts: Point[] = boxes.map(() => ({ x: 0, y: 0 }));
  let end = Number.NEGATIVE_INFINITY;
  for (const i of order) {
    const box = boxes[i];
    if (!box) continue;
    const by = box[axis] < end + GRID ? Math.ceil(end + gap - box[axis]) : 0;
    shifts[i] = axis === 'x' ? { x: by, y: 0 } : { x: 0, y: by };
    end = box[axis] + by + box[size];
  }
  return shifts;
}

const middle = (box: Box | undefined, axis: Axis): number =>
  box ? box[axis] + (axis === 'x' ? box.width : box.height) / 2 : 0;
