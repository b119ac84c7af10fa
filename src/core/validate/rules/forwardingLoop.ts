import { formatAddress } from '../../address/address.ts';
import { hostPrefix, type Prefix } from '../../address/prefix.ts';
import { bestRoute } from '../../network/fib.ts';
import type { Device, Route } from '../../network/network.ts';
import type { RuleContext } from '../context.ts';
import type { Loop } from '../loops.ts';
import { defineRule, type Evidence, type WitnessHint } from '../rule.ts';
import type { Sight } from '../sight.ts';
import { call, callAddress } from '../witness.ts';

/** [V forwarding-loop] A destination circles between devices; a warning where only addresses that nobody has circle. */
export const forwardingLoop = defineRule({
  rule: 'forwarding-loop',
  *run(context) {
    const loops = new Map<string, Loop>();
    for (const loop of context.loops()) {
      const known = loops.get(loop.key);
      if (!known || (loop.occupant !== undefined && known.occupant === undefined)) loops.set(loop.key, loop);
    }
    for (const loop of loops.values()) yield* circling(context, loop);
  },
});

function circling(context: RuleContext, loop: Loop): readonly Evidence[] {
  const { cycle, destination, occupant } = loop;
  const devices = cycle.flatMap((id) => context.device(id) ?? []);
  const occupier = occupant === undefined ? undefined : context.device(occupant);
  const routes = devices.map((device) =>
    device.kind === 'router' ? bestRoute(device, destination) : undefined,
  );
  const inputs = [loop.key, cycle.join(' '), destination.value, occupant, ...routes];
  return context.keep(loop.key, inputs, () => [loopEvidence(loop, devices, routes, occupier)]);
}

function loopEvidence(
  { cycle, destination, occupant }: Loop,
  devices: readonly Device[],
  routes: readonly (Route | undefined)[],
  occupier: Device | undefined,
): Evidence {
  const ranges = devices.flatMap(({ entity: owner }, i) => {
    const prefix = routes[i]?.prefix;
    return prefix ? [{ what: 'route', owner, prefix } as const] : [];
  });
  return {
    entities: [...(occupier ? [occupier.entity] : []), ...devices.map((device) => device.entity)],
    ranges,
    overlap: ranges.map(({ prefix }) => prefix).reduce<Prefix | undefined>(longer, undefined),
    severity: occupier ? 'error' : 'warning',
    facts: {
      destination: formatAddress(destination),
      devices: cycle,
      ...(occupant === undefined ? {} : { occupant }),
    },
    key: cycle.join(' '),
    witness: (sight) => callsInto(sight, { cycle, destination, occupant }),
  };
}

/** How many callers a witness is tried from. */
const MOST_CALLERS = 4;

function callsInto(
  sight: Sight,
  { cycle, destination, occupant }: Pick<Loop, 'cycle' | 'destination' | 'occupant'>,
): WitnessHint {
  const [first] = cycle;
  const near = first === undefined ? [] : sight.near(first).filter((id) => id !== occupant);
  const callers = [...near.slice(0, MOST_CALLERS), ...cycle].flatMap((id) => sight.device(id) ?? []);
  const occupier = occupant === undefined ? undefined : sight.device(occupant);
  return {
    candidates: callers.flatMap((caller) => [
      ...(occupier ? call(caller, occupier) : []),
      callAddress(caller, hostPrefix(destination)),
    ]),
    endings: ['loop'],
  };
}

const longer = (a: Prefix | undefined, b: Prefix): Prefix => (a && a.length >= b.length ? a : b);
