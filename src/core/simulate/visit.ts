import type { Address } from '../address/address.ts';
import type { Device, Network } from '../network/network.ts';
import type { Acquaintances } from './acquaintances.ts';
import { Conntrack } from './conntrack.ts';
import type { Packet } from './packet.ts';
import type { Arrival } from './serviceProxy.ts';
import type { Disposition, Ending, LegName, Step } from './trace.ts';

/** The state of the devices over all legs of one path, and the choices made on it. */
export interface Walk {
  readonly network: Network;
  /** One connection table a device. */
  readonly tracking: Map<string, Conntrack>;
  /** What the devices have learned of their neighbours on this path. */
  readonly acquaintances: Acquaintances;
  /** S10: which pod of a service this path goes to, of those that serve the family; notes that the service was met. */
  choosePod(service: string, pods: readonly string[], serves: (pod: string) => boolean): string | undefined;
}

/** Whom a leg is meant for. */
export interface Intent {
  readonly leg: LegName;
  /** The device that must receive it; undefined: whoever has the address (`ip:`). */
  readonly receiver: string | undefined;
  /** Replies: the address that was called, from which the client expects them (W2). Follow-ups: the source that the server knows. */
  readonly expectedSource: Address | undefined;
}

/** One device's share of a leg: what goes in. */
export interface Visit {
  readonly walk: Walk;
  readonly intent: Intent;
  readonly device: Device;
  readonly arrival: Arrival;
  readonly steps: Step[];
}

/** One device's share of a leg: what comes out. */
export type Outcome =
  | {
      readonly kind: 'forwarded';
      readonly packet: Packet;
      readonly device: string;
      readonly interface: string;
      readonly shown: Packet;
      readonly linkHeader: LinkHeader | undefined;
    }
  /** Wrapped or unwrapped (E1): the same device takes its turn again, with what is now outermost. */
  | { readonly kind: 'again'; readonly packet: Packet; readonly arrival: Arrival }
  | { readonly kind: 'ended'; readonly packet: Packet; readonly ending: Ending };

/** The outer header that a link puts on a packet for its one hop. */
export interface LinkHeader {
  readonly kind: string;
  readonly src: string;
  readonly dst: string;
}

/** The connection table of a device, made at its first packet. */
export function trackingOf(walk: Walk, device: string): Conntrack {
  const known = walk.tracking.get(device);
  if (known) return known;
  const made = new Conntrack();
  walk.tracking.set(device, made);
  return made;
}

/** A leg's end at this device, with the packet as it was. */
export function endLeg(
  visit: Visit,
  packet: Packet,
  disposition: Disposition,
  rule: string,
  more: Partial<Ending> = {},
): Outcome {
  const { src, dst, dstPort } = packet.inner;
  return {
    kind: 'ended',
    packet,
    ending: { disposition, rule, device: visit.device.id, src, dst, port: dstPort, ...more },
  };
}
