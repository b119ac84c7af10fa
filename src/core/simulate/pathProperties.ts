import { sameAddress } from '../address/address.ts';
import type { Network } from '../network/network.ts';
import type { Leg, PathProperty } from './trace.ts';

/** What is listed beside a path's verdict (W). */
export function pathProperties(network: Network, legs: readonly Leg[]): PathProperty[] {
  const [request, reply] = legs;
  const properties: PathProperty[] = [];
  if (request && reply && isAsymmetric(request, reply)) properties.push('asymmetric');
  if (request?.disposition === 'delivered' && hidesSource(request)) properties.push('nat');
  if (
    legs.some((leg) =>
      leg.hops.some((hop) => hop.packet.outer !== null || hop.steps.some((s) => s.kind === 'encapsulate')),
    )
  )
    properties.push('encapsulated');
  if (legs.some((leg) => hasExtraHop(network, leg))) properties.push('extra-hop');
  return properties;
}

const devicesOf = (leg: Leg): string[] => leg.hops.map((hop) => hop.device);

/** Request and reply take different devices; of a reply that was lost, as far as it came. */
function isAsymmetric(request: Leg, reply: Leg): boolean {
  const there = devicesOf(request).reverse();
  const back = devicesOf(reply);
  if (back.some((device, i) => device !== there[i])) return true;
  return reply.disposition === 'delivered' && back.length !== there.length;
}

/** The receiver does not see the client's own address. */
function hidesSource(request: Leg): boolean {
  const sent = request.hops[0]?.steps.find((step) => step.kind === 'originate');
  return sent !== undefined && !sameAddress(sent.src, request.ending.src);
}

/** A router stood between two nodes of one segment. */
function hasExtraHop(network: Network, leg: Leg): boolean {
  const { hops } = leg;
  return hops.some(({ device }, i) => {
    // Most devices on the way are no routers, and their neighbours need not be looked up.
    const router = network.devices.get(device);
    if (router?.kind !== 'router') return false;
    const before = network.devices.get(hops[i - 1]?.device ?? '');
    const after = network.devices.get(hops[i + 1]?.device ?? '');
    if (before?.kind !== 'node' || after?.kind !== 'node') return false;
    const segmentsOf = (device: typeof before) =>
      device.interfaces.flatMap((x) => (x.attachment.kind === 'segment' ? [x.attachment.segment] : []));
    return segmentsOf(before).some((segment) => segmentsOf(after).includes(segment));
  });
}
