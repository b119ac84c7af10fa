import type { Plan } from '#core';
import { type Box, tidyPlaces } from '#core/view';
import { boxesOf } from '../boxes.ts';
import type { EditorState } from '../editor.ts';
import { lockedIds, lockedReason } from '../locks.ts';
import { keepPlaces, type Point, placements } from '../placement.ts';
import { atHead, capital, locate, naming, unfolded } from '../selection.ts';
import { APPLIES, type Command, type Dispatch, no, refused } from './command.ts';
import { type Alignment, type Axis, alignShifts, apartShifts, distributeShifts } from './shifts.ts';

/** Brings what is selected into one line, one beside the other: what would cover another is moved along the line. */
export const align = (how: Alignment): Command => {
  const along: Axis = how === 'left' || how === 'centre' || how === 'right' ? 'y' : 'x';
  return arranged({
    least: 2,
    verb: 'align',
    label: (names) => `Align ${WORDS[how]} of ${names}`,
    done: (names) => `${capital(WORDS[how])} of ${names} aligned`,
    shiftsOf: (boxes) => alignShifts(boxes, how),
    along,
  });
};

/** Makes the gaps between what is selected equal. */
export const distribute = (axis: Axis): Command => {
  const way = axis === 'x' ? 'horizontally' : 'vertically';
  return arranged({
    least: 3,
    verb: 'distribute',
    label: (names) => `Distribute ${names} ${way}`,
    done: (names) => `${atHead(names)} distributed ${way}`,
    shiftsOf: (boxes) => distributeShifts(boxes, axis),
  });
};

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
  /** What is selected. */
  readonly id: string;
  readonly ids: readonly string[];
  readonly box: Box;
}

interface Arrangement {
  /** So many are the least that can be arranged. */
  readonly least: 2 | 3;
  readonly verb: string;
  readonly label: (names: string) => string;
  readonly done: (names: string) => string;
  readonly shiftsOf: (boxes: readonly Box[]) => readonly Point[];
  /** The axis along which those are moved apart that would cover each other; absent: none would. */
  readonly along?: Axis;
}

const LEAST_WORDS = { 2: 'two', 3: 'three' } as const;

function arranged({ least, verb, label, done, shiftsOf, along }: Arrangement): Command {
  return (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan, selection } = state;
    const blocks = blocksOf(plan, selection, dispatch);
    if (blocks.length < least) return no(`Select ${LEAST_WORDS[least]} things or more to ${verb} them`);
    const ids = blocks.flatMap((block) => block.ids);
    const held = lockedReason(plan, ids);
    if (held !== undefined) return no(held);
    if (dispatch) {
      const now = placements(plan);
      const boxes = blocks.map(({ box }) => box);
      const lined = shiftsOf(boxes);
      const apart = along
        ? apartShifts(
            boxes.map((box, i) => shifted(box, lined[i])),
            along,
            boxes,
          )
        : [];
      const shifts = lined.map((shift, i) => sum(shift, apart[i]));
      const places = new Map(
        blocks.flatMap((block, i) =>
          block.ids.flatMap((id): [string, Point][] => {
            const place = now.get(id);
            return place ? [[id, sum(place, shifts[i])]] : [];
          }),
        ),
      );
      if (shifts.every(isNowhere)) return no('They stand like this already');
      const names = naming(
        plan,
        blocks.map(({ id }) => id),
      );
      const aside = apart.filter((shift) => !isNowhere(shift)).length;
      dispatch.change(label(names), [keepPlaces(plan, places)]);
      dispatch.announce(`${done(names)}${asideWords(aside)}.`);
    }
    return APPLIES;
  };
}

const asideWords = (count: number): string =>
  count === 0
    ? ''
    : `; ${count} of them ${count === 1 ? 'was' : 'were'} moved along, so as not to cover another`;

const isNowhere = ({ x, y }: Point): boolean => x === 0 && y === 0;
const sum = (a: Point, b: Point = { x: 0, y: 0 }): Point => ({ x: a.x + b.x, y: a.y + b.y });
const shifted = (box: Box, by: Point | undefined): Box => ({ ...box, ...sum(box, by) });

function blocksOf(plan: Plan, selection: readonly string[], dispatch: Dispatch | undefined): Block[] {
  const boxes = boxesOf(plan, dispatch?.surface.sizeOf);
  const members = new Map(
    selection.flatMap((id) => {
      const found = locate(plan, id);
      return found?.collection === 'frames' ? [[id, found.entity.members] as const] : [];
    }),
  );
  const inFrames = new Set([...members.values()].flat());
  return selection.flatMap((id): Block[] => {
    const box = inFrames.has(id) ? undefined : boxes.get(id);
    return box ? [{ id, ids: members.get(id) ?? [id], box }] : [];
  });
}

/**
 * What tidying finds places for: the clusters, routers and hosts among what is selected, where that is not at least two of them
 * all there are, and notes with the site they are in. Other notes stay where somebody wrote them, and what is locked where it is.
 */
export function tidied({ plan, selection }: Pick<EditorState, 'plan' | 'selection'>): string[] {
  const locked = lockedIds(plan);
  const inSites = new Set((plan.view?.frames ?? []).flatMap(({ members }) => members));
  const notes = (plan.view?.notes ?? []).filter(({ id }) => inSites.has(id));
  const all = [plan.clusters, plan.routers, plan.hosts, notes].flatMap((list) =>
    (list ?? []).map(({ id }) => id),
  );
  const chosen = new Set(unfolded(plan, selection));
  const asked = all.filter((id) => chosen.has(id));
  // One thing alone stands tidily anywhere.
  return (asked.length < 2 ? all : asked).filter((id) => !locked.has(id));
}

export const tidiable: Command = (state) => {
  if (state.readOnly) return refused(state.readOnly);
  if (tidied(state).length >= 2) return APPLIES;
  return no('There is nothing to tidy: that takes two things that are not locked');
};

/** Tidies up where nobody draws: by the sizes that the model gives cards, as plain trees. */
export const tidyUnseen: Command = (state, dispatch) =>
  tidyTo(tidyPlaces(state.plan, tidied(state), boxesOf(state.plan)))(state, dispatch);

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
      dispatch.announce(`Tidied up; ${moved.length} ${moved.length === 1 ? 'thing' : 'things'} moved.`);
    }
    return APPLIES;
  };
