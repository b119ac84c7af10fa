import type { Plan } from '#core';
import { type Box, cardSizes, frameBox, union } from '#core/view';
import type { EditorState } from '../editor.ts';
import { lockedIds, lockedReason } from '../locks.ts';
import { keepPlaces, type Point, placements } from '../placement.ts';
import { attachedBy, locate, naming, unfolded } from '../selection.ts';
import { APPLIES, type Command, type Dispatch, no, refused } from './command.ts';

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

const middle = (box: Box | undefined, axis: Axis): number =>
  box ? box[axis] + (axis === 'x' ? box.width : box.height) / 2 : 0;

/** Brings what is selected into one line. A selected site moves as a whole. */
export const align = (how: Alignment): Command =>
  arranged(2, `Align ${WORDS[how]}`, (boxes) => alignShifts(boxes, how));

/** Makes the gaps between what is selected equal. */
export const distribute = (axis: Axis): Command =>
  arranged(3, `Distribute ${axis === 'x' ? 'horizontally' : 'vertically'}`, (boxes) =>
    distributeShifts(boxes, axis),
  );

const WORDS: Record<Alignment, string> = {
  left: 'left edges',
  centre: 'centres',
  right: 'right edges',
  top: 'top edges',
  middle: 'middles',
  bottom: 'bottom edges',
};

/** Something that moves as one: a card, a note, or a site with what is in it. */
interface Block {
  readonly ids: readonly string[];
  readonly box: Box;
}

const LEAST_WORDS: Record<number, string> = { 2: 'two', 3: 'three' };

function arranged(
  least: number,
  label: string,
  shiftsOf: (boxes: readonly Box[]) => readonly Point[],
): Command {
  return (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan, selection } = state;
    const blocks = blocksOf(plan, selection, dispatch);
    if (blocks.length < least) return no(`Select ${LEAST_WORDS[least]} or more`);
    const ids = blocks.flatMap((block) => block.ids);
    const held = lockedReason(plan, ids);
    if (held !== undefined) return no(held);
    if (dispatch) {
      const now = placements(plan);
      const shifts = shiftsOf(blocks.map(({ box }) => box));
      const places = new Map(
        blocks.flatMap((block, i) =>
          block.ids.flatMap((id): [string, Point][] => {
            const place = now.get(id);
            const shift = shifts[i];
            return place && shift ? [[id, { x: place.x + shift.x, y: place.y + shift.y }]] : [];
          }),
        ),
      );
      const moves = shifts.some(({ x, y }) => x !== 0 || y !== 0);
      if (!moves) return no('They stand like this already');
      dispatch.change(`${label} of ${naming(plan, selection)}`, [keepPlaces(plan, places)]);
      dispatch.announce(`${label}: ${naming(plan, selection)}.`);
    }
    return APPLIES;
  };
}

function blocksOf(plan: Plan, selection: readonly string[], dispatch: Dispatch | undefined): Block[] {
  const places = placements(plan);
  const sizes = cardSizes(plan);
  const boxOf = (id: string): Box | undefined => {
    const place = places.get(id);
    const size = dispatch?.surface.sizeOf(id) ?? sizes.get(id);
    return place && size && { ...place, ...size };
  };
  const frames = selection.flatMap((id) => {
    const found = locate(plan, id);
    return found?.collection === 'frames' ? [found.entity] : [];
  });
  const inFrames = new Set(frames.flatMap(({ members }) => members));
  return [
    ...frames.flatMap((frame): Block[] => {
      const box = frameBox(frame, boxOf);
      return box ? [{ ids: frame.members, box }] : [];
    }),
    ...selection.flatMap((id): Block[] => {
      const box = inFrames.has(id) || attachedBy(id) !== undefined ? undefined : boxOf(id);
      return box ? [{ ids: [id], box }] : [];
    }),
  ];
}

/**
 * What tidying finds places for: the clusters, routers and hosts among what is selected, where nothing is selected all of
 * them, and notes with the site they are in. Other notes stay where somebody wrote them, and what is locked where it is.
 */
export function tidied({ plan, selection }: Pick<EditorState, 'plan' | 'selection'>): string[] {
  const locked = lockedIds(plan);
  const inSites = new Set((plan.view?.frames ?? []).flatMap(({ members }) => members));
  const notes = (plan.view?.notes ?? []).filter(({ id }) => inSites.has(id));
  const all = [plan.clusters, plan.routers, plan.hosts, notes].flatMap((list) =>
    (list ?? []).map(({ id }) => id),
  );
  const asked = new Set(unfolded(plan, selection));
  return all.filter((id) => !locked.has(id) && (asked.size === 0 || asked.has(id)));
}

export const tidiable: Command = (state) => {
  if (state.readOnly) return refused(state.readOnly);
  if (tidied(state).length >= 2) return APPLIES;
  return no('There is nothing to tidy: two things that are not locked are the least');
};

/** Puts things where tidying found places for them. */
export const tidyTo =
  (places: ReadonlyMap<string, Point>): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const now = placements(state.plan);
    const moved = [...places].filter(([id, { x, y }]) => now.get(id)?.x !== x || now.get(id)?.y !== y);
    if (moved.length === 0) return no('It is tidy already');
    if (dispatch) {
      dispatch.change('Tidy up', [keepPlaces(state.plan, new Map(moved))]);
      dispatch.announce(`Tidied up: ${moved.length} moved.`);
    }
    return APPLIES;
  };
