import { type Address, formatAddress } from '../address/address.ts';
import { formatPrefix } from '../address/prefix.ts';
import type { Route } from '../network/network.ts';
import type { Disposition, Ending, Step } from './trace.ts';

/** The sentence for one thing that happened on a device: which route, rule or translation, with its number. */
export function describeStep(step: Step): string {
  switch (step.kind) {
    case 'originate':
      return `sends to ${text(step.dst)} from ${text(step.src)}`;
    case 'receive':
      return `receives on ${step.interface}`;
    case 'route':
      return `route ${describeRoute(step.route)}${step.losers.length > 0 ? `; loses: ${step.losers.map(describeRoute).join('; ')}` : ''}`;
    case 'dnat':
      return `${step.rule}: ${step.service} translates ${text(step.from)} to ${text(step.to)} port ${step.toPort} (DNAT)`;
    case 'snat':
      return `${step.rule}: source ${text(step.from)} becomes ${text(step.to)} (${SNAT_REASONS[step.rule] ?? 'SNAT'})`;
    case 'un-nat':
      return `M3: tracked connection, ${step.field === 'src' ? 'source' : 'destination'} ${text(step.from)} ${step.again ? `becomes ${text(step.to)} again` : `is translated back to ${text(step.to)}`}`;
    case 'encapsulate':
      return `E1: wraps it in ${step.header.kind}, ${step.header.src} to ${step.header.dst} (${step.overhead} bytes more)`;
    case 'decapsulate':
      return `E1: unwraps ${step.header.kind} from ${step.header.src}`;
    case 'fragment':
      return `W5: ${step.size} bytes are cut into pieces of at most ${step.room} (DF is not set)`;
    case 'transmit':
      return `hands it to ${step.to} on ${step.interface}`;
    case 'deliver':
      return step.port === undefined ? 'delivered' : `delivered to port ${step.port}`;
    case 'drop':
      return describeEnding(step.ending);
  }
}

const SNAT_REASONS: Readonly<Record<string, string>> = {
  S9: 'a service connection whose reply has to come back here',
  M1: 'masquerade',
  M2: 'the overlay gateway answers for outside clients',
};

const text = (address: Address): string => formatAddress(address);

/** A route as a routing table prints it: prefix, where to, kind, and who laid it. */
export function describeRoute(route: Route): string {
  return `${formatPrefix(route.prefix)} ${describeAction(route)} (${route.source}, ${route.because})`;
}

/** Where a route leads, for people. */
export function describeAction({ action }: Route): string {
  switch (action.kind) {
    case 'connected':
      return `on ${action.interface}`;
    case 'via':
      return `via ${text(action.gateway)}`;
    case 'link':
      return `through link ${action.link}`;
    case 'tunnel':
      return `through the tunnel to ${action.node}`;
    case 'pod':
      return `to ${action.pod}`;
    case 'blackhole':
      return 'blackhole';
    case 'service-range':
      return `taken by the service range of ${action.cluster}`;
    case 'internet':
      return 'out to the internet';
  }
}

/** Why a leg ended, in one sentence with the device, what decided, and the addresses. */
export const describeEnding = (ending: Ending): string => SENTENCES[ending.disposition](ending);

const where = (e: Ending): string => e.device;
const range = (e: Ending): string => (e.prefix ? formatPrefix(e.prefix) : 'the service range');

