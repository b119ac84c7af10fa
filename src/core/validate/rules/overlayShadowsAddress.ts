import { formatPrefix, overlaps, type Prefix } from '../../address/prefix.ts';
import { crossing, devicesIn, type RangePair, type RuleContext } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { call, callAddress, callersOf } from '../witness.ts';

/**
 * [V overlay-shadows-address] An overlay's pod range covers an address outside that its pods could otherwise reach: they
 * cannot, now (a node is dealt that prefix) or as soon as one is (latent).
 */
export const overlayShadowsAddress = defineRule({
  rule: 'overlay-shadows-address',
  reads(context) {
    const pods = overlayPods(context);
    // Which prefixes nodes are dealt today.
    const devices = pods.map(({ owner }) => context.devicesOf(owner));
    return [context.profile, ...pods, ...devices, ...outsideOf(context)];
  },
  *run(context) {
    for (const pair of crossing(context, overlayPods(context), outsideOf(context))) {
      if (isInside(pair)) continue;
      yield shadow(context, pair);
    }
  },
});

const overlayPods = ({ colliding }: RuleContext): PlanRange[] =>
  colliding.filter(({ kind, cluster }) => kind === 'pods' && cluster?.mode === 'overlay');

const outsideOf = ({ colliding }: RuleContext): PlanRange[] =>
  colliding.filter(
    ({ kind, addressable }) =>
      kind === 'nodes' || kind === 'host' || kind === 'transfer' || (kind === 'pods' && addressable === true),
  );

/** Its own node network is another rule's; a cluster of another network could not be reached anyway. */
const isInside = ({ left, right }: RangePair): boolean =>
  left.owner === right.owner || left.scope !== right.scope;

function shadow(context: RuleContext, pair: RangePair): Evidence {
  const { left, right, overlap } = pair;
  const dealt = dealtPrefix(context, left, overlap);
  return {
    ...evidenceOf(context, pair),
    facts: {
      when: dealt ? 'now' : 'latent',
      ...(dealt ? { node: dealt.node, nodePrefix: formatPrefix(dealt.prefix) } : {}),
    },
    witness: (sight) => {
      const callers = callersOf(sight, left.owner);
      const targets = devicesIn(sight, right.owner, dealt ? smaller(dealt.prefix, overlap) : overlap);
      return {
        candidates: [
          ...callers.flatMap((caller) => targets.flatMap((target) => call(caller, target))),
          ...targets.flatMap((target) => callers.flatMap((caller) => call(target, caller))),
          ...callers.map((caller) => callAddress(caller, dealt ? smaller(dealt.prefix, overlap) : overlap)),
        ],
        endings: ['neighbor-unreachable', 'misdelivered', 'ambiguous', 'refused', 'loop'],
      };
    },
  };
}

const smaller = (a: Prefix, b: Prefix): Prefix => (a.length > b.length ? a : b);

/** The node that has some of it among its pod prefixes today. */
function dealtPrefix(
  context: RuleContext,
  { owner }: PlanRange,
  overlap: Prefix,
): { node: string; prefix: Prefix } | undefined {
  for (const device of context.devicesOf(owner)) {
    const prefix = device.node?.podPrefixes.find((dealt) => overlaps(dealt, overlap));
    if (prefix) return { node: device.id, prefix };
  }
  return undefined;
}
