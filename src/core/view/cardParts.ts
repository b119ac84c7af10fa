import { formatPrefix, hostPrefix, mustInterfaceAddress } from '../address/prefix.ts';
import type { Cluster, Host, OverlayEncapsulation, Router } from '../plan/plan.ts';
import type { Layer } from './layers.ts';
import { type Mark, type RangeMark, rangeMark } from './marks.ts';
import { modeText } from './modeText.ts';

/** One line of a card: what kind of range, and the range; `virtual`: on no wire. */
export interface CardRow {
  readonly kind: 'node' | 'pod' | 'vip' | 'addr';
  readonly text: string;
  /** Its place in the plan: `clusters/london/pods/cidrs/0`. */
  readonly field: string;
  readonly virtual: boolean;
  readonly mark: RangeMark | undefined;
}

/** A cluster's rows in their fixed order; pods of an overlay stand in a bubble of their own. */
export interface ClusterRows {
  readonly nodes: readonly CardRow[];
  readonly pods: readonly CardRow[];
  readonly bubble: boolean;
  readonly vips: readonly CardRow[];
}

export function clusterRows(
  { id, nodes, pods, services, network }: Cluster,
  mark: Mark | undefined,
): ClusterRows {
  const row =
    (kind: CardRow['kind'], list: 'nodes' | 'pods' | 'services', virtual = false) =>
    (text: string, index: number): CardRow => ({
      kind,
      text,
      field: `clusters/${id}/${list}/cidrs/${index}`,
      virtual,
      mark: rangeMark(mark, text),
    });
  return {
    nodes: nodes.cidrs.map(row('node', 'nodes')),
    pods: (pods?.cidrs ?? []).map(row('pod', 'pods')),
    bubble: network?.mode === 'overlay' && (pods?.cidrs.length ?? 0) > 0,
    vips: (services?.cidrs ?? []).map(row('vip', 'services', true)),
  };
}

/** A host's addresses; marked where a finding names the address itself, or its segment. */
export const hostRows = ({ id, addresses }: Host, mark: Mark | undefined): readonly CardRow[] =>
  addresses.map((text, index) => {
    const { address, prefix } = mustInterfaceAddress(text);
    const found = rangeMark(mark, formatPrefix(hostPrefix(address))) ?? rangeMark(mark, formatPrefix(prefix));
    return { kind: 'addr', text, field: `hosts/${id}/addresses/${index}`, virtual: false, mark: found };
  });

/** A pill in the foot of a card. */
export interface CardChip {
  readonly text: string;
  readonly sign?: 'shield' | 'globe';
  /** The layer that it goes with; undefined: it is always there. */
  readonly layer?: Layer;
}

export const nodeCount = ({ nodes }: Cluster): string => {
  const count = nodes.list?.length ?? nodes.count ?? 0;
  return count === 1 ? '1 node' : `${count} nodes`;
};

/** What a cluster's card says of how it works; `asn`: of the router that its nodes hang on. */
export function clusterChips(cluster: Cluster, asn: number | undefined): readonly CardChip[] {
  const { network, serviceProxy } = cluster;
  return [
    { text: modeText(cluster) },
    ...(network?.mode === 'overlay' && network.gateway ? [{ text: 'gateway' }] : []),
    ...(network?.mode === 'bgp' && asn !== undefined ? [system(asn)] : []),
    ...(serviceProxy === undefined ? [] : [{ text: `${serviceProxy} proxy` }]),
  ];
}

export const routerChips = ({ asn, stateful, internet }: Router): readonly CardChip[] => [
  ...(asn === undefined ? [] : [system(asn)]),
  ...(stateful ? [{ text: 'stateful', sign: 'shield' as const }] : []),
  ...(internet ? [{ text: 'internet', sign: 'globe' as const }] : []),
];

const system = (asn: number): CardChip => ({ text: `AS ${asn}`, layer: 'bgp' });

/** The first of a router's addresses, and how many more there are; undefined: it has none yet. */
export function routerAddress([first, ...more]: readonly string[]): string | undefined {
  return first === undefined || more.length === 0 ? first : `${first} +${more.length}`;
}

/** What packets between the nodes of an overlay are wrapped in, with its port or protocol: `vxlan 4789`. */
export const TUNNEL: Readonly<Record<OverlayEncapsulation, string>> = {
  vxlan: 'vxlan 4789',
  geneve: 'geneve 6081',
  wireguard: 'wireguard 51820',
  gre: 'gre',
  ipip: 'ipip',
};
