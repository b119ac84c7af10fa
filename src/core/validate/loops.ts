import type { Address } from '../address/address.ts';
import type { Device, Network, Route } from '../network/network.ts';
import type { NetworkChange } from '../network/networkChange.ts';
import { AddressLine } from './addressLine.ts';
import type { PlainContext } from './contexts.ts';
import type { Slice } from './cuts.ts';
import { Fates } from './fates.ts';
import type { Forwarded } from './forwarding.ts';
import { type Way, waysInTurn } from './waysInTurn.ts';

/** A destination that circles between devices. */
export interface Loop {
  readonly cycle: readonly string[];
  /** The cycle, whoever it is told from. */
  readonly key: string;
  readonly destination: Address;
  /** The device that has that address, where one of the network has. */
  readonly occupant: string | undefined;
}

/** How many ways round are followed at most; a plan with more is not understood better by more of them. */
const MOST_FOLLOWED = 200_000;
/** How many of those who have an address of one slice are tried. */
const MOST_HOLDERS = 4;

/** What was found about a slice of the address line. */
interface Followed {
  readonly slice: Slice;
  readonly loops: readonly Loop[];
  /** Ways round that were followed. */
  readonly count: number;
  /** Whom, other than routers, the ways lead through or to. */
  readonly passed: readonly string[];
  /** The last revision for which it holds. */
  revision: number;
}

/**
 * Finds the destinations that circle in one revision of a plan after another. The address line is cut at every range's edge, and each
 * slice followed once; again only where an edit touches it, or a device that it leads through.
 */
export class LoopFinder {
  readonly #line = new AddressLine();
  readonly #followed = new WeakMap<Slice, Followed>();
  #network: Network | undefined;
  #routers: readonly Device[] = [];
  #revision = 0;

  find(context: PlainContext, change: NetworkChange | undefined): Loop[] {
    const { network } = context;
    this.#line.cut(context);
    const routers = (context.plan.routers ?? []).flatMap(({ id }) => network.entities.get(id) ?? []);
    const isSame =
      routers.length === this.#routers.length && routers.every(({ id }, i) => id === this.#routers[i]?.id);
    const isNext = isSame && this.#network === (change?.before ?? network) && (change?.joinsAlike ?? true);
    // Where a revision was left out, or who is asked first is another, nothing holds.
    this.#revision += isNext ? 1 : 2;
    this.#network = network;
    this.#routers = routers;
    const loops: Loop[] = [];
    let left = MOST_FOLLOWED;
    for (const family of [4, 6] as const) {
      const slices = this.#line.slices(family);
      const anew = slices.filter((slice) => !this.#holds(slice, change));
      let toFollow = left;
      for (const followed of followedIn(context, routers, anew)) {
        this.#followed.set(followed.slice, { ...followed, revision: this.#revision });
        toFollow -= followed.count;
        if (toFollow <= 0) break;
      }
      for (const slice of slices) {
        const followed = this.#followed.get(slice);
        if (followed?.revision !== this.#revision || left <= 0) break;
        left -= followed.count;
        for (const loop of followed.loops) loops.push(loop);
      }
    }
    return loops;
  }

  /** True where what was found in the revision before holds; notes that it does. */
  #holds(slice: Slice, change: NetworkChange | undefined): boolean {
    const followed = this.#followed.get(slice);
    if (followed?.revision !== this.#revision - 1) return false;
    if (change?.touched.meet(slice.first, slice.last)) return false;
    for (const device of followed.passed) if (change?.devices.has(device)) return false;
    followed.revision = this.#revision;
    return true;
  }
}

/** Follows slices of one family, in ascending order. */
function* followedIn(
  context: PlainContext,
  routers: readonly Device[],
  slices: readonly Slice[],
): Generator<Omit<Followed, 'revision'>> {
  if (slices.length === 0) return;
  const forwarding = context.forwarding();
  const ids = routers.map(({ id }) => id);
  const firsts = slices.map(({ first }) => first);
  const fates = new Fates(context.network, forwarding, ids);
  let turn = 0;
  for (const { address, ways, of, marked } of waysInTurn(
    context.network,
    forwarding,
    ids,
    firsts,
    mayCircle,
  )) {
    const slice = slices[turn++];
    if (!slice) return;
    fates.begin(address);
    const round = new Set<Way>();
    for (const way of ways) if (fates.of(way, address, of) === 'loop') round.add(way);
    const passed = new Set(forwarding.passed());
    const loops: Loop[] = [];
    let count = 0;
    if (round.size > 0) {
      // Whoever is asked first, of those that a route of their own sends round, is where a loop is told from.
      forwarding.forget();
      for (const [i, router] of routers.entries()) {
        const way = of[i];
        if (!way || marked[i] !== 1 || !round.has(way)) continue;
        count++;
        // All others that go this way go the same round.
        round.delete(way);
        const loop = loopIn(context, router, slice, passed);
        if (loop) loops.push(loop);
      }
    }
    yield { slice, loops, count, passed: [...passed] };
  }
}

/** What BGP told is free of loops by itself; a loop needs a route that somebody typed or a cluster laid. */
const mayCircle = ({ action, pathLength, because }: Route): boolean =>
  (action.kind === 'link' || action.kind === 'via') && pathLength === 0 && !because.startsWith('R3 pods of');

/** The first address stands for the slice; one that somebody has is named where it circles too. */
function loopIn(
  { network, forwarding, book }: PlainContext,
  router: Device,
  { first, last }: Slice,
  passed: Set<string>,
): Loop | undefined {
  const follow = (address: Address): Forwarded => {
    const answer = forwarding().from(router.id, address);
    for (const device of forwarding().passed()) passed.add(device);
    return answer;
  };
  const answer = follow(first);
  if (answer.kind !== 'loop') return undefined;
  const scope = network.component.get(router.id);
  const isJoined = (device: Device): boolean => network.component.get(device.id) === scope;
  for (const { address, device } of book.holdersIn(first, last, MOST_HOLDERS, isJoined)) {
    const held = follow(address);
    if (held.kind === 'loop') return loopOf(held.cycle, address, device.id);
  }
  return loopOf(answer.cycle, telling({ first, last }), undefined);
}

const loopOf = (cycle: readonly string[], destination: Address, occupant: string | undefined): Loop => ({
  cycle,
  key: [...cycle].sort().join(' '),
  destination,
  occupant,
});

/** An address of the slice that people take for one: 0.0.0.0 and :: mean something else. */
function telling({ first, last }: Slice): Address {
  const value = first.family === 4 ? 1n << 24n : 1n << 125n;
  return first.value === 0n && value <= last.value ? { family: first.family, value } : first;
}
