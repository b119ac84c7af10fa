import { type Address, addressNumber, type Family } from '../address/address.ts';
import type { Device, Network } from '../network/network.ts';
import { Columns, isHidden } from './columns.ts';
import {
  BLACKHOLED,
  DELIVERED,
  EXITS_PLAN,
  FateTable,
  NEIGHBOUR_UNREACHABLE,
  NO_ROUTE,
  WALK,
} from './fates.ts';
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
  const told = columns.told(distinct(addresses.flat()));
  const senders = ends.map(({ id }) => id);
  const table = new FateTable(ends.length, told.length);
  let filled = 0;
  for (const _ of columns.fill(table, told, senders)) {
    filled++;
    if (filled % 64 === 0) yield (0.5 * filled) / told.length;
  }
  const places = new Map(told.map((address, place) => [addressNumber(address), place]));
  const columnOf = (address: Address | undefined): number =>
    (address && places.get(addressNumber(address))) ?? NO_COLUMN;
  const called = { 4: ends.map((end) => addressOf(end, 4)), 6: ends.map((end) => addressOf(end, 6)) };
  const there = {
    4: Int32Array.from(called[4], columnOf),
    6: Int32Array.from(called[6], columnOf),
  };
  const sources = ends.map(
    (end, i) =>
      new Sources(ground.mustKernel(end.id), addresses[i] ?? [], (address) =>
        columns.isOwn(address) ? columnOf(address) : NO_COLUMN,
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
    const to = there[family][j] as number;
    if (to === NO_COLUMN || table.fate(to, i) === WALK) return 0;
    const destination = told[to] as Address;
    if (hides[i] && isHidden(network, ends[i] as Device, destination)) return 0;
    // The column that the answer comes back by; none where a service or somebody else has the sender's address too.
    const back = (sources[i] as Sources).column(destination);
    return back === NO_COLUMN ? 0 : book.ofFate(table.bothWays(to, i, back, j), listens[j] === 1);
  };
  // Most ends have one IPv4 address, which they call from and are called by, and hide it from nobody.
  const only = Int32Array.from(ends, (_, i) =>
    hides[i] || !called[4][i] ? NO_COLUMN : (sources[i] as Sources).only(4),
  );
  const plain = { table, only, there: there[4], listens, cells, codes: book.codes };
  const walk = (i: number, j: number): number => {
    const outcome = roundTripOutcome(network, reachQuestion(ends[i] as Device, ends[j] as Device));
    if ('problem' in outcome) throw new Error(outcome.problem);
    walked++;
    return book.number(outcome);
  };
  const size = ends.length;
  let done = 0;
  let reported = 0;
  // By small squares: a cell reads two columns crosswise, which then are near at hand.
  for (let top = 0; top < size; top += TILE) {
    for (let left = 0; left < size; left += TILE) {
      const right = Math.min(left + TILE, size);
      for (let i = top; i < Math.min(top + TILE, size); i++) {
        const row = i * size;
        readRow(plain, i, left, right);
        for (let j = left; j < right; j++)
          if (cells[row + j] === 0 && i !== j) cells[row + j] = read(i, j) || walk(i, j);
        done += right - left;
        if (done + walked * PAIRS_FOR_A_WALK - reported < PAIRS_A_TURN) continue;
        reported = done + walked * PAIRS_FOR_A_WALK;
        yield 0.5 + (0.5 * done) / cells.length;
      }
    }
  }
  return { ends: senders, outcomes: book.outcomes, cells, listens, walked };
}

const TILE = 32;
const NO_COLUMN = -1;

interface PlainEnds {
  readonly table: FateTable;
  /** By end: the column of the one address that it calls from and is called by, or `NO_COLUMN`. */
  readonly only: Int32Array;
  /** By end: the column of the address that it is called by. */
  readonly there: Int32Array;
  readonly listens: Uint8Array;
  readonly codes: OutcomeBook['codes'];
  readonly cells: Uint8Array;
}

