import { crossingPairs, overlappingPairs } from '../address/overlaps.ts';
import { contains, intersection, type Prefix } from '../address/prefix.ts';
import type { AddressProblem, Device, Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import type { AddressBook } from './addressBook.ts';
import type { Forwarding } from './forwarding.ts';
import type { GapPair } from './gaps.ts';
import { groupBy } from './groupBy.ts';
import type { PlanRange } from './inventory.ts';
import type { Loop } from './loops.ts';
import type { ProfileRules } from './profiles/profile.ts';
import type { Evidence } from './rule.ts';
import type { Sight } from './sight.ts';
import type { WalkedPair } from './walkedPairs.ts';

/** Everything a rule reads. Made for each revision of a plan; what an edit did not reach is the same object as before. */
export interface RuleContext extends Sight {
  readonly plan: Plan;
  readonly network: Network;
  readonly profile: ProfileRules;
  readonly ranges: readonly PlanRange[];
  /** Those that have addresses in common with another. */
  readonly colliding: readonly PlanRange[];
  /** Those that have addresses in common with a prefix, in their order. */
  rangesAround(prefix: Prefix): readonly PlanRange[];
  /** Those of one owner. */
  rangesOf(owner: string): readonly PlanRange[];
  /** What the compiler could not give one entity. */
  problemsOf(entity: string): readonly AddressProblem[];
  /** Who has which address. */
  readonly book: AddressBook;
  /** The plan's flows and a pair for each two joined ends, walked; walked when first asked for. */
  walks(): readonly WalkedPair[];
  /** Forwarding by tables alone, with what was followed so far; made when first asked for. */
  forwarding(): Forwarding;
  /** Ends between which a route is missing; looked up when first asked for. */
  gaps(): readonly GapPair[];
  /** Destinations that circle; followed when first asked for. */
  loops(): readonly Loop[];
  /**
   * What a rule found of one thing by itself, under a key of the rule's own: the very same evidence as in the revision before where
   * all that it was found from is the same. The evidence must hang on nothing else.
   */
  keep(key: unknown, inputs: readonly unknown[], find: () => Iterable<Evidence>): readonly Evidence[];
}

/** Two ranges with addresses in common. */
export interface RangePair {
  readonly left: PlanRange;
  readonly right: PlanRange;
  readonly overlap: Prefix;
}

/** Pairs between two kinds of ranges that share a network and overlap, each once, in the order of the addresses. */
export function* crossing(
  context: RuleContext,
  left: readonly PlanRange[],
  right: readonly PlanRange[],
): Generator<RangePair> {
  const all = [...left, ...right];
  const pairs = (prefixes: readonly Prefix[], indices: readonly number[]) =>
    crossingPairs(prefixes, (at) => (indices[at] ?? 0) < left.length);
  for (const [i, j] of pairsInScope(context, all, pairs)) {
    const [a, b] = [all[Math.min(i, j)], all[Math.max(i, j)]];
    const overlap = a && b && intersection(a.prefix, b.prefix);
    if (a && b && overlap && shareNetwork(context, a, b)) yield { left: a, right: b, overlap };
  }
}

/** Pairs inside one list that share a network and overlap; the earlier of the list is `left`. */
export function* within(context: RuleContext, ranges: readonly PlanRange[]): Generator<RangePair> {
  for (const [i, j] of pairsInScope(context, ranges, overlappingPairs)) {
    const [left, right] = [ranges[Math.min(i, j)], ranges[Math.max(i, j)]];
    const overlap = left && right && intersection(left.prefix, right.prefix);
    if (left && right && overlap && shareNetwork(context, left, right)) yield { left, right, overlap };
  }
}

/** Overlapping pairs of indices, found network by network where the profile keeps networks apart. */
function* pairsInScope(
  context: RuleContext,
  ranges: readonly PlanRange[],
  pairsOf: (prefixes: readonly Prefix[], indices: readonly number[]) => Iterable<readonly [number, number]>,
): Generator<readonly [number, number]> {
  const scopeOf = (i: number) => (context.profile.joinsClusters ? 'all' : ranges[i]?.scope);
  for (const group of groupBy(ranges.keys(), scopeOf).values()) {
    const prefixes = group.flatMap((i) => ranges[i]?.prefix ?? []);
    for (const [a, b] of pairsOf(prefixes, group)) {
      const [i, j] = [group[a], group[b]];
      if (i !== undefined && j !== undefined) yield [i, j];
    }
  }
}

/** Within one network: one owner, joined by routers and links, or two clusters that the profile joins. */
export const shareNetwork = ({ profile }: RuleContext, a: PlanRange, b: PlanRange): boolean =>
  a.owner === b.owner ||
  a.scope === b.scope ||
  (profile.joinsClusters && a.cluster !== undefined && b.cluster !== undefined);

/** True where the profile lets another cluster use these ranges again. */
export function mayRepeat({ profile }: RuleContext, a: PlanRange, b: PlanRange): boolean {
  const free = (range: PlanRange): boolean =>
    (range.kind === 'nodes' && profile.mayRepeat.nodes) ||
    (range.kind === 'pods' && profile.mayRepeat.pods) ||
    (range.kind === 'services' && profile.mayRepeat.services);
  return a.cluster !== undefined && b.cluster !== undefined && a.owner !== b.owner && free(a) && free(b);
}

/** Pods that other clusters can call by address. */
export const isSeen = ({ profile }: RuleContext, range: PlanRange): boolean =>
  range.kind === 'pods' && (range.addressable === true || profile.overlayPodsAreSeen);

/** The devices of an entity that have an address in the prefix, at most a few. */
export function devicesIn(sight: Sight, entity: string, prefix: Prefix, most = 3): Device[] {
  const found: Device[] = [];
  for (const device of sight.devicesOf(entity)) {
    if (found.length === most) break;
    const inside = device.interfaces.some(
      (i) => i.attachment.kind !== 'dummy' && i.addresses.some((a) => contains(prefix, a)),
    );
    if (inside) found.push(device);
  }
  return found;
}
