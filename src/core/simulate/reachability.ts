import { type Address, addressNumber, type Family } from '../address/address.ts';
import type { Device, Network } from '../network/network.ts';
import {
  BLACKHOLED,
  type Column,
  Columns,
  DELIVERED,
  EXITS_PLAN,
  isHidden,
  NEIGHBOUR_UNREACHABLE,
  NO_ROUTE,
  WALK,
} from './columns.ts';
import { groundOf } from './ground.ts';
import { ipOf } from './ip.ts';
import type { Kernel } from './kernel.ts';
import { type Outcome, roundTripOutcome } from './roundTrip.ts';
import { addressOf, senderIp } from './sourceAddress.ts';
import type { FlowQuestion } from './trace.ts';

/** Who reaches whom, of a list of devices: a cell for each two, `cells[from * ends.length + to]`. */
export interface Reachability {
  readonly ends: readonly string[];
  /** What cells are numbers of. The first is nothing: a device does not call itself. */
  readonly outcomes: readonly (Outcome | undefined)[];
  readonly cells: Uint8Array;
  /** For each end 1 where it listens and is called, 0 where it is sent an echo request. */
  readonly listens: Uint8Array;
  /** How many pairs had to be walked one by one. */
  readonly walked: number;
}

/** More ends than this make a matrix that nobody can read, and that fills the memory. */
export const MOST_ENDS = 4_000;

/** Pairs after which the caller hears how far it is, and for how many one that is walked counts. */
const PAIRS_A_TURN = 20_000;
const PAIRS_FOR_A_WALK = 100;

/** What a cell asks: a call where the target listens, else an echo request, which everybody answers. */
export const reachQuestion = (from: Device, to: Device): FlowQuestion => ({
  from: from.id,
  to: to.id,
  ...(to.listens === 'all' || to.listens.length > 0 ? {} : { protocol: 'icmp' }),
});

/**
 * Request and reply between each two devices, exactly as walking each pair tells. Where nothing but forwarding happens to a
 * pair's packets, its cell is read from two columns, one an address (see `Columns`); the others are walked. Yields the share
 * that is done, from 0 to 1, so that whoever runs it can tell and stop.
 */
export function* reachability(network: Network, ids: readonly string[]): Generator<number, Reachability> {
  const ends = ids.flatMap((id) => network.devices.get(id) ?? []).slice(0, MOST_ENDS);
  const book = new OutcomeBook();
  const cells = new Uint8Array(ends.length * ends.length);
  const ground = groundOf(network);
  const columns = new Columns(ground);
  const addresses = ends.map(ownAddresses);
  const known = new Map<number | bigint, Column>();
  const all = distinct(addresses.flat());
  const senders = ends.map(({ id }) => id);
  for (const column of columns.of(all, senders)) {
    known.set(addressNumber(column.address), column);
    if (known.size % 64 === 0) yield (0.5 * known.size) / all.length;
  }
  const columnOf = (address: Address | undefined): Column | undefined =>
    address && known.get(addressNumber(address));
  const called = { 4: ends.map((end) => addressOf(end, 4)), 6: ends.map((end) => addressOf(end, 6)) };
  const calledColumns = { 4: called[4].map(columnOf), 6: called[6].map(columnOf) };
  const sources = ends.map(
    (end, i) =>
      new Sources(ground.mustKernel(end.id), addresses[i] ?? [], (address) =>
        columns.isOwn(address) ? columnOf(address) : undefined,
      ),
  );
  const listens = Uint8Array.from(ends, (end) => (isTcp(end) ? 1 : 0));
  const hides = ends.map(
    ({ pod }) => pod !== undefined && network.clusters.get(pod.cluster)?.masquerade !== 'none',
  );
  let walked = 0;
  /** What the columns say of a pair; 0 where only a walk can tell. */
  const read = (i: number, j: number): number => {
    // IPv4 where both ends have it.
    const family: Family = called[4][i] && called[4][j] ? 4 : 6;
    const there = calledColumns[family][j];
    const fate = there ? (there.fates[i] as number) : WALK;
    if (!there || fate === WALK || (hides[i] && isHidden(network, ends[i] as Device, there.address)))
      return 0;
    // The column that the answer comes back by; none where a service or somebody else has the sender's address too.
    const back = (sources[i] as Sources).column(there.address);
    if (!back) return 0;
    if (fate !== DELIVERED) return book.lost(fate);
    // All that track the connection must see both directions of it.
    if (back.fates[j] !== DELIVERED || back.marks[j] !== there.marks[i]) return 0;
    return listens[j] === 1 ? book.answered : book.echoed;
  };
  const walk = (i: number, j: number): number => {
    const outcome = roundTripOutcome(network, reachQuestion(ends[i] as Device, ends[j] as Device));
    if ('problem' in outcome) throw new Error(outcome.problem);
    walked++;
    return book.number(outcome);
  };
  const size = ends.length;
  let done = 0;
  let told = 0;
  // By small squares: a cell reads two columns crosswise, which then are near at hand.
  for (let top = 0; top < size; top += TILE) {
    for (let left = 0; left < size; left += TILE) {
      const right = Math.min(left + TILE, size);
      for (let i = top; i < Math.min(top + TILE, size); i++) {
        for (let j = left; j < right; j++) if (i !== j) cells[i * size + j] = read(i, j) || walk(i, j);
        done += right - left;
        if (done + walked * PAIRS_FOR_A_WALK - told < PAIRS_A_TURN) continue;
        told = done + walked * PAIRS_FOR_A_WALK;
        yield 0.5 + (0.5 * done) / cells.length;
      }
    }
  }
  return { ends: senders, outcomes: book.outcomes, cells, listens, walked };
}

