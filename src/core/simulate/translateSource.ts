import { type Address, sameAddress } from '../address/address.ts';
import { contains } from '../address/prefix.ts';
import { TUNNEL_INTERFACE } from '../network/interfaces.ts';
import type { CompiledCluster, Device } from '../network/network.ts';
import type { Connection } from './conntrack.ts';
import type { Header } from './packet.ts';
import { type Arrival, inPodCidrs } from './serviceProxy.ts';
import { egressAddress } from './sourceAddress.ts';

/** The source that a node gives a new connection as it leaves by an interface, and the rule that says so; undefined: it keeps its own. */
export function newSource(
  device: Device,
  cluster: CompiledCluster,
  connection: Connection,
  header: Header,
  arrival: Arrival,
  out: string,
): { address: Address; rule: string } | undefined {
  const rule = sourceRule(device, cluster, connection, header, arrival, out);
  const address = rule === undefined ? undefined : egressAddress(device, out, header.dst);
  return rule !== undefined && address && !sameAddress(address, header.src) ? { address, rule } : undefined;
}

function sourceRule(
  device: Device,
  cluster: CompiledCluster,
  connection: Connection,
  header: Header,
  arrival: Arrival,
  out: string,
): string | undefined {
  const fromPod = inPodCidrs(cluster, header.src);
  if (connection.service !== undefined && (!fromPod || sameAddress(header.src, header.dst))) return 'S9';
  // Who comes in from the segment is an outside client; the gateway's own pods are not, whatever their addresses.
  if (out === TUNNEL_INTERFACE && device.node?.gateway?.snat && arrival?.kind === 'segment' && !fromPod)
    return 'M2';
  // M1 speaks of pods, also of those whose explicit address lies outside the pod CIDRs: what comes in from their side.
  if (cluster.masquerade === 'none' || arrival?.kind !== 'pods' || inPodCidrs(cluster, header.dst))
    return undefined;
  return cluster.masquerade.except.some((prefix) => contains(prefix, header.dst)) ? undefined : 'M1';
}
