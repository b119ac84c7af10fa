import { type Address, addressNumber } from '../address/address.ts';
import { Memo, sameItems } from '../memo.ts';
import type { Network } from '../network/network.ts';
import type { NetworkChange } from '../network/networkChange.ts';
import { type End, endsOf, type Sample } from './ends.ts';
import type { Forwarding } from './forwarding.ts';
import { groupBy } from './groupBy.ts';
import type { PlainContext } from './makeContext.ts';
import { type NumberSet, type Traced, withoutRoute } from './withoutRoute.ts';

/** A direction in which the routing tables do not lead. */
export interface Gap {
  readonly from: End;
  readonly to: End;
  /** The router that has no route, and the address that it has none for. */
  readonly at: string;
  readonly sample: Sample;
}

/** Two ends of which at least one has no route to the other. */
export interface GapPair {
  readonly there: Gap | undefined;
  readonly back: Gap | undefined;
}

/** Gaps that are listed at most; a plan with more is not understood better by more of them. */
const MOST_GAPS = 5000;
/** Samples of one end at most, and lookups (routers times samples) above which each end is asked by one sample only. */
const MOST_SAMPLES = 64;
const MANY_LOOKUPS = 300_000;

/** What is known of one connected network: its routers, and by address which of them do not lead there. */
interface Known {
  readonly routers: readonly string[];
  readonly traced: ReadonlyMap<number | bigint, Traced>;
}

/**
 * Finds the missing routes of one revision of a plan after another. Addresses that an edit does not touch, through no device that it
 * changed, are not looked up again.
 */
export class GapFinder {
  readonly #ends = new Memo<string, readonly End[]>();
  #network: Network | undefined;
  #known: ReadonlyMap<string, Known> = new Map();

  /** Every pair of ends on different routers of one network between which a route is missing, by direction. */
  find(context: PlainContext, change: NetworkChange | undefined): GapPair[] {
    const { network } = context;
    const isNext = this.#network === (change?.before ?? network);
    const before = isNext ? this.#known : new Map<string, Known>();
    const known = new Map<string, Known>();
    const pairs: GapPair[] = [];
    const byNetwork = groupBy(endsOf(context, this.#ends), (end) => network.component.get(end.router));
    for (const ends of byNetwork.values()) {
      const routers = [...new Set(ends.map((end) => end.router))];
      if (routers.length < 2) continue;
      const old = before.get(routers[0] ?? '');
      const kept = old && sameItems(old.routers, routers) ? old.traced : new Map<number | bigint, Traced>();
      const asked = askedOf(ends, routers);
      const addresses = asked.map(({ sample }) => sample.address);
      const traced = tracedOf(context, routers, addresses, kept, change);
      known.set(routers[0] ?? '', { routers, traced });
      const missing = new Missing(context.forwarding, routers, asked, traced);
      for (const pair of pairsWithGaps(context, ends, missing)) {
        if (pairs.length === MOST_GAPS) break;
        pairs.push(pair);
      }
    }
    this.#network = network;
    this.#known = known;
    return pairs;
  }
}

interface Asked {
  readonly end: End;
  readonly sample: Sample;
}

function askedOf(ends: readonly End[], routers: readonly string[]): Asked[] {
  const total = ends.reduce((sum, end) => sum + end.samples.length, 0);
  const each = total * routers.length > MANY_LOOKUPS ? 1 : MOST_SAMPLES;
  return ends.flatMap((end) => end.samples.slice(0, each).map((sample) => ({ end, sample })));
}

/** By address which routers do not lead there: as before where that still holds, else looked up. */
function tracedOf(
  { network, forwarding }: PlainContext,
  routers: readonly string[],
  addresses: readonly Address[],
  kept: ReadonlyMap<number | bigint, Traced>,
  change: NetworkChange | undefined,
): Map<number | bigint, Traced> {
  const traced = new Map<number | bigint, Traced>();
  const anew: Address[] = [];
  for (const address of addresses) {
    const key = addressNumber(address);
    const before = kept.get(key);
    if (before && (!change || holds(key, before, change))) traced.set(key, before);
    else anew.push(address);
  }
  if (anew.length === 0) return traced;
  for (const [i, found] of withoutRoute(network, forwarding(), routers, anew).entries())
    traced.set(addressNumber(anew[i] as Address), found);
  return traced;
}

const holds = (address: number | bigint, { passed }: Traced, { touched, devices }: NetworkChange): boolean =>
  !touched.holds(address) && passed.every((device) => !devices.has(device));

/** Pairs of ends, each once and in their order, of which one is missed by the other's router. */
function* pairsWithGaps(context: PlainContext, ends: readonly End[], missing: Missing): Generator<GapPair> {
  const missed = ends.filter((end) => missing.isMissed(end));
  let passed = 0;
  for (const [i, from] of ends.entries()) {
    if (missed[passed] === from) passed++;
    // Few ends are missed at all as a rule: only pairs with one of them are looked at.
    for (const to of missing.isMissed(from) ? ends.slice(i + 1) : missed.slice(passed)) {
      if (!missing.has(from.router, to) && !missing.has(to.router, from)) continue;
      if (from.router === to.router || from.family !== to.family || from.entity === to.entity) continue;
      if (isApart(context, from, to)) continue;
      const there = missing.find(from.router, to);
      const back = missing.find(to.router, from);
      if (there || back)
        yield { there: there && { from, to, ...there }, back: back && { from: to, to: from, ...back } };
    }
  }
}

/** Submariner joins clusters and carries no node networks between them. */
const isApart = ({ profile }: PlainContext, from: End, to: End): boolean =>
  profile.mayRepeat.nodes &&
  from.kind !== 'host' &&
  to.kind !== 'host' &&
  (from.kind === 'nodes' || to.kind === 'nodes');

/** Which routers do not lead to which ends. */
class Missing {
  readonly #forwarding: () => Forwarding;
  readonly #routers: ReadonlyMap<string, number>;
  readonly #samples: ReadonlyMap<End, readonly { sample: Sample; lost: NumberSet }[]>;

  constructor(
    forwarding: () => Forwarding,
    routers: readonly string[],
    asked: readonly Asked[],
    traced: ReadonlyMap<number | bigint, Traced>,
  ) {
    const samples = new Map<End, { sample: Sample; lost: NumberSet }[]>();
    for (const { end, sample } of asked) {
      const lost = traced.get(addressNumber(sample.address))?.lost;
      if (!lost) continue;
      const known = samples.get(end);
      if (known) known.push({ sample, lost });
      else samples.set(end, [{ sample, lost }]);
    }
    this.#forwarding = forwarding;
    this.#routers = new Map(routers.map((router, i) => [router, i]));
    this.#samples = samples;
  }

  isMissed(end: End): boolean {
    return this.#samples.has(end);
  }

  has(router: string, end: End): boolean {
    const number = this.#routers.get(router) ?? -1;
    return router !== end.router && (this.#samples.get(end)?.some(({ lost }) => lost.has(number)) ?? false);
  }

  /** The first sample that the router misses, and where the way ends. */
  find(router: string, end: End): { at: string; sample: Sample } | undefined {
    if (router === end.router) return undefined;
    const number = this.#routers.get(router) ?? -1;
    const sample = this.#samples.get(end)?.find(({ lost }) => lost.has(number))?.sample;
    const answer = sample && this.#forwarding().from(router, sample.address);
    return sample && answer?.kind === 'no-route' ? { at: answer.at, sample } : undefined;
  }
}
