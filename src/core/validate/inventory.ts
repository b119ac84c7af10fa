import { addressKey } from '../address/address.ts';
import { covers, hostPrefix, mustInterfaceAddress, mustPrefix, type Prefix } from '../address/prefix.ts';
import type { Memo } from '../memo.ts';
import { segmentId } from '../network/draft.ts';
import type { CompiledCluster, Network } from '../network/network.ts';
import type { Cluster, Host, Plan } from '../plan/plan.ts';
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

/**
 * Every range that the plan names, by owner and in the plan's order: clusters, hosts, links. Pods of a `native` cluster without `pods`
 * are its node networks (A8). What one owner lists twice is one range. `kept`: what the owners had before.
 */
export function inventoryOf(
  { clusters = [], hosts = [], links = [] }: Plan,
  network: Network,
  kept: Memo<string, readonly PlanRange[]>,
): Map<string, readonly PlanRange[]> {
  const byOwner = new Map<string, readonly PlanRange[]>();
  for (const cluster of clusters) {
    const compiled = network.clusters.get(cluster.id);
    if (!compiled) continue;
    const scope = scopeOf(network, cluster.id, cluster.router, compiled.nodes[0]);
    const make = () => clusterRanges(cluster, compiled, scope);
    byOwner.set(cluster.id, kept.keep(cluster.id, [cluster, compiled, scope], make));
  }
  for (const host of hosts) {
    const scope = scopeOf(network, host.id, host.router, `host:${host.id}`);
    byOwner.set(
      host.id,
      kept.keep(host.id, [host, scope], () => hostRanges(host, scope)),
    );
  }
  for (const link of links) {
    const { id, cidrs = [], ends } = link;
    if (cidrs.length === 0) continue;
    const scope = scopeOf(network, id, ends[0], undefined);
    byOwner.set(
      id,
      kept.keep(id, [link, scope], () => transferRanges(id, cidrs, scope)),
    );
  }
  return byOwner;
}

const hostRanges = ({ id, router, addresses }: Host, scope: Scope): PlanRange[] =>
  [...new Set(addresses)].map(mustInterfaceAddress).flatMap(({ address, prefix }): PlanRange[] => [
    { kind: 'host', what: 'host address', owner: id, prefix: hostPrefix(address), scope },
    {
      kind: 'host-segment',
      what: 'host segment',
      owner: id,
      prefix,
      scope,
      segment: segmentId(router, id, prefix),
    },
  ]);

const transferRanges = (owner: string, cidrs: readonly string[], scope: Scope): PlanRange[] =>
  [...new Set(cidrs)]
    .map(mustPrefix)
    .map((prefix) => ({ kind: 'transfer', what: 'transfer network', owner, prefix, scope }));

function clusterRanges(plan: Cluster, cluster: CompiledCluster, scope: Scope): PlanRange[] {
  const base = { owner: plan.id, scope, cluster } as const;
  const pods = distinct((plan.pods?.cidrs ?? []).map(mustPrefix));
  const ownPrefixes = (plan.nodes.list ?? [])
    .flatMap((node) => (node.podCidrs ?? []).map(mustPrefix))
    .filter((prefix) => !pods.some((range) => covers(range, prefix)));
  const addressable = isAddressable(plan);
  return [
    ...distinct(cluster.nodePrefixes).map(
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
    ...distinct(cluster.servicePrefixes).map(
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

/** Each once: a list that says one range ten thousand times would be compared with itself. */
function distinct(prefixes: readonly Prefix[]): readonly Prefix[] {
  if (prefixes.length < 2) return prefixes;
  const seen = new Map(prefixes.map((p) => [`${addressKey(p)}/${p.length}`, p]));
  return [...seen.values()];
}
