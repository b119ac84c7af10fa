import { type Address, addressKey, compareAddresses, type Family } from '../address/address.ts';
import { contains, hostPrefix, type Prefix } from '../address/prefix.ts';
import type { Device } from '../network/network.ts';
import type { RuleContext } from './context.ts';
import type { RangeEvidence } from './finding.ts';
import { Forwarding } from './forwarding.ts';
import { groupBy } from './groupBy.ts';

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
  const forwarding = new Forwarding(context.network);
  for (const ends of groupBy(endsOf(context), (item) => network.component.get(item.router)).values()) {
    const routers = [...new Set(ends.map((end) => end.router))];
    if (routers.length < 2) continue;
    const samples = ends.reduce((sum, end) => sum + end.samples.length, 0);
    const each = samples * routers.length > MANY_LOOKUPS ? 1 : MOST_SAMPLES;
    const missing = ends.map((to) => missingRoutes(forwarding, to, routers, each));
    for (const [i, from] of ends.entries()) {
      for (const [j, to] of ends.entries()) {
        if (j <= i || from.router === to.router || from.family !== to.family || from.entity === to.entity)
          continue;
        // Submariner joins clusters and carries no node networks between them.
        if (profile.mayRepeat.nodes && [from, to].every(isCluster) && [from, to].some(isNodes)) continue;
        const there = missing[j]?.get(from.router);
        const back = missing[i]?.get(to.router);
        if (!there && !back) continue;
        if (left-- === 0) return;
        yield { there: there && { from, to, ...there }, back: back && { from: to, to: from, ...back } };
      }
    }
  }
}

const isCluster = ({ kind }: End): boolean => kind !== 'host';
const isNodes = ({ kind }: End): boolean => kind === 'nodes';

/** The routers that do not lead to an end, with the first sample that they miss. */
function missingRoutes(
  forwarding: Forwarding,
  to: End,
  routers: readonly string[],
  samples: number,
): Map<string, { at: string; sample: End['samples'][number] }> {
  const missing = new Map<string, { at: string; sample: End['samples'][number] }>();
  for (const sample of to.samples.slice(0, samples)) {
    for (const router of routers) {
      if (router === to.router || missing.has(router)) continue;
      const answer = forwarding.from(router, sample.address);
      if (answer.kind === 'no-route') missing.set(router, { at: answer.at, sample });
    }
  }
  return missing;
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
