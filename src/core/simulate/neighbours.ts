import { type Address, sameAddress } from '../address/address.ts';
import type { Device, Interface, Network, RouteAction } from '../network/network.ts';

/** Who takes a packet on the other side of an interface. */
export type Neighbour =
  | { readonly kind: 'found'; readonly device: string; readonly interface: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'several'; readonly devices: readonly string[] };

const NOBODY: Neighbour = { kind: 'nobody' };

/** Asks on the interface for the address of the next hop, as ARP and neighbour discovery do (A5, A10). */
export function neighbour(
  network: Network,
  device: Device,
  out: Interface,
  action: RouteAction,
  destination: Address,
): Neighbour {
  const { attachment } = out;
  const asked = action.kind === 'via' ? action.gateway : destination;
  if (attachment.kind === 'segment') return onSegment(network, device, attachment.segment, asked);
  if (attachment.kind === 'link') {
    const peer = network.devices.get(attachment.peer);
    const answers =
      action.kind === 'link' || peer?.interfaces.some((i) => i.addresses.some((a) => sameAddress(a, asked)));
    return peer && answers ? { kind: 'found', device: peer.id, interface: attachment.peerInterface } : NOBODY;
  }
  if (attachment.kind !== 'pods') return NOBODY;
  if (device.kind === 'pod') return { kind: 'found', device: attachment.node, interface: 'pods' };
  return ownPod(network, device, action, destination);
}

function onSegment(network: Network, device: Device, id: string, asked: Address): Neighbour {
  const answers = (network.segments.get(id)?.stations ?? []).filter(
    (station) =>
      station.device !== device.id && station.addresses.some((address) => sameAddress(address, asked)),
  );
  const [first] = answers;
  if (!first) return NOBODY;
  const devices = [...new Set(answers.map((station) => station.device))];
  return devices.length > 1
    ? { kind: 'several', devices }
    : { kind: 'found', device: first.device, interface: first.interface };
}

function ownPod(network: Network, device: Device, action: RouteAction, destination: Address): Neighbour {
  if (action.kind === 'pod') return { kind: 'found', device: action.pod, interface: 'eth0' };
  const cluster = device.node && network.clusters.get(device.node.cluster);
  const pods = (cluster?.pods ?? []).filter((id) => {
    const pod = network.devices.get(id);
    return (
      pod?.pod?.node === device.id &&
      pod.interfaces.some((i) => i.addresses.some((a) => sameAddress(a, destination)))
    );
  });
  const [first] = pods;
  if (first === undefined) return NOBODY;
  return pods.length > 1
    ? { kind: 'several', devices: pods }
    : { kind: 'found', device: first, interface: 'eth0' };
}
