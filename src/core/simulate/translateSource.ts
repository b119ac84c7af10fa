import { type Connection, type Tracked, translateSource } from './conntrack.ts';
import { type Ip, sameIp } from './ip.ts';
import type { Kernel } from './kernel.ts';
import type { Header } from './packet.ts';
import type { Arrival, Port } from './port.ts';
import type { ProxyRules } from './serviceProxy.ts';
import { sourceBack } from './session.ts';
import { egressIp } from './sourceAddress.ts';
import type { Visit } from './visit.ts';

/** Postrouting: the source; the first packet of a connection asks the rules (S9, M). */
export function postrouted(visit: Visit, header: Header, tracked: Tracked, out: Port): Header {
  const { kernel, arrival, steps } = visit;
  if (tracked.state === 'invalid') return header;
  if (tracked.fresh && kernel.proxy) {
    const source = newSource(kernel, kernel.proxy, tracked.connection, header, arrival, out);
    if (source) {
      translateSource(tracked.connection, source.ip);
      steps?.push({ kind: 'snat', from: header.src.address, to: source.ip.address, rule: source.rule });
      return { ...header, src: source.ip };
    }
  }
  return sourceBack(visit, header, tracked);
}

/** The source that a node gives a new connection as it leaves by an interface, and the rule that says so; undefined: it keeps its own. */
function newSource(
  kernel: Kernel,
  proxy: ProxyRules,
  connection: Connection,
  header: Header,
  arrival: Arrival,
  out: Port,
): { ip: Ip; rule: string } | undefined {
  const rule = sourceRule(kernel, proxy, connection, header, arrival, out);
  const ip = rule === undefined ? undefined : egressIp(out, header.dst);
  return rule !== undefined && ip && !sameIp(ip, header.src) ? { ip, rule } : undefined;
}

function sourceRule(
  kernel: Kernel,
  proxy: ProxyRules,
  connection: Connection,
  { src, dst }: Header,
  arrival: Arrival,
  out: Port,
): string | undefined {
  if (connection.service !== undefined && (!proxy.isInPods(src) || sameIp(src, dst))) return 'S9';
  // Who comes in from the segment is an outside client; the gateway's own pods are not, whatever their addresses.
  const isThrough = arrival?.kind === 'segment' && out.kind === 'tunnel';
  if (isThrough && kernel.device.node?.gateway?.snat && !proxy.isInPods(src)) return 'M2';
  // M1 speaks of pods, also of those whose explicit address lies outside the pod CIDRs: what comes in from their side.
  return arrival?.kind !== 'pods' || proxy.isSpared(dst) ? undefined : 'M1';
}
