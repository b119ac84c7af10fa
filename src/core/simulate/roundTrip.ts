import type { Network } from '../network/network.ts';
import { Acquaintances } from './acquaintances.ts';
import { groundOf } from './ground.ts';
import { type Ip, ipOf } from './ip.ts';
import type { Header, TcpKind } from './packet.ts';
import { pathProperties } from './pathProperties.ts';
import { type Call, resolveFlow } from './resolveFlow.ts';
import { senderIp } from './sourceAddress.ts';
import type { Disposition, Ending, FlowQuestion, Leg, LegName, Path, RoundTrip, Verdict } from './trace.ts';
import { ConnectionTables, type Walk } from './visit.ts';
import { walkLeg } from './walk.ts';

/** The client's own port; any free one would do. */
const CLIENT_PORT = 40000;
/** Bytes of a SYN or SYN-ACK with its options: the handshake is small (W5). */
const HANDSHAKE_BYTES = { 4: 60, 6: 80 } as const;

/** How a call ends: delivered there and back, or the leg that is lost and how. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly leg: LegName;
  readonly disposition: Disposition;
}

/**
 * Walks a flow there and back (W1): request and reply, for TCP also the client's next packet and the server's. A leg is
 * walked only if the one before was delivered. A service is walked once for each of its pods (S10).
 * A question that names nothing in the plan gives a problem, a sentence.
 */
export function traceRoundTrip(
  network: Network,
  question: FlowQuestion,
): RoundTrip | { readonly problem: string } {
  const call = resolveFlow(groundOf(network), question);
  if ('problem' in call) return call;
  const paths = walkPaths(call, true).map(({ legs, target }) => ({
    verdict: verdictOf(legs),
    target,
    properties: pathProperties(network, legs),
    legs,
  }));
  return { flow: call.flow, verdict: paths.every(isDelivered) ? 'delivered' : 'not-delivered', paths };
}

/** The same walk, of which nothing is told but how it ends: for those who ask by the thousand. */
export function roundTripOutcome(
  network: Network,
  question: FlowQuestion,
): Outcome | { readonly problem: string } {
  const call = resolveFlow(groundOf(network), question);
  return 'problem' in call ? call : outcomeOfLegs(walkPaths(call, false).map(({ legs }) => legs));
}

/** What of a walk that was told is its outcome. */
export const outcomeOf = ({ paths }: RoundTrip): Outcome => outcomeOfLegs(paths.map(({ legs }) => legs));

/** By the first path that is lost, else the first. */
function outcomeOfLegs(paths: readonly (readonly Leg[])[]): Outcome {
  const lost = paths.find((legs) => verdictOf(legs) === 'not-delivered');
  const last = (lost ?? paths[0])?.at(-1);
  if (!last) throw new Error('a walk without legs');
  return { verdict: lost ? 'not-delivered' : 'delivered', leg: last.leg, disposition: last.disposition };
}

const isDelivered = ({ verdict }: Path): boolean => verdict === 'delivered';

/** A leg is walked only if the one before was delivered: the last one tells of all. */
const verdictOf = (legs: readonly Leg[]): Verdict =>
  legs.at(-1)?.disposition === 'delivered' ? 'delivered' : 'not-delivered';

interface WalkedPath {
  readonly target: string | undefined;
  readonly legs: readonly Leg[];
}

/** One path, or of a service with several pods one to each. */
function walkPaths(call: Call, isTold: boolean): WalkedPath[] {
  const first = walkPath(call, 0, isTold);
  const count = Math.max(first.choices, call.targets.length, 1);
  const paths: WalkedPath[] = [first];
  for (let choice = 1; choice < count; choice++) paths.push(walkPath(call, choice, isTold));
  return paths;
}

/** One path: of a service with several pods, the one that goes to the choice-th. */
function walkPath(call: Call, choice: number, isTold: boolean): WalkedPath & { choices: number } {
  let met: { service: string; count: number } | undefined;
  const walk: Walk = {
    ground: call.from.ground,
    isTold,
    tracking: new ConnectionTables(),
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
  return { target: call.service ? call.targets[choice] : undefined, legs, choices: met?.count ?? 1 };
}

function walkLegs(walk: Walk, call: Call, choice: number): Leg[] {
  const { flow, from, ip } = call;
  const source = ip && senderIp(from, ip);
  if (!ip || !source) return [unreachable(walk, call)];
  const outgoing = header(call, source, ip);
  const receiver = call.service ? (call.targets[choice] ?? call.service.id) : call.targets[0];
  const request = walkLeg(
    walk,
    { leg: 'request', receiver, expectedSource: undefined },
    from,
    sized(outgoing, 'syn', call),
  );
  const legs = [request];
  if (request.disposition !== 'delivered') return legs;
  const server = walk.ground.mustKernel(request.at);
  const seen = ipOf(request.ending.src);
  const incoming = replyHeader(request.ending, seen, outgoing);
  const answered = { receiver: from.id, expectedSource: ip };
  const reply = walkLeg(walk, { leg: 'reply', ...answered }, server, sized(incoming, 'syn-ack', call));
  legs.push(reply);
  if (reply.disposition !== 'delivered' || flow.protocol !== 'tcp') return legs;
  const followUp = walkLeg(
    walk,
    { leg: 'follow-up', receiver: request.at, expectedSource: seen },
    from,
    sized(outgoing, 'ack', call),
  );
  legs.push(followUp);
  if (followUp.disposition === 'delivered')
    legs.push(walkLeg(walk, { leg: 'answer', ...answered }, server, sized(incoming, 'ack', call)));
  return legs;
}

const header = ({ flow }: Call, src: Ip, dst: Ip): Header => ({
  src,
  dst,
  protocol: flow.protocol,
  srcPort: flow.protocol === 'icmp' ? 0 : CLIENT_PORT,
  dstPort: flow.port ?? 0,
  tcp: undefined,
  echoReply: false,
  size: flow.bytes,
  dontFragment: true,
});

/** W2: to the source that the receiver saw, from the address that was called, as it arrived there. */
function replyHeader({ dst, port }: Ending, seen: Ip, outgoing: Header): Header {
  const echoReply = outgoing.protocol === 'icmp';
  return {
    ...outgoing,
    src: ipOf(dst),
    dst: seen,
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
function unreachable({ isTold }: Walk, { flow, from, ip }: Call): Leg {
  const none = { family: flow.family, value: 0n } as const;
  const src = from.ip(flow.family)?.address;
  const ending: Ending = {
    disposition: 'unreachable',
    rule: 'W4',
    device: from.id,
    src: src ?? none,
    dst: ip?.address ?? none,
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
    hops: isTold ? [hop] : [],
    seenSource: ending.src,
  };
}
