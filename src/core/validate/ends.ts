import { type Address, addressKey, compareAddresses, type Family } from '../address/address.ts';
import { contains, hostPrefix, type Prefix } from '../address/prefix.ts';
import type { Memo } from '../memo.ts';
import type { CompiledCluster, Device } from '../network/network.ts';
import type { Cluster, Host } from '../plan/plan.ts';
import type { PlainContext } from './contexts.ts';
import type { RangeEvidence } from './finding.ts';

/** Who may want to reach whom: a cluster's nodes or addressable pods, or a host, of one family. */
export interface End {
  readonly entity: string;
  readonly kind: 'nodes' | 'pods' | 'host';
  readonly family: Family;
  readonly router: string;
  /** Addresses that stand for all of it, each with who has it. */
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly device: Device;
  readonly address: Address;
  readonly range: RangeEvidence;
}

/** All ends of a plan that hang on a router, in its order. `kept`: by entity, those of the revision before. */
export function endsOf(
  { plan, network, devicesOf }: Pick<PlainContext, 'plan' | 'network' | 'devicesOf'>,
  kept: Memo<string, readonly End[]>,
): End[] {
  const { clusters = [], hosts = [] } = plan;
  const ends = [
    ...clusters.flatMap((cluster) => {
      const devices = devicesOf(cluster.id);
      const compiled = network.clusters.get(cluster.id);
      const make = () => (compiled ? clusterEnds(cluster, compiled, devices) : []);
      return kept.keep(cluster.id, [cluster, compiled, devices], make);
    }),
    ...hosts.flatMap((host) => {
      const devices = devicesOf(host.id);
      return kept.keep(host.id, [host, devices], () => hostEnds(host, devices));
    }),
  ];
  kept.trim(network.entities);
  return ends;
}

function clusterEnds(cluster: Cluster, compiled: CompiledCluster, devices: readonly Device[]): End[] {
  if (cluster.router === undefined) return [];
  const router = `router:${cluster.router}`;
  const mode = cluster.network ?? { mode: 'routed' };
  const addressable =
    mode.mode === 'routed' ||
    (mode.mode === 'bgp' && mode.advertiseToRouter === true) ||
    (mode.mode === 'overlay' && mode.gateway !== undefined);
  const podPrefixes = devices.flatMap((device) => device.node?.podPrefixes ?? []);
  return ([4, 6] as const).flatMap((family): End[] => [
    ...end(cluster.id, 'nodes', family, router, devices, compiled.nodePrefixes, 'node network'),
    ...(addressable ? end(cluster.id, 'pods', family, router, devices, podPrefixes, 'node pod prefix') : []),
  ]);
}

function hostEnds({ id, router }: Host, devices: readonly Device[]): End[] {
  if (router === undefined) return [];
  return ([4, 6] as const).flatMap((family) =>
    end(id, 'host', family, `router:${router}`, devices, [], 'host address'),
  );
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
  const first = new Map<string, Sample>();
  const last = new Map<string, Sample>();
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
