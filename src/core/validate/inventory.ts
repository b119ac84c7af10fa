import { addressKey } from '../address/address.ts';
import { covers, hostPrefix, mustInterfaceAddress, mustPrefix, type Prefix } from '../address/prefix.ts';
import { segmentId } from '../network/draft.ts';
import type { CompiledCluster, Network } from '../network/network.ts';
import type { Cluster, Plan } from '../plan/plan.ts';
import type { RangeEvidence } from './finding.ts';

/** Which network something is in: a number of `network.component`, or its owner's id where nothing joins it. */
export type Scope = number | string;

/** A range of the plan, and what the overlap rules ask of it. */
export interface PlanRange extends RangeEvidence {
  readonly kind: 'nodes' | 'pods' | 'services' | 'host' | 'host-segment' | 'transfer';
  readonly scope: Scope;
  /** Nodes and host segments: the segment of A1 that it is. */
  readonly segment?: string;
  /** Owner is a cluster: it, compiled. */
  readonly cluster?: CompiledCluster;
  /** Pods: others can call them (routed, bgp, native, an overlay with a gateway). */
  readonly addressable?: boolean;
}

/** Every range that the plan names, in its order. Pods of a `native` cluster without `pods` are its node networks (A8). */
export function inventory(plan: Plan, network: Network): PlanRange[] {
  return [
    ...(plan.clusters ?? []).flatMap((cluster) => clusterRanges(cluster, network)),
    ...(plan.hosts ?? []).flatMap((host) => {
      const scope = scopeOf(network, host.id, host.router, `host:${host.id}`);
      return host.addresses.map(mustInterfaceAddress).flatMap(({ address, prefix }): PlanRange[] => [
        { kind: 'host', what: 'host address', owner: host.id, prefix: hostPrefix(address), scope },
        {
          kind: 'host-segment',
          what: 'host segment',
          owner: host.id,
          prefix,
          scope,
          segment: segmentId(host.router, host.id, prefix),
        },
      ]);
    }),
    ...(plan.links ?? []).flatMap((link) => {
      const scope = scopeOf(network, link.id, link.ends[0], undefined);
      return (link.cidrs ?? []).map(mustPrefix).map(
        (prefix): PlanRange => ({
          kind: 'transfer',
          what: 'transfer network',
          owner: link.id,
          prefix,
          scope,
        }),
      );
    }),
  ];
}

function clusterRanges(plan: Cluster, network: Network): PlanRange[] {
  const cluster = network.clusters.get(plan.id);
  if (!cluster) return [];
  const scope = scopeOf(network, plan.id, plan.router, cluster.nodes[0]);
  const base = { owner: plan.id, scope, cluster } as const;
  const pods = plan.pods ? plan.pods.cidrs.map(mustPrefix) : [];
  const ownPrefixes = (plan.nodes.list ?? [])
    .flatMap((node) => (node.podCidrs ?? []).map(mustPrefix))
    .filter((prefix) => !pods.some((range) => covers(range, prefix)));
  const addressable = isAddressable(plan);
  return [
    ...cluster.nodePrefixes.map(
      (prefix): PlanRange => ({
        ...base,
        kind: 'nodes',
        what: 'node network',
        prefix,
        segment: segmentId(plan.router, plan.id, prefix),
      }),
    ),
    ...pods.map((prefix): PlanRange => ({ ...base, kind: 'pods', what: 'pod range', prefix, addressable })),
    ...(cluster.mode === 'native' ? [] : distinct(ownPrefixes)).map(
      (prefix): PlanRange => ({ ...base, kind: 'pods', what: 'node pod prefix', prefix, addressable }),
    ),
    ...cluster.servicePrefixes.map(
      (prefix): PlanRange => ({ ...base, kind: 'services', what: 'service range', prefix }),
    ),
  ];
}

/** Others can call its pods: all but those of an overlay without a gateway. */
const isAddressable = ({ network }: Cluster): boolean =>
  network?.mode !== 'overlay' || network.gateway !== undefined;

function scopeOf(
  network: Network,
  owner: string,
  router: string | undefined,
  device: string | undefined,
): Scope {
  const at = router === undefined ? device : `router:${router}`;
  return (at === undefined ? undefined : network.component.get(at)) ?? owner;
}

function distinct(prefixes: readonly Prefix[]): Prefix[] {
  const seen = new Map(prefixes.map((p) => [`${addressKey(p)}/${p.length}`, p]));
  return [...seen.values()];
}
