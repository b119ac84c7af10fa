import { type Address, formatAddress } from '../address/address.ts';
import type { Disposition, Hop, Leg, LegName, OuterHeader, Path } from '../simulate/trace.ts';

/** One hop of a path, with its place in the walk: what the playback cursor counts. */
export interface HopPlace {
  /** Counts hops over all legs of the path, from 0. */
  readonly cursor: number;
  readonly leg: Leg;
  /** Place in its leg, from 1. */
  readonly number: number;
  readonly hop: Hop;
  /** How the leg ends, on its last hop only. */
  readonly disposition: Disposition | undefined;
}

/** Who sends: the client (request, follow-up) or the server (reply, answer). */
export type Side = 'request' | 'reply';
export const sideOf = (leg: LegName): Side =>
  leg === 'request' || leg === 'follow-up' ? 'request' : 'reply';

/** All hops of a path in the order of the playback cursor. */
export function hopPlaces(path: Path): HopPlace[] {
  let cursor = 0;
  return path.legs.flatMap((leg) =>
    leg.hops.map((hop, index) => ({
      cursor: cursor++,
      leg,
      number: index + 1,
      hop,
      disposition: index === leg.hops.length - 1 ? leg.disposition : undefined,
    })),
  );
}

/** `3` on the way there, `3'` on the way back: the number that list, timeline and canvas show. */
export const hopLabel = (leg: LegName, number: number): string =>
  sideOf(leg) === 'request' ? `${number}` : `${number}'`;

/** One field of a header: what it is when the packet leaves the device, and what it was before translation. */
export interface HeaderField {
  readonly now: string;
  readonly before: string | undefined;
}

export interface Envelope {
  readonly outer: OuterHeader | undefined;
  readonly src: HeaderField;
  readonly dst: HeaderField;
}

/** The headers of a packet at a hop, innermost last, with what translation on that device replaced. */
export function envelopeOf(hop: Hop): Envelope {
  const before: { src: Address | undefined; dst: Address | undefined } = { src: undefined, dst: undefined };
  for (const step of hop.steps) {
    // The first translation knows what came in; later ones only what the first made of it.
    if (step.kind === 'dnat') before.dst ??= step.from;
    if (step.kind === 'snat') before.src ??= step.from;
    if (step.kind === 'un-nat') before[step.field] ??= step.from;
  }
  const field = (name: 'src' | 'dst'): HeaderField => {
    const now = formatAddress(hop.packet[name]);
    const old = before[name] && formatAddress(before[name]);
    return { now, before: old === now ? undefined : old };
  };
  return { outer: hop.packet.outer ?? undefined, src: field('src'), dst: field('dst') };
}
