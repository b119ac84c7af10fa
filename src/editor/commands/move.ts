import { lockedIds, lockedReason } from '../locks.ts';
import { GRID, keepPlaces, type Point, placements } from '../placement.ts';
import { atHead, nameOfId, naming, unfolded } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';
import { enterSite } from './frames.ts';

/** Puts things at places on the canvas, the end of a drag; and into the site that they were dropped in. */
export const moveTo =
  (places: ReadonlyMap<string, Point>, site?: string): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan } = state;
    const now = placements(plan);
    const changed = [...places].filter(([id, { x, y }]) => now.get(id)?.x !== x || now.get(id)?.y !== y);
    const locked = lockedIds(plan);
    const moved = changed.filter(([id]) => !locked.has(id));
    if (moved.length === 0)
      return no(
        lockedReason(
          plan,
          changed.map(([id]) => id),
        ) ?? 'Nothing moved',
      );
    const ids = moved.map(([id]) => id);
    const entering = site === undefined ? undefined : enterSite(plan, ids, site);
    const into = entering ? ` into ${nameOfId(plan, site ?? '')}` : '';
    dispatch?.change(`Move ${naming(plan, ids)}${into}`, [
      keepPlaces(plan, new Map(moved)),
      ...(entering ? [entering] : []),
    ]);
    if (entering) dispatch?.announce(`${atHead(naming(plan, ids))} moved${into}.`);
    return APPLIES;
  };

/** Moves what is selected, and what is in a selected site, by grid steps; a burst of steps is one entry in the history. */
export const nudge =
  (dx: number, dy: number): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan, selection } = state;
    const now = placements(plan);
    const locked = lockedIds(plan);
    const moving = unfolded(plan, selection);
    const places = new Map(
      moving.flatMap((id) => {
        const place = locked.has(id) ? undefined : now.get(id);
        return place ? [[id, { x: place.x + dx * GRID, y: place.y + dy * GRID }] as const] : [];
      }),
    );
    if (places.size === 0)
      return no(lockedReason(plan, moving) ?? 'Select a cluster, router, host, note or site to move');
    const ids = [...places.keys()];
    // A site moves as a whole, and is called by its name.
    const named = selection.filter((id) => unfolded(plan, [id]).some((one) => places.has(one)));
    dispatch?.change(`Move ${naming(plan, named)}`, [keepPlaces(plan, places)], {
      merge: `nudge ${ids.join(' ')}`,
    });
    return APPLIES;
  };
