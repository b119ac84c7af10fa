import { type Address, addressKey, compareAddresses, type Family } from '../address/address.ts';
import { contains, hostPrefix, type Prefix } from '../address/prefix.ts';
import type { Device } from '../network/network.ts';
import type { RuleContext } from './context.ts';
import type { RangeEvidence } from './finding.ts';
import type { Forwarding } from './forwarding.ts';
import { groupBy } from './groupBy.ts';
import { type NumberSet, withoutRoute } from './withoutRoute.ts';

/** Who may want to reach whom: a cluster's nodes or addressable pods, or a host, of one family. */
export interface End {
  readonly entity: string;
  readonly kind: 'nodes' | 'pods' | 'host';
  readonly family: Family;
  readonly router: string;
  /** Addresses that stand for all of it, each with who has it. */
  readonly samples: readonly {
    readonly device: Device;
    readonly address: Address;
    readonly range: RangeEvidence;
  }[];
}

/** A direction in which the routing tables do not lead. */
export interface Gap {
  readonly from: End;
  readonly to: End;
  /** The router that has no route, and the address that it has none for. */
  readonly at: string;
  readonly sample: End['samples'][number];
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

/** Every pair of ends on different routers of one network between which a route is missing, by direction. */
export function* findGaps(context: RuleContext): Generator<GapPair> {
  const { profile, network } = context;
  let left = MOST_GAPS;
  for (const ends of groupBy(endsOf(context), (item) => network.component.get(item.router)).values()) {
    const missing = missingRoutes(context, ends);
    if (!missing) continue;
    for (const [from, to] of pairsWithGaps(ends, missing)) {
      if (from.router === to.router || from.family !== to.family || from.entity === to.entity) continue;
      // Submariner joins clusters and carries no node networks between them.
      if (profile.mayRepeat.nodes && [from, to].every(isCluster) && [from, to].some(isNodes)) continue;
      const there = missing.find(from.router, to);
      const back = missing.find(to.router, from);
      if (!there && !back) continue;
      if (left-- === 0) return;
      yield { there: there && { from, to, ...there }, back: back && { from: to, to: from, ...back } };
    }
  }
}

/** Pairs of ends, each once and in their order, of which one is missed by the other's router. */
function* pairsWithGaps(ends: readonly End[], missing: Missing): Generator<readonly [End, End]> {
  const missed = ends.filter((end) => missing.isMissed(end));
  let passed = 0;
  for (const [i, from] of ends.entries()) {
    if (missed[passed] === from) passed++;
    // Few ends are missed at all as a rule: only pairs with one of them are looked at.
    for (const to of missing.isMissed(from) ? ends.slice(i + 1) : missed.slice(passed))
      if (missing.has(from.router, to) || missing.has(to.router, from)) yield [from, to];
  }
}

const isCluster = ({ kind }: End): boolean => kind !== 'host';
const isNodes = ({ kind }: End): boolean => kind === 'nodes';

/** Which routers do not lead to which ends. */
class Missing {
  readonly #forwarding: Forwarding;
  readonly #routers: ReadonlyMap<string, number>;
  readonly #samples: ReadonlyMap<End, readonly { sample: End['samples'][number]; lost: NumberSet }[]>;

