import type { Plan } from '../plan/plan.ts';
import { laneOffset } from './floatingEdge.ts';

/**
 * How far each link runs from the straight line between its routers, by id, so that parallel links are told apart: to
 * the right of the way from its first end to its second.
 */
export function linkLanes(plan: Plan): Map<string, number> {
  const parallel = new Map<string, string[]>();
  const pairOf = (ends: readonly [string, string]): string => [...ends].sort().join(' ');
  for (const { id, ends } of plan.links ?? []) {
    const pair = parallel.get(pairOf(ends));
    if (pair) pair.push(id);
    else parallel.set(pairOf(ends), [id]);
  }
  const place = new Map(
    [...parallel.values()].flatMap((ids) => ids.map((id, i) => [id, [i, ids.length] as const])),
  );
  return new Map(
    (plan.links ?? []).map(({ id, ends: [a, b] }) => {
      const [i, n] = place.get(id) ?? [0, 1];
      const lane = laneOffset(i, n);
      // A sibling drawn from the other end counts its lanes from the other side.
      return [id, a <= b ? lane : 0 - lane];
    }),
  );
}
