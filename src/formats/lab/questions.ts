import {
  formatAddress,
  type Network,
  type Plan,
  type Protocol,
  type RoundTrip,
  resolveDevice,
  traceRoundTrip,
} from '#core';
import { CHOICES, OWN_CALL_MARK } from './netfilter.ts';

/** One socket that the runner opens: a path of a flow. */
export interface Question {
  readonly flow: string;
  readonly choice: number;
  readonly ns: string;
  readonly protocol: Protocol;
  readonly family: 4 | 6;
  /** Null: an end has no address of the family, nothing is sent. */
  readonly dst: string | null;
  readonly dport: number;
  /** Also the identifier of an ICMP echo. */
  readonly sport: number;
  readonly bytes: number;
  readonly mark: number;
  /** Devices that are meant; empty: whoever has the address. */
  readonly targets: readonly string[];
}

const FIRST_PORT = 40000;

/** What the flows of a plan ask in a lab. */
export function questions(plan: Plan, network: Network): Question[] {
  return (plan.flows ?? []).flatMap((flow, n) => {
    const trip = traceRoundTrip(network, flow);
    return 'paths' in trip ? pathsOf(network, flow.id, trip, FIRST_PORT + (n % 1500) * CHOICES) : [];
  });
}

function pathsOf(network: Network, flow: string, trip: RoundTrip, port: number): Question[] {
  const { from, to, protocol, family, bytes } = trip.flow;
  return trip.paths.slice(0, CHOICES).map((path, choice) => {
    const first = path.legs[0]?.hops[0];
    const sends = first?.steps.find((step) => step.kind === 'originate');
    const named = resolveDevice(network, to);
    const targets = path.target !== undefined ? [path.target] : named ? [named.id] : [];
    return {
      flow,
      choice,
      ns: from,
      protocol,
      family,
      dst: sends?.kind === 'originate' ? formatAddress(sends.dst) : null,
      dport: trip.flow.port ?? 0,
      sport: port + choice,
      bytes,
      mark: network.devices.get(from)?.kind === 'node' ? OWN_CALL_MARK : 0,
      targets,
    };
  });
}
