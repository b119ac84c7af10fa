import { type Address, formatAddress } from '../address/address.ts';
import { formatPrefix } from '../address/prefix.ts';
import type { Route } from '../network/network.ts';
import { describeAction } from '../simulate/describe.ts';
import type { Disposition, Hop, Leg, LegName, OuterHeader, Path, ResolvedFlow } from '../simulate/trace.ts';

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
  /** Headers of tunnels around the packet, the outermost first. */
  readonly outer: readonly OuterHeader[];
  readonly src: HeaderField;
  readonly dst: HeaderField;
}

/** The headers of a packet at a hop, innermost last, with what translation on that device replaced. */
export function envelopeOf(place: Pick<HopPlace, 'leg' | 'number' | 'hop'>): Envelope {
  const { hop } = place;
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
  return { outer: outerHeaders(place), src: field('src'), dst: field('dst') };
}

/**
 * A tunnel is a push and a pop: what was put around the packet up to this hop and not taken off yet. A link's own header
 * lasts one hop and is no step; the packet itself tells it.
 */
function outerHeaders({ leg, number, hop }: Pick<HopPlace, 'leg' | 'number' | 'hop'>): OuterHeader[] {
  const stack: OuterHeader[] = [];
  for (const { steps } of leg.hops.slice(0, number))
    for (const step of steps) {
      if (step.kind === 'encapsulate') stack.unshift(step.header);
      if (step.kind === 'decapsulate') stack.shift();
    }
  const { outer } = hop.packet;
  if (!outer || stack.length > 0) return outer ? stack : [];
  return [outer];
}

/** How many headers are drawn in each other; what is more is counted. */
const LEVELS = 3;

/** The outer headers that are drawn, and how many more there are. */
export const drawnHeaders = ({ outer }: Envelope): { shown: readonly OuterHeader[]; more: number } => ({
  shown: outer.slice(0, LEVELS - 1),
  more: Math.max(0, outer.length - (LEVELS - 1)),
});

/** Protocol and port at a hop, translations counted: `tcp to 8091`, on the way back `tcp from 8091`; `icmp` has none. */
export function transportText(flow: ResolvedFlow, path: Path, { leg, number }: HopPlace): string {
  const { protocol, port } = flow;
  if (port === undefined || protocol === 'icmp') return protocol;
  if (sideOf(leg.leg) === 'request') return `${protocol} to ${portAfter(leg, number, port)}`;
  const request = path.legs[0];
  const own = request ? portAfter(request, request.hops.length, port) : port;
  const back = leg.hops
    .slice(0, number)
    .some(({ steps }) => steps.some((step) => step.kind === 'un-nat' && step.field === 'src'));
  return `${protocol} from ${back ? port : own}`;
}

/** The port after so many hops of a leg: a service's own until a pod was chosen, then that of its pods. */
const portAfter = (leg: Leg, hops: number, port: number): number =>
  leg.hops
    .slice(0, hops)
    .flatMap(({ steps }) => steps)
    .reduce((at, step) => (step.kind === 'dnat' ? step.toPort : at), port);

/** A route as the picture has room for it: which rule laid it, not from what. */
const shortRoute = (route: Route): string => {
  const [rule = ''] = route.because.split(' ');
  return `${formatPrefix(route.prefix)} ${describeAction(route)} (${route.source}, ${rule})`;
};

/** What decided on a device, and the routes that lost against the one it took. */
export interface Decision {
  readonly decided: string | undefined;
  readonly lost: readonly string[];
}

/** The last decision of a hop: why it ended there, else the route it took. */
export function decisionOf({ steps }: Hop): Decision {
  const route = steps.findLast((step) => step.kind === 'route');
  const lost = route ? route.losers.map(shortRoute) : [];
  const drop = steps.find((step) => step.kind === 'drop');
  if (drop) {
    const { disposition, prefix, rule } = drop.ending;
    return { decided: `${disposition}${prefix ? ` by ${formatPrefix(prefix)}` : ''} (${rule})`, lost };
  }
  return { decided: route && shortRoute(route.route), lost };
}
