import type { Acquaintances } from './acquaintances.ts';
import { Conntrack } from './conntrack.ts';
import type { Ground } from './ground.ts';
import type { Ip } from './ip.ts';
import type { Kernel } from './kernel.ts';
import type { Packet } from './packet.ts';
import type { Arrival, Port } from './port.ts';
import type { Disposition, Ending, LegName, Step } from './trace.ts';

/** The state of the devices over all legs of one path, and the choices made on it. */
export interface Walk {
  readonly ground: Ground;
  /** Hops and steps are told. Where nobody reads them the same walk is walked without: all that they cost is left out. */
  readonly isTold: boolean;
  readonly tracking: ConnectionTables;
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
  readonly expectedSource: Ip | undefined;
}

/** One device's share of a leg: what goes in. */
export interface Visit {
  readonly walk: Walk;
  readonly intent: Intent;
  readonly kernel: Kernel;
  readonly arrival: Arrival;
  /** Where to tell what happens; undefined where nobody reads it. */
  readonly steps: Step[] | undefined;
}

/** One device's share of a leg: what comes out. */
export type Outcome =
  | { readonly kind: 'forwarded'; readonly packet: Packet; readonly by: Port; readonly to: Port }
  /** Wrapped or unwrapped (E1): the same device takes its turn again, with what is now outermost. */
  | { readonly kind: 'again'; readonly packet: Packet; readonly arrival: Arrival }
  | { readonly kind: 'ended'; readonly packet: Packet; readonly ending: Ending };

/** The connection table of each device, made at its first packet. A path has a handful, which are found by looking. */
export class ConnectionTables {
  readonly #kernels: Kernel[] = [];
  readonly #tables: Conntrack[] = [];

  of(kernel: Kernel): Conntrack {
    const place = this.#kernels.indexOf(kernel);
    const known = this.#tables[place];
    if (known) return known;
    const made = new Conntrack();
    this.#kernels.push(kernel);
    this.#tables.push(made);
    return made;
  }
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
    ending: {
      disposition,
      rule,
      device: visit.kernel.id,
      src: src.address,
      dst: dst.address,
      port: dstPort,
      ...more,
    },
  };
}
