import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import type { RuleContext } from './context.ts';
import { findGaps, type GapPair } from './ends.ts';
import { Forwarding } from './forwarding.ts';
import { groupBy } from './groupBy.ts';
import { inventory } from './inventory.ts';
import { profiles } from './profiles/index.ts';
import { type WalkedPair, walkedPairs } from './walkedPairs.ts';

/**
 * What the rules read of a plan; walks and lookups are made when the first rule asks for them. `same`: the context of a plan with the
 * same network, whose ranges, forwarding and gaps this one takes over.
 */
export function makeContext(plan: Plan, network: Network, same?: RuleContext): RuleContext {
  const profile = profiles[plan.profile ?? 'vpn'];
  let walks: readonly WalkedPair[] | undefined;
  const context: RuleContext = {
    ...(same ?? ofNetwork(plan, network)),
    plan,
    network,
    profile,
    walks: () => {
      walks ??= walkedPairs(context);
      return walks;
    },
    gaps: same?.profile === profile ? same.gaps : once((): readonly GapPair[] => [...findGaps(context)]),
  };
  return context;
}

type OfNetwork = Pick<RuleContext, 'ranges' | 'rangesOf' | 'devicesOf' | 'forwarding'>;

function ofNetwork(plan: Plan, network: Network): OfNetwork {
  const byEntity = groupBy(network.devices.values(), (device) => device.entity);
  const ranges = inventory(plan, network);
  const byOwner = groupBy(ranges, (range) => range.owner);
  return {
    ranges,
    rangesOf: (owner) => byOwner.get(owner) ?? [],
    devicesOf: (entity) => byEntity.get(entity) ?? [],
    forwarding: once(() => new Forwarding(network)),
  };
}

/** Made at the first question, then kept. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
