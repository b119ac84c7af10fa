import { type Address, addressNumber } from '../address/address.ts';
import type { Network } from '../network/network.ts';
import type { Forwarding } from './forwarding.ts';
import type { Way } from './waysInTurn.ts';

/** How plain forwarding ends, as far as it is asked: for want of a route, in a circle, or anyhow else. */
export type Fate = 'no-route' | 'loop' | 'other';

const FATES: readonly Fate[] = ['other', 'no-route', 'loop'];
const OTHER = 0;
const NO_ROUTE = 1;
const LOOP = 2;

/**
 * Follows the ways of all routers for one address after the other: from router to router by number, each once an address; only where
 * a way leaves the routers is `Forwarding` asked.
 */
export class Fates {
  readonly #forwarding: Forwarding;
  readonly #owners = new Map<number | bigint, number[]>();
  readonly #known: Uint8Array;
  /** The turn in which a router's fate was found, and the one in which it was last passed. */
  readonly #found: Int32Array;
  readonly #passed: Int32Array;
  #turn = 0;

  constructor(network: Network, forwarding: Forwarding, routers: readonly string[]) {
    this.#forwarding = forwarding;
    this.#known = new Uint8Array(routers.length);
    this.#found = new Int32Array(routers.length);
    this.#passed = new Int32Array(routers.length);
    for (const [router, id] of routers.entries())
      for (const { addresses } of network.devices.get(id)?.interfaces ?? [])
        for (const key of addresses.map(addressNumber)) {
          const known = this.#owners.get(key);
          if (known) known.push(router);
          else this.#owners.set(key, [router]);
        }
  }

  /** Begins with another address. */
  begin(address: Address): void {
    this.#turn++;
    this.#forwarding.forget();
    // Who has the address itself is where it ends.
    for (const owner of this.#owners.get(addressNumber(address)) ?? []) this.#settle(owner, OTHER);
  }

  /** What becomes of what goes that way. `of`: the way of each router. */
  of(way: Way, address: Address, of: readonly (Way | undefined)[]): Fate {
    const path: number[] = [];
    let fate = OTHER;
    for (let at: Way | undefined = way; at; ) {
      if (at.next === undefined) {
        fate = NO_ROUTE;
        break;
      }
      const router: number = at.router;
      if (router < 0) {
        const { kind } = this.#forwarding.from(at.next, address);
        fate = kind === 'no-route' ? NO_ROUTE : kind === 'loop' ? LOOP : OTHER;
        break;
      }
      if (this.#found[router] === this.#turn) {
        fate = this.#known[router] as number;
        break;
      }
      if (this.#passed[router] === this.#turn) {
        fate = LOOP;
        break;
      }
      this.#passed[router] = this.#turn;
      path.push(router);
      // Arrived, or lost otherwise, where it has none.
      at = of[router];
    }
    for (const router of path) this.#settle(router, fate);
    return FATES[fate] ?? 'other';
  }

  #settle(router: number, fate: number): void {
    this.#found[router] = this.#turn;
    this.#known[router] = fate;
  }
}
