import type { Device, Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import type { RuleContext } from './context.ts';
import { findGaps, type GapPair } from './ends.ts';
import { inventory } from './inventory.ts';
import { profiles } from './profiles/index.ts';
import { type WalkedPair, walkedPairs } from './walkedPairs.ts';

/** What the rules read of a plan; walks and lookups are made when the first rule asks for them. */
export function makeContext(plan: Plan, network: Network): RuleContext {
  const byEntity = new Map<string, Device[]>();
  for (const device of network.devices.values()) {
    const known = byEntity.get(device.entity);
    if (known) known.push(device);
    else byEntity.set(device.entity, [device]);
  }
  let walks: readonly WalkedPair[] | undefined;
  let gaps: readonly GapPair[] | undefined;
  const context: RuleContext = {
    plan,
    network,
    profile: profiles[plan.profile ?? 'vpn'],
    ranges: inventory(plan, network),
    devicesOf: (entity) => byEntity.get(entity) ?? [],
    walks: () => {
      walks ??= walkedPairs(context);
      return walks;
    },
    gaps: () => {
      gaps ??= [...findGaps(context)];
      return gaps;
    },
  };
  return context;
}
