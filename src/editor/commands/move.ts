import { GRID, keepPlaces, type Point, placements } from '../placement.ts';
import { naming } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';

/** Puts devices at places on the canvas: the end of a drag. */
export const moveTo =
  (places: ReadonlyMap<string, Point>): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan } = state;
    const now = placements(plan);
    const moved = [...places].filter(([id, { x, y }]) => now.get(id)?.x !== x || now.get(id)?.y !== y);
    if (moved.length === 0) return no('Nothing moved');
    const ids = moved.map(([id]) => id);
    dispatch?.change(`Move ${naming(plan, ids)}`, [keepPlaces(plan, places)]);
    return APPLIES;
  };

/** Moves what is selected by grid steps; a burst of steps is one entry in the history. */
export const nudge =
  (dx: number, dy: number): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan, selection } = state;
    const now = placements(plan);
    const places = new Map(
      selection.flatMap((id) => {
        const place = now.get(id);
        return place ? [[id, { x: place.x + dx * GRID, y: place.y + dy * GRID }] as const] : [];
      }),
    );
    if (places.size === 0) return no('Select a cluster, router or host to move');
    const ids = [...places.keys()];
    dispatch?.change(`Move ${naming(plan, ids)}`, [keepPlaces(plan, places)], {
      merge: `nudge ${ids.join(' ')}`,
    });
    return APPLIES;
  };
