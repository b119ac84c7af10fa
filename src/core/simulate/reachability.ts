import { type Address, addressNumber, type Family } from '../address/address.ts';
import type { Device, Network } from '../network/network.ts';
import {
  BLACKHOLED,
  Columns,
  DELIVERED,
  EXITS_PLAN,
  isHidden,
  NEIGHBOUR_UNREACHABLE,
  NO_ROUTE,
} from './columns.ts';
import { traceRoundTrip } from './roundTrip.ts';
import { addressOf, senderAddress } from './sourceAddress.ts';
import type { Disposition, FlowQuestion, LegName, RoundTrip, Verdict } from './trace.ts';

/** How a call ends: delivered there and back, or the leg that is lost and how. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly leg: LegName;
  readonly disposition: Disposition;
}

/** Who reaches whom, of a list of devices: a cell for each two, `cells[from * ends.length + to]`. */
export interface Reachability {
  readonly ends: readonly string[];
  /** What cells are numbers of. The first is nothing: a device does not call itself. */
  readonly outcomes: readonly (Outcome | undefined)[];
  readonly cells: Uint8Array;
  /** How many pairs had to be walked one by one. */
  readonly walked: number;
}

/** More ends than this make a matrix that nobody can read, and that fills the memory. */
export const MOST_ENDS = 4_000;

/** Pairs after which the caller hears how far it is. */
const PAIRS_A_TURN = 20_000;
const WALKS_A_TURN = 200;

/** What a cell asks: a call where the target listens, else an echo request, which everybody answers. */
export const reachQuestion = (from: Device, to: Device): FlowQuestion => ({
  from: from.id,
  to: to.id,
  ...(to.listens === 'all' || to.listens.length > 0 ? {} : { protocol: 'icmp' }),
});

/** What a walk says in a cell. */
export function outcomeOf({ verdict, paths }: RoundTrip): Outcome {
  const lost = paths.find((path) => path.verdict === 'not-delivered') ?? paths[0];
  const last = lost?.legs.at(-1);
  if (!last) throw new Error('a walk without legs');
  return { verdict, leg: last.leg, disposition: last.disposition };
}

/**
 * Request and reply between each two devices, exactly as walking each pair tells. Where nothing but forwarding happens to a
 * pair's packets, its cell is read from two columns, one an address (see `Columns`); the others are walked. Yields the share
 * that is done, from 0 to 1, so that whoever runs it can tell and stop.
 */
export function* reachability(network: Network, ids: readonly string[]): Generator<number, Reachability> {
  const ends = ids.flatMap((id) => network.devices.get(id) ?? []).slice(0, MOST_ENDS);
  const book = new OutcomeBook();
  const cells = new Uint8Array(ends.length * ends.length);
  const columns = new Columns(network);
  const addresses = ends.map(ownAddresses);
  const known = new Map<number | bigint, { fates: Uint8Array; marks: Float64Array }>();
  const all = distinct(addresses.flat());
  const senders = ends.map(({ id }) => id);
  for (const { address, fates, marks } of columns.of(all, senders)) {
    known.set(addressNumber(address), { fates, marks });
    if (known.size % 64 === 0) yield (0.5 * known.size) / all.length;
  }
  const called = ends.map((end) => ({ 4: addressOf(end, 4), 6: addressOf(end, 6) }));
  const columnOf = (address: Address | undefined) => address && known.get(addressNumber(address));
  const isOwn = new Map(all.map((address) => [addressNumber(address), columns.isOwn(address)]));
  let walked = 0;
  let pairs = 0;
  let walks = 0;
  for (const [i, from] of ends.entries()) {
    const hides = from.pod !== undefined && network.clusters.get(from.pod.cluster)?.masquerade !== 'none';
    for (const [j, to] of ends.entries()) {
      if (i === j) continue;
      if (++pairs % PAIRS_A_TURN === 0 || walks >= WALKS_A_TURN) {
        walks = 0;
        yield 0.5 + (0.5 * (i * ends.length + j)) / cells.length;
      }
      const family = commonFamily(called[i], called[j]);
      const destination = family && called[j]?.[family];
      let cell = 0;
      if (destination && !(hides && isHidden(network, from, destination))) {
        const there = columnOf(destination);
        const fate = there?.fates[i] ?? 0;
        const source = fate === 0 ? undefined : sourceOf(addresses[i], from, destination);
        // What a service or somebody else has too may be taken on the way.
        if (there && source && isOwn.get(addressNumber(source))) {
          if (fate !== DELIVERED) cell = book.lost(fate);
          else {
            const back = columnOf(source);
            // All that track the connection must see both directions of it.
            if (back && back.fates[j] === DELIVERED && back.marks[j] === there.marks[i])
              cell = isTcp(to) ? book.answered : book.echoed;
          }
        }
      }
      if (cell === 0) {
        const answer = traceRoundTrip(network, reachQuestion(from, to));
        if ('problem' in answer) throw new Error(answer.problem);
        cell = book.number(outcomeOf(answer));
        walked++;
        walks++;
      }
      cells[i * ends.length + j] = cell;
    }
  }
  return { ends: senders, outcomes: book.outcomes, cells, walked };
}

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

type Called = Readonly<Record<Family, Address | undefined>>;

/** IPv4 where both ends have it. */
function commonFamily(a: Called | undefined, b: Called | undefined): Family | undefined {
  if (a?.[4] && b?.[4]) return 4;
  return a?.[6] && b?.[6] ? 6 : undefined;
}

/** Addresses that a device may call from or be called by. */
const ownAddresses = (device: Device): Address[] =>
  distinct(device.interfaces.flatMap((i) => (i.attachment.kind === 'dummy' ? [] : i.addresses)));

/** What the device calls from: where it has one address of the family, that. */
function sourceOf(
  own: readonly Address[] | undefined,
  from: Device,
  destination: Address,
): Address | undefined {
  const of = own?.filter(({ family }) => family === destination.family) ?? [];
  return of.length === 1 ? of[0] : senderAddress(from, destination);
}

function distinct(addresses: readonly Address[]): Address[] {
  return [...new Map(addresses.map((a) => [addressNumber(a), a])).values()];
}
