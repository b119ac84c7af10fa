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
  *run(context) {
    const pods = context.ranges.filter((range) => range.kind === 'pods' && range.cluster?.mode === 'overlay');
    const outside = context.ranges.filter(
      (range) =>
        range.kind === 'nodes' ||
        range.kind === 'host' ||
        range.kind === 'transfer' ||
        (range.kind === 'pods' && range.addressable === true),
    );
    for (const pair of crossing(context, pods, outside)) {
      if (isInside(pair)) continue;
      yield shadow(context, pair);
    }
  },
});

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
    witness: () => {
      const callers = callersOf(context, left.owner);
      const targets = devicesIn(context, right.owner, dealt ? smaller(dealt.prefix, overlap) : overlap);
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
