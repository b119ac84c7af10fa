import type { Address } from '../address/address.ts';
import type { Network } from '../network/network.ts';
import { Acquaintances } from './acquaintances.ts';
import type { Header, TcpKind } from './packet.ts';
import { pathProperties } from './pathProperties.ts';
import { type Call, resolveFlow } from './resolveFlow.ts';
import { addressOf, senderAddress } from './sourceAddress.ts';
import type { Ending, FlowQuestion, Leg, LegName, Path, RoundTrip } from './trace.ts';
import type { Walk } from './visit.ts';
import { walkLeg } from './walk.ts';

/** The client's own port; any free one would do. */
const CLIENT_PORT = 40000;
/** Bytes of a SYN or SYN-ACK with its options: the handshake is small (W5). */
const HANDSHAKE_BYTES = { 4: 60, 6: 80 } as const;

/**
 * Walks a flow there and back (W1): request and reply, for TCP also the client's next packet and the server's. A leg is
 * walked only if the one before was delivered. A service is walked once for each of its pods (S10).
 * A question that names nothing in the plan gives a problem, a sentence.
 */
export function traceRoundTrip(
  network: Network,
  question: FlowQuestion,
): RoundTrip | { readonly problem: string } {
  const call = resolveFlow(network, question);
  if ('problem' in call) return call;
  const first = walkPath(network, call, 0);
  const count = Math.max(first.choices, call.targets.length, 1);
  const paths = [first.path];
  for (let choice = 1; choice < count; choice++) paths.push(walkPath(network, call, choice).path);
  return {
    flow: call.flow,
    verdict: paths.every((p) => p.verdict === 'delivered') ? 'delivered' : 'not-delivered',
    paths,
  };
}

/** One path: of a service with several pods, the one that goes to the choice-th. */
function walkPath(network: Network, call: Call, choice: number): { path: Path; choices: number } {
  let met: { service: string; count: number } | undefined;
  const walk: Walk = {
    network,
    tracking: new Map(),
    acquaintances: new Acquaintances(),
    choosePod: (service, pods, serves) => {
      const preferred = call.service?.id === service ? call.targets[choice] : undefined;
      if (preferred !== undefined && serves(preferred)) return preferred;
      const ready = pods.filter(serves);
      met ??= { service, count: ready.length };
      return ready[met.service === service ? choice % Math.max(1, ready.length) : 0];
    },
  };
  const legs = walkLegs(walk, call, choice);
  const verdict = legs.every((leg) => leg.disposition === 'delivered') ? 'delivered' : 'not-delivered';
  const target = call.service ? call.targets[choice] : undefined;
  return {
    path: { verdict, target, properties: pathProperties(network, legs), legs },
    choices: met?.count ?? 1,
  };
}

function walkLegs(walk: Walk, call: Call, choice: number): Leg[] {
  const { flow, from, address } = call;
  const source = address && senderAddress(from, address);
  if (!address || !source) return [unreachable(call)];
  const receiver = call.service ? (call.targets[choice] ?? call.service.id) : call.targets[0];
  const tcp = flow.protocol === 'tcp';
  const port = flow.port ?? 0;
  const outgoing = header(call, source, address, flow.protocol === 'icmp' ? 0 : CLIENT_PORT, port);
  const legs: Leg[] = [];
  /** Walks on while the leg before was delivered (W1). */
  const go = (
    leg: LegName,
    start: string,
    packet: Header,
    to: string | undefined,
    expectedSource: Address | undefined,
  ): boolean => {
    const walked = walkLeg(walk, { leg, receiver: to, expectedSource }, start, packet);
    legs.push(walked);
    return walked.disposition === 'delivered';
  };
  if (!go('request', from.id, sized(outgoing, 'syn', call), receiver, undefined)) return legs;
  const request = legs[0];
  if (!request) return legs;
  const incoming = replyHeader(request, outgoing);
  if (!go('reply', request.at, sized(incoming, 'syn-ack', call), from.id, address) || !tcp) return legs;
  if (go('follow-up', from.id, sized(outgoing, 'ack', call), request.at, request.ending.src)) {
    go('answer', request.at, sized(incoming, 'ack', call), from.id, address);
  }
  return legs;
}

function header(call: Call, src: Address, dst: Address, srcPort: number, dstPort: number): Header {
  return {
    src,
    dst,
    protocol: call.flow.protocol,
    srcPort,
    dstPort,
    tcp: undefined,
    echoReply: false,
    size: call.flow.bytes,
    dontFragment: true,
  };
}

/** W2: to the source that the receiver saw, from the address that was called, as it arrived there. */
function replyHeader(request: Leg, outgoing: Header): Header {
  const { src, dst, port } = request.ending;
  const echoReply = outgoing.protocol === 'icmp';
  return {
    ...outgoing,
    src: dst,
    dst: src,
    srcPort: port ?? 0,
    dstPort: outgoing.srcPort,
    echoReply,
    dontFragment: !echoReply,
  };
}

/** W5: `bytes` is the size of what is sent; a TCP handshake comes first and small. */
function sized(packet: Header, kind: TcpKind, call: Call): Header {
  if (packet.protocol !== 'tcp') return packet;
  const size = kind === 'ack' ? call.flow.bytes : HANDSHAKE_BYTES[packet.dst.family];
  return { ...packet, tcp: kind, size };
}

/** W4: nothing is sent at all, for want of an address. */
function unreachable({ flow, from, address }: Call): Leg {
  const none = { family: flow.family, value: 0n } as const;
  const src = addressOf(from, flow.family);
  const ending: Ending = {
    disposition: 'unreachable',
    rule: 'W4',
    device: from.id,
    src: src ?? none,
    dst: address ?? none,
    detail: src ? 'no-target-address' : 'no-address',
  };
  const hop = {
    device: from.id,
    packet: { src: ending.src, dst: ending.dst, outer: null },
    steps: [{ kind: 'drop', ending } as const],
  };
  return {
    leg: 'request',
    disposition: 'unreachable',
    at: from.id,
    ending,
    hops: [hop],
    seenSource: ending.src,
  };
}
