import { addressNumber } from '../address/address.ts';
import { Memo } from '../memo.ts';
import type { Network } from '../network/network.ts';
import type { NetworkChange } from '../network/networkChange.ts';
import type { PlainContext } from './contexts.ts';
import { type End, endsOf, type Sample } from './ends.ts';
import type { Forwarding } from './forwarding.ts';
import { groupBy } from './groupBy.ts';
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

/** What was found out about one sample. */
interface Known {
  readonly traced: Traced;
  /** The routers of its network, whose numbers tell who does not lead to it. */
  readonly routers: readonly string[];
  /** The last revision in which it was asked about. */
  revision: number;
}

/**
 * Finds the missing routes of one revision of a plan after another. Samples whose address an edit does not touch, through no device
 * that it changed, are not looked up again.
 */
export class GapFinder {
  readonly #ends = new Memo<string, readonly End[]>();
  readonly #routers = new Memo<string, readonly string[]>();
  readonly #known = new WeakMap<Sample, Known>();
  #network: Network | undefined;
  #revision = 0;

  /** Every pair of ends on different routers of one network between which a route is missing, by direction. */
  find(context: PlainContext, change: NetworkChange | undefined): GapPair[] {
    const { network } = context;
    // Where a revision was left out, nothing holds.
    this.#revision += this.#network === (change?.before ?? network) ? 1 : 2;
    this.#network = network;
    const pairs: GapPair[] = [];
    const byNetwork = groupBy(endsOf(context, this.#ends), (end) => network.component.get(end.router));
    for (const ends of byNetwork.values()) {
      const distinct = [...new Set(ends.map((end) => end.router))];
      if (distinct.length < 2) continue;
      const routers = this.#routers.keep(distinct[0] ?? '', distinct, () => distinct);
      const missing = this.#missing(context, routers, askedOf(ends, routers), change);
      for (const pair of pairsWithGaps(context, ends, missing)) {
        if (pairs.length === MOST_GAPS) break;
        pairs.push(pair);
      }
    }
    this.#routers.trim(network.entities);
    return pairs;
  }

  #missing(
    { network, forwarding }: PlainContext,
    routers: readonly string[],
    asked: readonly Asked[],
    change: NetworkChange | undefined,
  ): Missing {
    const missing = new Missing(forwarding, routers);
    const anew: Asked[] = [];
    for (const one of asked) {
      const known = this.#known.get(one.sample);
      if (known?.revision === this.#revision || (known && this.#holds(one.sample, known, routers, change)))
        known.revision = this.#revision;
      else anew.push(one);
    }
    if (anew.length > 0) {
      const addresses = anew.map(({ sample }) => sample.address);
      for (const [i, traced] of withoutRoute(network, forwarding(), routers, addresses).entries()) {
        const { sample } = anew[i] as Asked;
        this.#known.set(sample, { traced, routers, revision: this.#revision });
      }
    }
    for (const { end, sample } of asked) {
      const lost = this.#known.get(sample)?.traced.lost;
      if (lost) missing.add(end, sample, lost);
    }
    return missing;
  }

  #holds(
    { address }: Sample,
    { traced, routers, revision }: Known,
    now: readonly string[],
    change: NetworkChange | undefined,
  ): boolean {
    if (revision !== this.#revision - 1 || routers !== now) return false;
    return (
      !change ||
      (!change.touched.holds(addressNumber(address)) &&
        traced.passed.every((device) => !change.devices.has(device)))
    );
  }
}

interface Asked {
  readonly end: End;
  readonly sample: Sample;
}

const asks = new WeakMap<End, readonly Asked[]>();

function askedOf(ends: readonly End[], routers: readonly string[]): Asked[] {
  const total = ends.reduce((sum, end) => sum + end.samples.length, 0);
  const each = total * routers.length > MANY_LOOKUPS ? 1 : MOST_SAMPLES;
  return ends.flatMap((end) => {
    const all = asks.get(end) ?? end.samples.slice(0, MOST_SAMPLES).map((sample) => ({ end, sample }));
    asks.set(end, all);
    return all.length <= each ? all : all.slice(0, each);
  });
}

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
  readonly #samples = new Map<End, { sample: Sample; lost: NumberSet }[]>();

  constructor(forwarding: () => Forwarding, routers: readonly string[]) {
    this.#forwarding = forwarding;
    this.#routers = new Map(routers.map((router, i) => [router, i]));
  }

  add(end: End, sample: Sample, lost: NumberSet): void {
    const known = this.#samples.get(end);
    if (known) known.push({ sample, lost });
    else this.#samples.set(end, [{ sample, lost }]);
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
