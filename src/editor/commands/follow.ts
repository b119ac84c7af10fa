import type { Plan } from '#core';
import { type Point, placements } from '../placement.ts';
import { locate, nameOfId } from '../selection.ts';
import { APPLIES, type Command, no } from './command.ts';

/** A way on the canvas: `{ x: 1, y: 0 }` is to the right. */
export type Way = { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 };

/** Goes from what is selected along its lines, to what stands most in a direction. */
export const followLink =
  (way: Way): Command =>
  ({ plan, selection }, dispatch) => {
    const [only, ...more] = selection;
    if (only === undefined || more.length > 0) return no('Select one thing to follow its links');
    const near = neighbours(plan, only);
    if (near.length === 0) return no('Nothing is linked to it');
    const next = mostInWay(plan, only, near, way);
    if (next === undefined) return no('No link leads that way');
    if (dispatch) {
      dispatch.select([next]);
      dispatch.announce(`${nameOfId(plan, next)} selected.`);
    }
    return APPLIES;
  };

/** What lines lead to: from a router its peers and what hangs on it, from a link its ends, from the others their router. */
function neighbours(plan: Plan, id: string): string[] {
  const found = locate(plan, id);
  switch (found?.collection) {
    case 'routers':
      return [
        ...(plan.links ?? []).flatMap(({ ends: [a, b] }) => (a === id ? [b] : b === id ? [a] : [])),
        ...[...(plan.clusters ?? []), ...(plan.hosts ?? [])].flatMap((member) =>
          member.router === id ? [member.id] : [],
        ),
      ];
    case 'links':
      return [...found.entity.ends];
    case 'clusters':
    case 'hosts':
      return found.entity.router === undefined ? [] : [found.entity.router];
    default:
      return [];
  }
}

function mostInWay(plan: Plan, id: string, near: readonly string[], way: Way): string | undefined {
  const places = placements(plan);
  const from = places.get(id) ?? middleOf(near.flatMap((end) => places.get(end) ?? []));
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const other of near) {
    const to = places.get(other);
    if (!from || !to) continue;
    const along = (to.x - from.x) * way.x + (to.y - from.y) * way.y;
    if (along <= 0) continue;
    const aside = Math.abs((to.x - from.x) * way.y) + Math.abs((to.y - from.y) * way.x);
    const cost = along + 2 * aside;
    if (!best || cost < best.cost) best = { id: other, cost };
  }
  return best?.id;
}

function middleOf(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
  return { x: sum.x / points.length, y: sum.y / points.length };
}
