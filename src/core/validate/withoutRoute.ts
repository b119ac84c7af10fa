import { type Address, compareAddresses } from '../address/address.ts';
import type { Network } from '../network/network.ts';
import { Fates } from './fates.ts';
import type { Forwarding } from './forwarding.ts';
import { type Way, waysInTurn } from './waysInTurn.ts';

/** A set of small numbers, a bit each: of ten thousand routers for ten thousand destinations. */
export class NumberSet {
  readonly #bits: Uint32Array;

  constructor(size: number) {
    this.#bits = new Uint32Array((size + 31) >>> 5);
  }

  add(n: number): void {
    const at = n >>> 5;
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (n & 31));
  }

  has(n: number): boolean {
    return (((this.#bits[n >>> 5] ?? 0) >>> (n & 31)) & 1) === 1;
  }
}

/** Which routers plain forwarding does not lead from to an address. */
export interface Traced {
  /** As numbers into the list of routers; undefined where all lead there. */
  readonly lost: NumberSet | undefined;
  /** Whom, other than routers, the ways lead through or to. */
  readonly passed: readonly string[];
}

/**
 * Asks of each address which routers do not lead there, in the order of the addresses.
 *
 * Asking each router for each address costs their product. Instead of all that send to one device only that device is asked; see
 * `waysInTurn`.
 */
export function withoutRoute(
  network: Network,
  forwarding: Forwarding,
  routers: readonly string[],
  addresses: readonly Address[],
): Traced[] {
  const found = addresses.map((): Traced => NOTHING);
  const fates = new Fates(network, forwarding, routers);
  for (const family of [4, 6] as const) {
    const order = [...addresses.keys()].filter((i) => addresses[i]?.family === family);
    order.sort((a, b) => {
      const [left, right] = [addresses[a], addresses[b]];
      return left && right ? compareAddresses(left, right) : 0;
    });
    const ascending = order.flatMap((i) => addresses[i] ?? []);
    let turn = 0;
    for (const { address, ways, of } of waysInTurn(network, forwarding, routers, ascending)) {
      const index = order[turn++] ?? -1;
      const lost = new Set<Way>();
      fates.begin(address);
      for (const way of ways) if (fates.of(way, address, of) === 'no-route') lost.add(way);
      const passed = forwarding.passed();
      if (lost.size === 0) {
        found[index] = { lost: undefined, passed };
        continue;
      }
      const set = new NumberSet(routers.length);
      for (const [router, way] of of.entries()) {
        // Who has the address itself needs no route to it.
        if (way && lost.has(way) && !forwarding.owns(routers[router] ?? '', address)) set.add(router);
      }
      found[index] = { lost: set, passed };
    }
  }
  return found;
}

const NOTHING: Traced = { lost: undefined, passed: [] };
