import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import type { RuleContext } from './context.ts';
import { findGaps, type GapPair } from './ends.ts';
import { Forwarding } from './forwarding.ts';
import { groupBy } from './groupBy.ts';
import { inventory } from './inventory.ts';
import { profiles } from './profiles/index.ts';
import { type WalkedPair, walkedPairs } from './walkedPairs.ts';

/** What the rules read of a plan; walks and lookups are made when the first rule asks for them. */
export function makeContext(plan: Plan, network: Network): RuleContext {
  const byEntity = groupBy(network.devices.values(), (device) => device.entity);
  const ranges = inventory(plan, network);
  const byOwner = groupBy(ranges, (range) => range.owner);
  let walks: readonly WalkedPair[] | undefined;
  let forwarding: Forwarding | undefined;
  let gaps: readonly GapPair[] | undefined;
  const context: RuleContext = {
    plan,
    network,
    profile: profiles[plan.profile ?? 'vpn'],
    ranges,
    rangesOf: (owner) => byOwner.get(owner) ?? [],
    devicesOf: (entity) => byEntity.get(entity) ?? [],
    walks: () => {
      walks ??= walkedPairs(context);
      return walks;
    },
    forwarding: () => {
      forwarding ??= new Forwarding(network);
      return forwarding;
    },
    gaps: () => {
      gaps ??= [...findGaps(context)];
      return gaps;
    },
  };
  return context;
}