/** Fills what two columns say of one caller and a stretch of called ends; the others are left 0. */
function readRow(plain: PlainEnds, i: number, left: number, right: number): void {
  const { table, only, there, listens, cells, codes } = plain;
  const back = only[i] as number;
  if (back === NO_COLUMN) return;
  const row = i * only.length;
  for (let j = left; j < right; j++) {
    const to = there[j] as number;
    if (to === NO_COLUMN || i === j) continue;
    cells[row + j] = codes[2 * table.bothWays(to, i, back, j) + (listens[j] as number)] as number;
  }
}

const isTcp = (to: Device): boolean => to.listens === 'all' || to.listens.length > 0;

/** How calls that plain forwarding loses end. */
const LOST = [
  [NO_ROUTE, 'no-route'],
  [BLACKHOLED, 'blackholed'],
  [EXITS_PLAN, 'exits-plan'],
  [NEIGHBOUR_UNREACHABLE, 'neighbor-unreachable'],
] as const;

/** Outcomes and their numbers, in the order in which they are met. */
class OutcomeBook {
  readonly outcomes: (Outcome | undefined)[] = [undefined];
  /** By twice a fate, and one more where the called end listens: the number of the outcome; 0 where only a walk can tell. */
  readonly codes = new Uint8Array(2 * (NEIGHBOUR_UNREACHABLE + 1));
  readonly #numbers = new Map<string, number>();

  constructor() {
    this.codes[2 * DELIVERED + 1] = this.number({
      verdict: 'delivered',
      leg: 'answer',
      disposition: 'delivered',
    });
    this.codes[2 * DELIVERED] = this.number({
      verdict: 'delivered',
      leg: 'reply',
      disposition: 'delivered',
    });
    for (const [fate, disposition] of LOST) {
      const number = this.number({ verdict: 'not-delivered', leg: 'request', disposition });
      this.codes.fill(number, 2 * fate, 2 * fate + 2);
    }
  }

  number(outcome: Outcome): number {
    const key = `${outcome.verdict} ${outcome.leg} ${outcome.disposition}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.outcomes.length);
    return this.outcomes.push(outcome) - 1;
  }

  ofFate(fate: number, listens: boolean): number {
    return this.codes[2 * fate + (listens ? 1 : 0)] as number;
  }
}

/** Addresses that a device may call from or be called by. */
const ownAddresses = (device: Device): Address[] =>
  distinct(device.interfaces.flatMap((i) => (i.attachment.kind === 'dummy' ? [] : i.addresses)));

/** What a device calls from, as columns: where it has one address of the family, always that. */
class Sources {
  readonly #from: Kernel;
  readonly #only: Readonly<Record<Family, number>>;
  readonly #choice: Readonly<Record<Family, boolean>>;
  readonly #columnOf: (address: Address) => number;

  constructor(from: Kernel, own: readonly Address[], columnOf: (address: Address) => number) {
    const [fours, sixes] = [
      own.filter(({ family }) => family === 4),
      own.filter(({ family }) => family === 6),
    ];
    const only = (all: readonly Address[]): number =>
      all[0] && all.length === 1 ? columnOf(all[0]) : NO_COLUMN;
    this.#from = from;
    this.#only = { 4: only(fours), 6: only(sixes) };
    this.#choice = { 4: fours.length > 1, 6: sixes.length > 1 };
    this.#columnOf = columnOf;
  }

  /** The column of its one address of the family. */
  only(family: Family): number {
    return this.#only[family];
  }

  /** The column of the address that the device calls that destination from. */
  column(destination: Address): number {
    if (!this.#choice[destination.family]) return this.#only[destination.family];
    const source = senderIp(this.#from, ipOf(destination));
    return source ? this.#columnOf(source.address) : NO_COLUMN;
  }
}

function distinct(addresses: readonly Address[]): Address[] {
  return [...new Map(addresses.map((a) => [addressNumber(a), a])).values()];
}
