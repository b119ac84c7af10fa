import { type Address, addressKey, sameAddress } from '../address/address.ts';
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
 * has the address or takes it to be on its own network. Answers are kept by destination and device.
 */
export class Forwarding {
  readonly #network: Network;
  readonly #answers = new Map<string, Map<string, Forwarded>>();
  readonly #stations = new Map<string, Map<string, string>>();

  constructor(network: Network) {
    this.#network = network;
  }

  /** What becomes of a packet for the address that is at the device now. */
  from(device: string, address: Address): Forwarded {
    const key = addressKey(address);
    const known = this.#answers.get(key) ?? new Map<string, Forwarded>();
    this.#answers.set(key, known);
    const path: string[] = [];
    let at = device;
    let answer: Forwarded | undefined;
    while (!answer) {
      answer = known.get(at);
      if (answer) break;
      const met = path.indexOf(at);
      if (met >= 0) {
        answer = { kind: 'loop', cycle: path.slice(met) };
        break;
      }
      path.push(at);
      const next = this.step(at, address);
      if (typeof next === 'string') at = next;
      else answer = next;
    }
    for (const passed of path) known.set(passed, answer);
    return answer;
  }

  /** The next device, or the end. */
  step(id: string, address: Address): string | Forwarded {
    const device = this.#network.devices.get(id);
    if (!device) return { kind: 'lost', at: id };
    if (device.interfaces.some((i) => i.addresses.some((a) => sameAddress(a, address))))
      return { kind: 'there', at: id };
    const cluster = device.node && this.#network.clusters.get(device.node.cluster);
    // S2: a node drops what goes to addresses of the range that no service has.
    if (cluster?.serviceProxy === 'nftables' && cluster.servicePrefixes.some((p) => contains(p, address)))
      return { kind: 'lost', at: id };
    const route = bestRoute(device, address);
    if (!route || route.action.kind === 'internet') return { kind: 'no-route', at: id };
    return this.#follow(device, route);
  }

  #follow(device: Device, { action }: Route): string | Forwarded {
    switch (action.kind) {
      case 'connected':
      case 'pod':
        return { kind: 'there', at: device.id };
      case 'tunnel':
        return action.node;
      case 'link':
      case 'via': {
        const attachment = device.interfaces.find((i) => i.name === action.interface)?.attachment;
        if (attachment?.kind === 'link') return attachment.peer;
        const gateway = action.kind === 'via' ? action.gateway : undefined;
        const next =
          attachment?.kind === 'segment' && gateway ? this.#station(attachment.segment, gateway) : undefined;
        return next ?? (attachment?.kind === 'pods' ? attachment.node : { kind: 'lost', at: device.id });
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