const SENTENCES: Record<Disposition, (e: Ending) => string> = {
  delivered: (e) =>
    `${where(e)} receives it from ${text(e.src)}${e.port === undefined ? '' : ` on port ${e.port}`}.`,
  misdelivered: (e) =>
    e.detail === 'tunnel'
      ? `${where(e)} has the address ${text(e.dst)} that the tunnel goes to, but is not the tunnel's other end (E1).`
      : `${where(e)} also has the address ${text(e.dst)} and takes what was meant for ${e.devices?.join(', ') ?? 'another device'} (W4).`,
  ambiguous: (e) =>
    `${where(e)} asks for ${text(e.dst)} on the segment and ${(e.devices ?? []).join(' and ')} answer: who gets it is chance (W4).`,
  refused: (e) => refused(e),
  'no-route': (e) =>
    e.detail === 'not-forwarding'
      ? `${where(e)} gets a packet for ${text(e.dst)}, which is not its own, and does not forward (W4).`
      : e.detail === 'outer'
        ? `${where(e)} has no address to send the tunnel's outer packet from (E1).`
        : e.detail === 'not-unicast'
          ? `${where(e)} sends nothing: ${text(e.dst)} is no device's address but a group's, everybody's or nobody's (W4).`
          : `${where(e)} has no route to ${text(e.dst)}.`,
  'neighbor-unreachable': (e) =>
    `${where(e)} takes ${text(e.dst)} to be on its own network${e.prefix ? ` (${formatPrefix(e.prefix)})` : ''}, but nobody there answers for the next hop.`,
  captured: (e) => captured(e),
  blackholed: (e) =>
    `${where(e)} throws away what goes to ${text(e.dst)}: it has a blackhole route for ${range(e)} (R3).`,
  'too-big': (e) =>
    `The packet of ${e.size ?? 0} bytes does not fit on ${where(e)}'s next link and may not be cut; the largest that would pass is ${e.room ?? 0} bytes (E3).`,
  loop: (e) =>
    e.rule === 'E1'
      ? `${where(e)} drops the packet: the way to the other end of its tunnel leads into the tunnel itself (E1).`
      : `The packet for ${text(e.dst)} circles: ${[...(e.devices ?? []), where(e)].join(' → ')} (W4).`,
  'invalid-dropped': (e) =>
    `${where(e)} has seen only one direction of this connection and drops the packet from ${text(e.src)} as INVALID (S8).`,
  'filtered-source': (e) =>
    e.detail === 'martian'
      ? `${where(e)} drops the packet: its source ${text(e.src)} is an address of ${where(e)} itself (martian source, W3).`
      : `${where(e)} drops the packet: its reverse-path filter (${e.detail ?? 'strict'}) would not send ${text(e.src)} back the way it came (W3).`,
  'reply-mismatch': (e) =>
    `${where(e)} gets the answer from ${text(e.src)}, but it called ${e.expected ? text(e.expected) : 'another address'} and knows no such connection (M3).`,
  'exits-plan': (e) =>
    `${where(e)} sends what goes to ${text(e.dst)} out to the internet, out of this plan (R3).`,
  unreachable: (e) => unreachable(e),
};

function refused(e: Ending): string {
  switch (e.detail) {
    case 'no-pods':
      return `${where(e)} refuses: ${e.service ?? 'the service'} has no ready pod (S11).`;
    case 'rejected':
      return `${where(e)} refuses: ${text(e.dst)} is a service address, but not on this port (S2).`;
    case 'vip-port':
      return `${where(e)} refuses: the service address ${text(e.dst)} is its own under ipvs, and nothing listens on this port (S3).`;
    case 'unknown-connection':
      return `${where(e)} refuses: the packet now comes from ${text(e.src)}, not from ${e.expected ? text(e.expected) : 'the address that it knows'}, and belongs to no connection there (W1).`;
    default:
      return `${where(e)} refuses: nothing listens ${e.port === undefined ? 'there' : `on port ${e.port}`} (W4).`;
  }
}

function captured(e: Ending): string {
  const owner = e.cluster ? `cluster ${e.cluster}` : 'the cluster';
  switch (e.detail) {
    case 'martian':
      return `${where(e)} drops the packet: its source ${text(e.src)} is a service address of ${owner}, a local address of the node under ipvs (martian source, ${e.rule}).`;
    case 'vip-is-local':
      return `${where(e)} keeps the packet: ${text(e.dst)} is a service address of ${owner}, a local address of the node under ipvs (${e.rule}).`;
    case 'after-dnat':
      return e.prefix
        ? `${where(e)} drops the packet: even after translation ${text(e.dst)} lies in the service range ${range(e)} of ${owner} (${e.rule}).`
        : `${where(e)} drops the packet: even after translation ${text(e.dst)} is a service address of ${owner} (${e.rule}).`;
    case 'vip':
      return `${where(e)} drops the packet: ${text(e.dst)} is a service address of ${owner}, but not on this port (${e.rule}).`;
    default:
      return `${where(e)} swallows the packet: ${text(e.dst)} is captured by the service (VIP) range ${range(e)} of ${owner} (${e.rule}).`;
  }
}

function unreachable(e: Ending): string {
  switch (e.detail) {
    case 'no-address':
      return `${where(e)} has no IPv${e.src.family} address to send from (W4).`;
    case 'no-target-address':
      return `The target has no IPv${e.src.family} address (W4).`;
    default:
      return `${where(e)} is not connected: it has no way to ${text(e.dst)} (W4).`;
  }
}
