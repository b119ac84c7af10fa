import { OverlapIndex } from '../address/overlapIndex.ts';
import { overlapForest } from '../address/overlaps.ts';
import { lastAddress, mustPrefix, type Prefix } from '../address/prefix.ts';
import { columnsOf } from '../address/prefixColumns.ts';
import { Memo } from '../memo.ts';
import type { AddressProblem, Network } from '../network/network.ts';
import { changesBetween } from '../network/networkChange.ts';
import type { Plan } from '../plan/plan.ts';
import { handOnHolders } from '../simulate/resolveFlow.ts';
import { handOnAnswers } from '../simulate/tracedOnce.ts';
import { AddressBook } from './addressBook.ts';
import type { RuleContext } from './context.ts';
import { Forwarding } from './forwarding.ts';
import { GapFinder, type GapPair } from './gaps.ts';
import { groupBy } from './groupBy.ts';
import { inventoryOf, type PlanRange } from './inventory.ts';
import { type Loop, LoopFinder } from './loops.ts';
import { nearbyOf } from './nearby.ts';
import { profiles } from './profiles/index.ts';
import { WalkedPairs } from './walkedPairs.ts';

/** What a rule is given, before it is told where its own evidence is kept. */
export type PlainContext = Omit<RuleContext, 'keep'>;

interface Before {
  readonly network: Network;
  readonly book: AddressBook;
}

/** How many are told where only a few are asked for. */
const A_FEW = 8;

/**
 * Makes what the rules read of one revision of a plan after another. What an edit cannot have reached is taken over; walks and lookups
 * are made when the first rule asks for them.
 */
export class Contexts {
  readonly #ranges = new Memo<string, readonly PlanRange[]>();
  readonly #lists = new Memo<'ranges' | 'colliding', readonly PlanRange[]>();
  readonly #index = new Memo<'all', OverlapIndex>();
  readonly #problems = new Memo<string, readonly AddressProblem[]>();
  readonly #forwarding = new Memo<'all', Forwarding>();
  readonly #gaps = new GapFinder();
  readonly #gapLists = new Memo<'all', readonly GapPair[]>();
  readonly #loops = new LoopFinder();
  readonly #loopLists = new Memo<'all', readonly Loop[]>();
  readonly #walks = new WalkedPairs();
  #before: Before | undefined;

  next(plan: Plan, network: Network): PlainContext {
    const before = this.#before;
    const change = before && before.network !== network ? changesBetween(before.network, network) : undefined;
    if (change) {
      handOnAnswers(change);
      handOnHolders(change);
    }
    const book = before ? (change ? before.book.after(change) : before.book) : new AddressBook(network);
    this.#before = { network, book };
    const forwarding = (): Forwarding =>
      this.#forwarding.keep('all', [network], () => new Forwarding(network));
    const context: PlainContext = {
      plan,
      network,
      profile: profiles[plan.profile ?? 'vpn'],
      book,
      forwarding,
      ...this.#rangesIn(plan, network),
      problemsOf: this.#problemsIn(network),
      devicesOf: (entity) => network.entities.get(entity) ?? [],
      device: (id) => network.devices.get(id),
      cluster: (id) => network.clusters.get(id),
      ...nearbyOf(plan, network),
      holdersOf: (cidr) => {
        const prefix = mustPrefix(cidr);
        return book.holdersIn(prefix, lastAddress(prefix), A_FEW).map(({ device }) => device.id);
      },
      hosts: () => (plan.hosts ?? []).slice(0, A_FEW).map(({ id }) => id),
      walks: once(() => this.#walks.of(context)),
      gaps: () =>
        this.#gapLists.keep('all', [network, context.profile], () => this.#gaps.find(context, change)),
      loops: () => this.#loopLists.keep('all', [network], () => this.#loops.find(context, change)),
    };
    return context;
  }

  #rangesIn(
    plan: Plan,
    network: Network,
  ): Pick<RuleContext, 'ranges' | 'colliding' | 'rangesAround' | 'rangesOf'> {
    const byOwner = inventoryOf(plan, network, this.#ranges);
    this.#ranges.trim(byOwner);
    const all = [...byOwner.values()].flat();
    const ranges = this.#lists.keep('ranges', all, () => all);
    const index = (): OverlapIndex =>
      this.#index.keep(
        'all',
        [ranges],
        () => new OverlapIndex(columnsOf(ranges.map(({ prefix }) => prefix))),
      );
    return {
      ranges,
      colliding: this.#lists.keep('colliding', [ranges], () => collidingOf(ranges)),
      rangesAround: (prefix: Prefix) => {
        const { covering, inside } = index().around(prefix);
        return [...covering, ...inside].sort((a, b) => a - b).flatMap((i) => ranges[i] ?? []);
      },
      rangesOf: (owner: string) => byOwner.get(owner) ?? NO_RANGES,
    };
  }

  #problemsIn({ addressProblems }: Network): RuleContext['problemsOf'] {
    if (addressProblems.length === 0) return () => NO_PROBLEMS;
    const byEntity = groupBy(addressProblems, ({ entity }) => entity);
    this.#problems.trim(byEntity);
    return (entity) => {
      const list = byEntity.get(entity);
      return list ? this.#problems.keep(entity, list, () => list) : NO_PROBLEMS;
    };
  }
}

const NO_RANGES: readonly PlanRange[] = [];
const NO_PROBLEMS: readonly AddressProblem[] = [];

function collidingOf(ranges: readonly PlanRange[]): PlanRange[] {
  const { parent } = overlapForest(ranges.map(({ prefix }) => prefix));
  const collides = new Uint8Array(ranges.length);
  for (const [i, up] of parent.entries())
    if (up >= 0) {
      collides[i] = 1;
      collides[up] = 1;
    }
  return ranges.filter((_, i) => collides[i] === 1);
}

/** Made at the first question, then kept. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
