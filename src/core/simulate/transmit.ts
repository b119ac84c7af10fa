import { type Address, formatAddress } from '../address/address.ts';
import { encapsulationOverhead } from '../network/mtu.ts';
import type { Interface, Route } from '../network/network.ts';
import { interfaceNamed } from '../network/ownInterfaces.ts';
import { neighbour } from './neighbours.ts';
import { activeDestination, activeFamily, activeSize, activeSource, type Packet } from './packet.ts';
import { egressAddress } from './sourceAddress.ts';
import { endLeg, type Outcome, type Visit } from './visit.ts';

/** The last stages of a device's turn: room (E3), tunnel (E1), and the neighbour on the other side. */
export function transmit(visit: Visit, whole: Packet, route: Route): Outcome {
  const { device, walk, steps } = visit;
  const { action } = route;
  if (!('interface' in action)) throw new Error('a route without an interface cannot send');
  const out = interfaceNamed(device, action.interface);
  if (!out) throw new Error(`${device.id} has no interface ${action.interface}`);
  const tooBig = dropTooBig(visit, whole, out);
  if (tooBig) return tooBig;
  const packet = cut(visit, whole, out);
  if (action.kind === 'tunnel' && out.attachment.kind === 'tunnel')
    return encapsulate(visit, packet, action.outer, out);

  const destination = activeDestination(packet);
  const found = neighbour(
    walk.network,
    device,
    out,
    action,
    destination,
    activeSource(packet),
    walk.acquaintances,
  );
  if (found.kind === 'nobody')
    return endLeg(visit, packet, 'neighbor-unreachable', 'R', { prefix: route.prefix });
  if (found.kind === 'several') return endLeg(visit, packet, 'ambiguous', 'W4', { devices: found.devices });
  steps.push({ kind: 'transmit', interface: out.name, to: found.device });
  const link =
    out.attachment.kind === 'link' && out.attachment.encapsulation
      ? { kind: out.attachment.encapsulation, src: device.id, dst: out.attachment.peer }
      : undefined;
  return {
    kind: 'forwarded',
    packet,
    device: found.device,
    interface: found.interface,
    shown: packet,
    linkHeader: link,
  };
}

/** E3, W5: a packet larger than the interface's MTU is dropped there with DF set; IPv6 is cut only by its sender. */
function dropTooBig(visit: Visit, packet: Packet, out: Interface): Outcome | undefined {
  const mtu = out.mtu[activeFamily(packet)];
  if (activeSize(packet) <= mtu) return undefined;
  const mayCut =
    !packet.tunnel &&
    !packet.inner.dontFragment &&
    (activeFamily(packet) === 4 || visit.arrival === undefined);
  if (mayCut) return undefined;
  const overhead = activeSize(packet) - packet.inner.size;
  return endLeg(visit, packet, 'too-big', 'E3', { size: packet.inner.size, room: mtu - overhead });
}

/** Cuts what is larger than the interface's MTU: from here on its largest piece travels. */
function cut(visit: Visit, packet: Packet, out: Interface): Packet {
  const mtu = out.mtu[activeFamily(packet)];
  if (activeSize(packet) <= mtu) return packet;
  visit.steps.push({ kind: 'fragment', size: packet.inner.size, room: mtu });
  return { ...packet, inner: { ...packet.inner, size: mtu } };
}

/** E1: wraps the packet and sends the outer one as the node's own. */
function encapsulate(visit: Visit, packet: Packet, to: Address, out: Interface): Outcome {
  const { device, steps, arrival } = visit;
  if (out.attachment.kind !== 'tunnel') throw new Error(`${out.name} is no tunnel`);
  // The way to the other node leads into the tunnel itself: the kernel drops such a circular route.
  if (packet.tunnel && !arrival) return endLeg(visit, packet, 'loop', 'E1', { devices: [device.id] });
  const { cluster, encapsulation } = out.attachment;
  const segment = device.interfaces.find(
    (i) => i.attachment.kind === 'segment' && i.addresses.some((a) => a.family === to.family),
  );
  const src = segment && egressAddress(device, segment.name, to);
  if (!src) return endLeg(visit, packet, 'no-route', 'E1', { detail: 'outer' });
  const overhead = encapsulationOverhead(encapsulation, to.family);
  const header = { kind: encapsulation, src: formatAddress(src), dst: formatAddress(to) };
  steps.push({ kind: 'encapsulate', header, overhead });
  return {
    kind: 'again',
    packet: {
      inner: packet.inner,
      tunnel: { kind: encapsulation, cluster, src, dst: to, overhead, around: packet.tunnel },
    },
    arrival: undefined,
  };
}