  constructor(
    forwarding: Forwarding,
    routers: ReadonlyMap<string, number>,
    samples: ReadonlyMap<End, readonly { sample: End['samples'][number]; lost: NumberSet }[]>,
  ) {
    this.#forwarding = forwarding;
    this.#routers = routers;
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
  find(router: string, end: End): { at: string; sample: End['samples'][number] } | undefined {
    if (router === end.router) return undefined;
    const number = this.#routers.get(router) ?? -1;
    const sample = this.#samples.get(end)?.find(({ lost }) => lost.has(number))?.sample;
    const answer = sample && this.#forwarding.from(router, sample.address);
    return sample && answer?.kind === 'no-route' ? { at: answer.at, sample } : undefined;
  }
}

/** Looks for missing routes between the ends of one network; undefined where all hang on one router. */
function missingRoutes(context: RuleContext, ends: readonly End[]): Missing | undefined {
  const routers = [...new Set(ends.map((end) => end.router))];
  if (routers.length < 2) return undefined;
  const total = ends.reduce((sum, end) => sum + end.samples.length, 0);
  const each = total * routers.length > MANY_LOOKUPS ? 1 : MOST_SAMPLES;
  const asked = ends.flatMap((end) => end.samples.slice(0, each).map((sample) => ({ end, sample })));
  const forwarding = context.forwarding();
  const addresses = asked.map(({ sample }) => sample.address);
  const lost = withoutRoute(context.network, forwarding, routers, addresses);
  const samples = new Map<End, { sample: End['samples'][number]; lost: NumberSet }[]>();
  for (const [i, { end, sample }] of asked.entries()) {
    const set = lost[i];
    if (!set) continue;
    const known = samples.get(end);
    if (known) known.push({ sample, lost: set });
    else samples.set(end, [{ sample, lost: set }]);
  }
  return new Missing(forwarding, new Map(routers.map((router, i) => [router, i])), samples);
}

function endsOf(context: RuleContext): End[] {
  const { plan, network } = context;
  const clusters = (plan.clusters ?? []).flatMap((cluster): End[] => {
    if (cluster.router === undefined) return [];
    const router = `router:${cluster.router}`;
    const devices = context.devicesOf(cluster.id);
    const mode = cluster.network ?? { mode: 'routed' };
    const addressable =
      mode.mode === 'routed' ||
      (mode.mode === 'bgp' && mode.advertiseToRouter === true) ||
      (mode.mode === 'overlay' && mode.gateway !== undefined);
    const compiled = network.clusters.get(cluster.id);
    const podPrefixes = devices.flatMap((device) => device.node?.podPrefixes ?? []);
    return ([4, 6] as const).flatMap((family): End[] => [
      ...end(cluster.id, 'nodes', family, router, devices, compiled?.nodePrefixes ?? [], 'node network'),
      ...(addressable
        ? end(cluster.id, 'pods', family, router, devices, podPrefixes, 'node pod prefix')
        : []),
    ]);
  });
  const hosts = (plan.hosts ?? []).flatMap((host): End[] => {
    if (host.router === undefined) return [];
    const router = `router:${host.router}`;
    return ([4, 6] as const).flatMap((family) =>
      end(host.id, 'host', family, router, context.devicesOf(host.id), [], 'host address'),
    );
  });
  return [...clusters, ...hosts];
}

const DEVICE_KIND = { nodes: 'node', pods: 'pod', host: 'host' } as const;

/** The end with the first and the last address of each of its prefixes; none without a device. */
function end(
  entity: string,
  kind: End['kind'],
  family: Family,
  router: string,
  devices: readonly Device[],
  prefixes: readonly Prefix[],
  what: RangeEvidence['what'],
): End[] {
  const held = devices
    .filter((device) => device.kind === DEVICE_KIND[kind])
    .flatMap((device) =>
      device.interfaces
        .filter((i) => i.attachment.kind === (kind === 'pods' ? 'pods' : 'segment'))
        .flatMap((i) => i.addresses)
        .filter((address) => address.family === family)
        .map((address) => ({ device, address })),
    )
    .sort((a, b) => compareAddresses(a.address, b.address));
  const first = new Map<string, End['samples'][number]>();
  const last = new Map<string, End['samples'][number]>();
  for (const { device, address } of held) {
    const prefix =
      kind === 'host'
        ? hostPrefix(address)
        : (prefixes.find((p) => contains(p, address)) ?? hostPrefix(address));
    const key = `${addressKey(prefix)}/${prefix.length}`;
    const sample = { device, address, range: { what, owner: entity, prefix } };
    if (!first.has(key)) first.set(key, sample);
    last.set(key, sample);
  }
  const samples = [...first.values(), ...last.values()];
  return samples.length === 0 ? [] : [{ entity, kind, family, router, samples: [...new Set(samples)] }];
}
