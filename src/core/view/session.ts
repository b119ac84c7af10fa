import type { Link, Router } from '../plan/plan.ts';
import { sessionSide } from './endLabels.ts';
import type { Line } from './floatingEdge.ts';

/** The BGP session of a link as it is drawn. */
export interface Session {
  /** Between two systems (eBGP), or within one (iBGP); unknown where a router has no AS number. */
  readonly kind: 'external' | 'internal' | 'unknown';
  /** The AS of each end in the order of the link, as `AS 64512`; `AS ?` where the plan does not say. */
  readonly ends: readonly [string, string];
}

/** The session that a link's routers tell each other routes by; undefined where routes are static. */
export function bgpSession(
  { routing, ends: [a, b] }: Link,
  routers: ReadonlyMap<string, Router>,
): Session | undefined {
  if (routing !== 'bgp') return undefined;
  const one = routers.get(a)?.asn;
  const other = routers.get(b)?.asn;
  const known = one !== undefined && other !== undefined;
  return {
    kind: !known ? 'unknown' : one === other ? 'internal' : 'external',
    ends: [`AS ${one ?? '?'}`, `AS ${other ?? '?'}`],
  };
}

/** Dots of 2 with gaps of 4 for round line ends of width 2: one by one within an AS, in pairs between two. */
export const SESSION_DOTS: Readonly<Record<Session['kind'], string>> = {
  external: '0.1 3.9 0.1 8',
  internal: '0.1 5.9',
  unknown: '0.1 5.9',
};

/** How far a session's line runs beside its link: clear of the link's name. */
const BESIDE = 14;
/** How far it goes on under the cards at its ends, so that it is seen to reach them, in canvas pixels. */
const UNDER = 20;

/**
 * The path of a link's session: beside the link all the way, above a level one and to the left of an upright one, of links that
 * run side by side on the outer side; under the cards at both ends.
 */
export function sessionPath({ start, end, bend }: Line): string {
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  const side = sessionSide({ start, end, bend }, start);
  const by = {
    x: ((start.y - end.y) / length) * side * BESIDE,
    y: ((end.x - start.x) / length) * side * BESIDE,
  };
  const moved = ({ x, y }: { x: number; y: number }) => ({ x: x + by.x, y: y + by.y });
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const control = { x: 2 * bend.x - middle.x, y: 2 * bend.y - middle.y };
  const beyond = (from: { x: number; y: number }) => {
    const way = Math.hypot(control.x - from.x, control.y - from.y) || 1;
    return {
      x: from.x - ((control.x - from.x) / way) * UNDER,
      y: from.y - ((control.y - from.y) / way) * UNDER,
    };
  };
  const [a, b, c] = [moved(beyond(start)), moved(control), moved(beyond(end))];
  const straight = Math.hypot(bend.x - middle.x, bend.y - middle.y) < 0.5;
  return straight ? `M ${a.x} ${a.y} L ${c.x} ${c.y}` : `M ${a.x} ${a.y} Q ${b.x} ${b.y} ${c.x} ${c.y}`;
}
