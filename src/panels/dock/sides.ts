import type { Disposition, Leg, RoundTrip } from '#core';
import { type Side, sideOf } from '#core/view';

/** What became of one side of a flow over all its paths. */
export interface SideVerdict {
  readonly disposition: Disposition;
  /** The leg that decided: the first one lost, else the last one that arrived. */
  readonly leg: Leg;
  /** The path it is of, from 0. */
  readonly path: number;
}

/**
 * The verdict of the client's or the server's packets. A service with several pods is delivered only if every
 * path is, so the first loss decides. Undefined where nothing was sent: a reply to a lost request.
 */
export function sideVerdict(roundTrip: RoundTrip, side: Side): SideVerdict | undefined {
  const legs = roundTrip.paths.flatMap((path, index) =>
    path.legs
      .filter((leg) => sideOf(leg.leg) === side)
      .map((leg) => ({ leg, path: index, disposition: leg.disposition })),
  );
  return legs.find((entry) => entry.disposition !== 'delivered') ?? legs.at(-1);
}

/** Whether the walk gave what the plan expects; undefined where it expects nothing. */
export const asExpected = (
  roundTrip: RoundTrip,
  expect: 'delivered' | 'not-delivered' | undefined,
): boolean | undefined => (expect === undefined ? undefined : roundTrip.verdict === expect);