const TILE = 64;

const isTcp = (to: Device): boolean => to.listens === 'all' || to.listens.length > 0;

/** Outcomes and their numbers, in the order in which they are met. */
class OutcomeBook {
  readonly outcomes: (Outcome | undefined)[] = [undefined];
  readonly #numbers = new Map<string, number>();
  readonly answered = this.number({ verdict: 'delivered', leg: 'answer', disposition: 'delivered' });
  readonly echoed = this.number({ verdict: 'delivered', leg: 'reply', disposition: 'delivered' });
  readonly #lost = new Map<number, number>(
    (
      [
        [NO_ROUTE, 'no-route'],
        [BLACKHOLED, 'blackholed'],
        [EXITS_PLAN, 'exits-plan'],
        [NEIGHBOUR_UNREACHABLE, 'neighbor-unreachable'],
      ] as const
    ).map(([fate, disposition]) => [
      fate,
      this.number({ verdict: 'not-delivered', leg: 'request', disposition }),
    ]),
  );

  number(outcome: Outcome): number {
    const key = `${outcome.verdict} ${outcome.leg} ${outcome.disposition}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.outcomes.length);
    return this.outcomes.push(outcome) - 1;
  }

  /** A request that plain forwarding does not deliver; 0 where only a walk can tell. */
  lost(fate: number): number {
    return this.#lost.get(fate) ?? 0;
  }
}

/** Addresses that a device may call from or be called by. */
const ownAddresses = (device: Device): Address[] =>
  distinct(device.interfaces.flatMap((i) => (i.attachment.kind === 'dummy' ? [] : i.addresses)));

/** What a device calls from, as columns: where it has one address of the family, always that. */
class Sources {
  readonly #from: Kernel;
  readonly #only: Readonly<Record<Family, Column | undefined>>;
  readonly #choice: Readonly<Record<Family, boolean>>;
  readonly #columnOf: (address: Address) => Column | undefined;

  constructor(from: Kernel, own: readonly Address[], columnOf: (address: Address) => Column | undefined) {
    const only = (family: Family): Column | undefined => {
      const address = own.find((a) => a.family === family);
      return address && columnOf(address);
    };
    const isChoice = (family: Family): boolean => own.filter((a) => a.family === family).length > 1;
    this.#from = from;
    this.#only = { 4: only(4), 6: only(6) };
    this.#choice = { 4: isChoice(4), 6: isChoice(6) };
    this.#columnOf = columnOf;
  }

  /** The column of the address that the device calls that destination from. */
  column(destination: Address): Column | undefined {
    if (!this.#choice[destination.family]) return this.#only[destination.family];
    const source = senderIp(this.#from, ipOf(destination));
    return source && this.#columnOf(source.address);
  }
}

function distinct(addresses: readonly Address[]): Address[] {
  return [...new Map(addresses.map((a) => [addressNumber(a), a])).values()];
}
