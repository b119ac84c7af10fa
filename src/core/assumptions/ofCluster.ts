import { formatAddress } from '../address/address.ts';
import { formatPrefix, mustPrefix, type Prefix, usableRange } from '../address/prefix.ts';
import { encapsulationOverhead } from '../network/mtu.ts';
import type { Network, Segment } from '../network/network.ts';
import { nodeMask } from '../network/nodes.ts';
import type { PropertyPath } from '../plan/edits.ts';
import type { Cluster } from '../plan/plan.ts';
import { platformRanges } from '../plan/platformRanges.ts';
import { type Assumption, type AssumptionKind, type Override, type Place, setAt } from './assumption.ts';
import { dealtAddresses } from './ofDealt.ts';

export const DEFAULT_MTU = 1500;
/** What the schema takes as an MTU, and as bits of a prefix. */
export const MTU_LIMITS = { least: 68, most: 65_535 } as const;
const MASK_LIMITS = { 4: { least: 0, most: 32 }, 6: { least: 0, most: 128 } } as const;

/** What the rules fill in for a cluster. */
export function clusterAssumptions(
  cluster: Cluster,
  network: Network,
  segments: readonly Segment[],
): Assumption[] {
  const at = (...path: PropertyPath): Place => ({
    entity: { collection: 'clusters', id: cluster.id },
    path,
  });
  const found: Assumption[] = [];
  const add = (
    kind: AssumptionKind,
    value: string,
    override: Override | undefined,
    more: { readonly part?: string; readonly count?: number; readonly source?: string } = {},
  ): void => {
    const { part = '', ...rest } = more;
    found.push({
      id: `${kind} ${cluster.id} ${part}`.trim(),
      kind,
      entity: cluster.id,
      part,
      value,
      override,
      ...rest,
    });
  };
  const choice = (kind: AssumptionKind, value: string, place: Place, options: readonly string[]): void =>
    add(kind, value, { kind: 'choice', place, options });

  if (!cluster.network)
    choice('network-mode', 'routed', at('network', 'mode'), ['routed', 'bgp', 'overlay', 'native']);
  if (cluster.network?.mode === 'overlay') overlay(cluster, network, at, add);
  if (!cluster.serviceProxy)
    choice('service-proxy', 'any', at('serviceProxy'), [
      'any',
      'iptables',
      'ipvs',
      'nftables',
      'ebpf',
      'routed',
    ]);
  if (cluster.masquerade === undefined)
    choice('masquerade', 'none', at('masquerade'), ['none', 'outside-pods']);
  if (!cluster.reversePathFilter)
    choice('reverse-path-filter', 'off', at('reversePathFilter'), ['off', 'loose', 'strict']);
  if (cluster.mtu === undefined)
    add('mtu', String(DEFAULT_MTU), { kind: 'number', place: at('mtu'), ...MTU_LIMITS });
  ranges(cluster, at, add);
  for (const { gateway, prefix } of segments)
    if (gateway) add('router-address', formatAddress(gateway), undefined, { part: formatPrefix(prefix) });
  found.push(...dealtAddresses(cluster, network));
  if (cluster.platform)
    for (const { cidr, use, source, when } of platformRanges[cluster.platform].used)
      add('platform-range', `${cidr}: ${use}${when ? ` (${when})` : ''}`, undefined, { part: cidr, source });
  return found;
}

type At = (...path: PropertyPath) => Place;
type Add = (
  kind: AssumptionKind,
  value: string,
  override: Override | undefined,
  more?: { readonly part?: string; readonly count?: number; readonly source?: string },
) => void;

function overlay(cluster: Cluster, network: Network, at: At, add: Add): void {
  if (cluster.network?.mode !== 'overlay') return;
  const { encapsulation, gateway } = cluster.network;
  if (!encapsulation)
    add('encapsulation', 'vxlan', {
      kind: 'choice',
      place: at('network', 'encapsulation'),
      options: ['vxlan', 'gre', 'geneve', 'ipip', 'wireguard'],
    });
  if (gateway && gateway.node === undefined)
    add('gateway-node', '0', {
      kind: 'number',
      place: at('network', 'gateway', 'node'),
      least: 0,
      most: Math.max(0, (network.clusters.get(cluster.id)?.nodes.length ?? 1) - 1),
    });
  if (gateway && gateway.snat === undefined)
    add('gateway-snat', 'yes', {
      kind: 'choice',
      place: at('network', 'gateway', 'snat'),
      options: ['yes', 'no'],
      values: { yes: true, no: false },
    });
  const mtu = cluster.mtu ?? DEFAULT_MTU;
  const outer = cluster.nodes.cidrs.some((text) => mustPrefix(text).family === 4) ? 4 : 6;
  const overhead = encapsulationOverhead(encapsulation ?? 'vxlan', outer);
  add('pod-mtu', `${mtu - overhead} (${mtu} less ${overhead})`, undefined);
}

function ranges(cluster: Cluster, at: At, add: Add): void {
  const native = cluster.network?.mode === 'native';
  const cidrs = (cluster.pods?.cidrs ?? []).map(mustPrefix);
  if (native && !cluster.pods)
    add('native-pods', cluster.nodes.cidrs.join(', '), {
      kind: 'write-down',
      edits: [setAt(at('pods', 'cidrs'), [...cluster.nodes.cidrs])],
    });
  const masks = cidrs.map((prefix, index) => nodeMask(cluster, index, prefix.family));
  if (!native && !cluster.pods?.nodeMask)
    cidrs.forEach((prefix, index) => {
      add(
        'node-mask',
        `/${masks[index]}`,
        {
          kind: 'number',
          place: at('pods', 'nodeMask'),
          ...MASK_LIMITS[prefix.family],
          within: { list: masks, index },
        },
        { part: formatPrefix(prefix) },
      );
    });
  for (const prefix of (cluster.services?.cidrs ?? []).map(mustPrefix))
    add('kept-vips', keptVips(prefix), undefined, { part: formatPrefix(prefix) });
}

function keptVips(range: Prefix): string {
  const { last } = usableRange(range);
  return [1n, 10n]
    .map((offset) => range.value + offset)
    .filter((value) => value <= last)
    .map((value) => formatAddress({ family: range.family, value }))
    .join(', ');
}
