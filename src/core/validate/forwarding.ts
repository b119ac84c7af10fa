import { type Address, addressKey } from '../address/address.ts';
import { contains } from '../address/prefix.ts';
import { bestRoute } from '../network/fib.ts';
import type { Device, Network, Route } from '../network/network.ts';

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
 * route leads to by route.
 */
export class Forwarding {
  readonly #network: Network;
  readonly #owners = new Map<string, Set<string>>();
  readonly #stations = new Map<string, Map<string, string>>();
  readonly #next = new Map<Route, string | Forwarded>();
  #destination = '';
  #answers = new Map<string, Forwarded>();

  constructor(network: Network) {
    this.#network = network;
    for (const device of network.devices.values())
      for (const { addresses } of device.interfaces)
        for (const address of addresses) {
          const key = addressKey(address);
          const owners = this.#owners.get(key);
          if (owners) owners.add(device.id);
          else this.#owners.set(key, new Set([device.id]));
        }
  }

  /** What becomes of a packet for the address that is at the device now. Ask for one address after the other. */
  from(device: string, address: Address): Forwarded {
    const key = addressKey(address);
    if (key !== this.#destination) {
      this.#destination = key;
      this.#answers = new Map();
    }
    const known = this.#answers;
    const owners = this.#owners.get(key);
    const path: string[] = [];
    let at = device;
    let answer = known.get(at);
    while (!answer) {
      const met = path.indexOf(at);
      if (met >= 0) {
        answer = { kind: 'loop', cycle: path.slice(met) };
        break;
      }
      path.push(at);
      const next = owners?.has(at) ? ({ kind: 'there', at } as const) : this.#step(at, address);
      if (typeof next !== 'string') answer = next;
      else {
        at = next;
        answer = known.get(at);
      }
    }
    for (const passed of path) known.set(passed, answer);
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
    const route = bestRoute(device, address);
    if (!route) return { kind: 'no-route', at: id };
    const known = this.#next.get(route);
    if (known !== undefined) return known;
    const next = this.#follow(device, route);
    this.#next.set(route, next);
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
        const attachment = device.interfaces.find((i) => i.name === action.interface)?.attachment;
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
  #station(segment: string, address: Address): string | undefined {
    let stations = this.#stations.get(segment);
    if (!stations) {
      stations = new Map();
      for (const station of this.#network.segments.get(segment)?.stations ?? [])
        for (const own of station.addresses)
          if (!stations.has(addressKey(own))) stations.set(addressKey(own), station.device);
      this.#stations.set(segment, stations);
    }
    return stations.get(addressKey(address));
  }
}
