import type { Exit } from './exits.ts';
import { neighbour } from './neighbours.ts';
import { activeDestination, activeFamily, activeSize, activeSource, type Packet } from './packet.ts';
import { Port } from './port.ts';
import { encapsulate } from './tunnel.ts';
import { endLeg, type Outcome, type Visit } from './visit.ts';

/** The last stages of a device's turn: room (E3), tunnel (E1), and the neighbour on the other side. */
export function transmit(visit: Visit, whole: Packet, exit: Exit, out: Port): Outcome {
  const size = activeSize(whole);
  const room = out.mtu(activeFamily(whole));
  if (size > room && !mayCut(visit, whole)) {
    const overhead = size - whole.inner.size;
    return endLeg(visit, whole, 'too-big', 'E3', { size: whole.inner.size, room: room - overhead });
  }
  const packet = size > room ? cut(visit, whole, room) : whole;
  if (exit.outer && out.attachment.kind === 'tunnel')
    return encapsulate(visit, packet, exit.outer, out.attachment);
  const found = neighbour(
    exit,
    out,
    activeDestination(packet),
    activeSource(packet),
    visit.walk.acquaintances,
  );
  if (!found) return endLeg(visit, packet, 'neighbor-unreachable', 'R', { prefix: exit.route.prefix });
  if (!(found instanceof Port)) return endLeg(visit, packet, 'ambiguous', 'W4', { devices: found.devices });
  visit.steps?.push({ kind: 'transmit', interface: out.name, to: found.kernel.id });
  return { kind: 'forwarded', packet, by: out, to: found };
}

/** E3, W5: what has DF set, or is in a tunnel, is dropped where it is too large; IPv6 is cut only by its sender. */
const mayCut = ({ arrival }: Visit, packet: Packet): boolean =>
  !packet.tunnel && !packet.inner.dontFragment && (activeFamily(packet) === 4 || arrival === undefined);

/** From here on its largest piece travels. */
function cut({ steps }: Visit, packet: Packet, room: number): Packet {
  steps?.push({ kind: 'fragment', size: packet.inner.size, room });
  return { ...packet, inner: { ...packet.inner, size: room } };
}
