import { type Address, addressKey, type Family } from '../address/address.ts';
import { mustInterfaceAddress, mustPrefix, usableRange } from '../address/prefix.ts';
import type { Cluster, Host, Link, LinkEncapsulation, OverlayEncapsulation } from '../plan/plan.ts';
import { type Draft, type SegmentDraft, segmentId } from './draft.ts';
import { encapsulationOverhead } from './mtu.ts';
import type { CompiledService, Interface } from './network.ts';
import { type NodeDraft, nodeEnd } from './nodes.ts';
import type { PodDraft } from './pods.ts';

/** The interface of a device on a segment. */
export const segmentInterface = (segment: SegmentDraft): string => `seg:${segment.id}`;
export const linkInterface = (link: string): string => `link:${link}`;
export const PODS_INTERFACE = 'pods';
export const TUNNEL_INTERFACE = 'tunnel';
export const POD_INTERFACE = 'eth0';
const VIP_INTERFACE = 'vips';

const DEFAULT_MTU = 1500;
const bothFamilies = (mtu: number): Interface['mtu'] => ({ 4: mtu, 6: mtu });

/** The encapsulation of a link: none when direct, ipsec unless it says otherwise. */
export const linkEncapsulation = (link: Link): LinkEncapsulation | undefined =>
  link.kind === 'direct' ? undefined : (link.encapsulation ?? 'ipsec');

/** The encapsulation of an overlay cluster: vxlan unless it says otherwise. */
export const overlayEncapsulation = (cluster: Cluster): OverlayEncapsulation | undefined =>
  cluster.network?.mode === 'overlay' ? (cluster.network.encapsulation ?? 'vxlan') : undefined;

/** The address at an end of a link's transfer networks: its first two usable addresses, one an end. */
export function transferAddresses(link: Link, end: 0 | 1): Address[] {
  return (link.cidrs ?? []).map(mustPrefix).flatMap((prefix) => {
    const { first, last } = usableRange(prefix);
    const value = first + BigInt(end);
    return value <= last ? [{ family: prefix.family, value }] : [];
  });
}

/** What fits through a link. The plan gives the path below it no addresses; its outer headers are taken to be IPv4 (E2). */
export function linkMtu(link: Link): Interface['mtu'] {
  const encapsulation = linkEncapsulation(link);
  return bothFamilies(
    (link.mtu ?? DEFAULT_MTU) - (encapsulation ? encapsulationOverhead(encapsulation, 4) : 0),
  );
}

export function onSegment(segment: SegmentDraft, addresses: readonly Address[]): Interface {
  return {
    name: segmentInterface(segment),
    attachment: { kind: 'segment', segment: segment.id },
    addresses,
    mtu: bothFamilies(segment.mtu),
  };
}

/** Puts addresses of one device together by segment; one that is listed twice is one address. */
function bySegment(entries: readonly { address: Address; segment: SegmentDraft }[]): Interface[] {
  const segments = new Map<SegmentDraft, Map<bigint, Address>>();
  for (const { address, segment } of entries) {
    const known = segments.get(segment) ?? new Map<bigint, Address>();
    if (!known.has(address.value)) known.set(address.value, address);
    segments.set(segment, known);
  }
  return [...segments].map(([segment, addresses]) => onSegment(segment, [...addresses.values()]));
}

export function hostInterfaces(draft: Draft, host: Host): Interface[] {
  return bySegment(
    host.addresses.map(mustInterfaceAddress).flatMap(({ address, prefix }) => {
      const segment = draft.segments.get(segmentId(host.router, host.id, prefix));
      return segment ? [{ address, segment }] : [];
    }),
  );
}

/** A node's interfaces: its segments, its pods' side, the tunnel of an overlay, and the VIPs under ipvs (S3). */
export function nodeInterfaces(cluster: Cluster, node: NodeDraft, vips: readonly Address[]): Interface[] {
  const segments = bySegment(node.addresses);
  const ends = distinct(node.podPrefixes.map(nodeEnd));
  const mtu = podMtu(cluster, node);
  const interfaces = [
    ...segments,
    {
      name: PODS_INTERFACE,
      attachment: { kind: 'pods', node: node.id },
      addresses: ends,
      mtu,
    } satisfies Interface,
  ];
  const encapsulation = overlayEncapsulation(cluster);
  if (encapsulation)
    interfaces.push({
      name: TUNNEL_INTERFACE,
      attachment: { kind: 'tunnel', cluster: cluster.id, encapsulation },
      addresses: ends,
      mtu,
    });
  if (cluster.serviceProxy === 'ipvs') {
    interfaces.push({
      name: VIP_INTERFACE,
      attachment: { kind: 'dummy' },
      addresses: vips,
      mtu: bothFamilies(DEFAULT_MTU),
    });
  }
  return interfaces;
}

export function podInterfaces(cluster: Cluster, pod: PodDraft): Interface[] {
  return [
    {
      name: POD_INTERFACE,
      attachment: { kind: 'pods', node: pod.node.id },
      addresses: pod.addresses,
      mtu: podMtu(cluster, pod.node),
    },
  ];
}

/** E3: the node's MTU, per family, less the overlay's overhead over the family of the outer path. */
function podMtu(cluster: Cluster, node: NodeDraft): Interface['mtu'] {
  const mtuOf = (family: Family) => node.addresses.find((a) => a.address.family === family)?.segment.mtu;
  const encapsulation = overlayEncapsulation(cluster);
  if (encapsulation) {
    const outer: Family = mtuOf(4) === undefined && mtuOf(6) !== undefined ? 6 : 4;
    return bothFamilies(
      (mtuOf(outer) ?? cluster.mtu ?? DEFAULT_MTU) - encapsulationOverhead(encapsulation, outer),
    );
  }
  const any = mtuOf(4) ?? mtuOf(6) ?? cluster.mtu ?? DEFAULT_MTU;
  return { 4: mtuOf(4) ?? any, 6: mtuOf(6) ?? any };
}

/** The addresses of services, each once: what a node under ipvs has as its own (S3). */
export const vipsOf = (services: readonly CompiledService[]): Address[] =>
  distinct(services.flatMap((service) => service.addresses));

function distinct(addresses: readonly Address[]): Address[] {
  const seen = new Map(addresses.map((a) => [addressKey(a), a]));
  return [...seen.values()];
}
