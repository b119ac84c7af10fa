import { type Address, addressNumber } from '../address/address.ts';
import { contains } from '../address/prefix.ts';
import { routeAlike } from '../network/fib.ts';
import type { Device, Network, Route, RouteAction, Segment } from '../network/network.ts';
import { interfaceNamed } from '../network/ownInterfaces.ts';

/** Where plain forwarding takes a packet for an address, as the routing tables alone say. */
export type Forwarded =
  | { readonly kind: 'there'; readonly at: string }
  /** No route, or only the one out of the plan. */
  | { readonly kind: 'no-route'; readonly at: string }
  | { readonly kind: 'loop'; readonly cycle: readonly string[] }
  | { readonly kind: 'lost'; readonly at: string };

/**
 * Forwards by routing tables only: no translation, no filters, no service proxy. `there` is the first device that
 * has the address or takes it to be on its own network. Answers are kept by destination and device, and what a
 * route leads to by its action.
 */
export class Forwarding {
  readonly #network: Network;
  /** By action, which all routes that a router was told over one link share. */
  readonly #next = new Map<RouteAction, string | Forwarded>();
  #destination: number | bigint = -1;
  #answers = new Map<string, Forwarded>();

  constructor(network: Network) {
    this.#network = network;
  }

  /** True when one of the device's interfaces has the address. */
  owns(device: string, address: Address): boolean {
    const found = this.#network.devices.get(device);
    return found !== undefined && addressesOf(found).has(addressNumber(address));
  }

  /** Drops the answers for the last address: round a circle, they are told from whoever was asked first. */
  forget(): void {
    this.#answers = new Map();
  }

  /** Whom, other than routers, the ways led through or to that were followed since `forget`. */
  passed(): string[] {
    return [...this.#answers.keys()].filter((id) => this.#network.devices.get(id)?.kind !== 'router');
  }

  /** What becomes of a packet for the address that is at the device now. Ask for one address after the other. */
  from(device: string, address: Address): Forwarded {
    const key = addressNumber(address);
    if (key !== this.#destination) {
      this.#destination = key;
      this.#answers = new Map();
    }
    const known = this.#answers;
    const path = new Map<string, number>();
    let at = device;
    let answer = known.get(at);
    while (!answer) {
      const met = path.get(at);
      if (met !== undefined) {
        answer = { kind: 'loop', cycle: [...path.keys()].slice(met) };
        break;
      }
      path.set(at, path.size);
      const next = this.owns(at, address) ? ({ kind: 'there', at } as const) : this.#step(at, address);
      if (typeof next !== 'string') answer = next;
      else {
        at = next;
        answer = known.get(at);
      }
    }
    for (const passed of path.keys()) known.set(passed, answer);
    return answer;
  }

  /** The next device, or the end. */
  #step(id: string, address: Address): string | Forwarded {
    const device = this.#network.devices.get(id);
    if (!device) return { kind: 'lost', at: id };
    const cluster = device.node && this.#network.clusters.get(device.node.cluster);
    // S2: a node drops what goes to addresses of the range that no service has.
    if (cluster?.serviceProxy === 'nftables' && cluster.servicePrefixes.some((p) => contains(p, address)))
      return { kind: 'lost', at: id };
    return this.by(device, routeAlike(device, address));
  }

  /** Where a device's route leads: the next device, or an end. */
  by(device: Device, route: Route | undefined): string | Forwarded {
    if (!route) return { kind: 'no-route', at: device.id };
    const known = this.#next.get(route.action);
    if (known !== undefined) return known;
    const next = this.#follow(device, route);
    this.#next.set(route.action, next);
    return next;
  }

  #follow(device: Device, { action }: Route): string | Forwarded {
    switch (action.kind) {
      case 'internet':
        return { kind: 'no-route', at: device.id };
      case 'connected':
      case 'pod':
        return { kind: 'there', at: device.id };
      case 'tunnel':
        return action.node;
      case 'link':
      case 'via': {
        const attachment = interfaceNamed(device, action.interface)?.attachment;
        if (attachment?.kind === 'link') return attachment.peer;
        if (attachment?.kind === 'pods') return attachment.node;
        const next =
          attachment?.kind === 'segment' && action.kind === 'via'
            ? this.#station(attachment.segment, action.gateway)
            : undefined;
        return next ?? { kind: 'lost', at: device.id };
      }
      default:
        return { kind: 'lost', at: device.id };
    }
  }

  /** Who answers for the address on a segment. */
  #station(id: string, address: Address): string | undefined {
    const segment = this.#network.segments.get(id);
    return segment && stationsOf(segment).get(addressNumber(address));
  }
}

/** Of what stays the same from network to network, the same answers. */
const ownAddresses = new WeakMap<Device, ReadonlySet<number | bigint>>();
const stationsByAddress = new WeakMap<Segment, ReadonlyMap<number | bigint, string>>();

function addressesOf(device: Device): ReadonlySet<number | bigint> {
  const known = ownAddresses.get(device);
  if (known) return known;
  const made = new Set(device.interfaces.flatMap(({ addresses }) => addresses.map(addressNumber)));
  ownAddresses.set(device, made);
  return made;
}

/** The first that answers for each address. */
function stationsOf(segment: Segment): ReadonlyMap<number | bigint, string> {
  const known = stationsByAddress.get(segment);
  if (known) return known;
  const made = new Map<number | bigint, string>();
  for (const { device, addresses } of segment.stations)
    for (const address of addresses) {
      const key = addressNumber(address);
      if (!made.has(key)) made.set(key, device);
    }
  stationsByAddress.set(segment, made);
  return made;
}
