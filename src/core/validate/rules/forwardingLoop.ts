import { type Address, formatAddress } from '../../address/address.ts';
import { hostPrefix, type Prefix } from '../../address/prefix.ts';
import { bestRoute } from '../../network/fib.ts';
import type { Device, Route } from '../../network/network.ts';
import { type AddressLine, addressLines, type Slice } from '../addressLines.ts';
import type { RuleContext } from '../context.ts';
import type { Forwarding } from '../forwarding.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { type Way, waysInTurn } from '../waysInTurn.ts';
import { call, callAddress } from '../witness.ts';

interface Loop {
  readonly cycle: readonly string[];
  readonly destination: Address;
  readonly occupant: Device | undefined;
}

/**
 * [V forwarding-loop] A destination circles between devices; a warning where only addresses that nobody has circle. The
 * address line is cut at every range's edge, and each slice that a typed route leads to is followed once.
 */
export const forwardingLoop = defineRule({
  rule: 'forwarding-loop',
  *run(context) {
    const loops = new Map<string, Loop>();
    for (const loop of foundLoops(context)) {
      const key = [...loop.cycle].sort().join(' ');
      const known = loops.get(key);
      if (!known || (loop.occupant && !known.occupant)) loops.set(key, loop);
    }
    for (const loop of loops.values()) yield loopEvidence(context, loop);
  },
});

/** How many ways round are followed at most; a plan with more is not understood better by more of them. */
const MOST_FOLLOWED = 200_000;

function* foundLoops(context: RuleContext): Generator<Loop> {
  const { network } = context;
  const forwarding = context.forwarding();
  const lines = addressLines(context);
  const routers = [...network.devices.values()].filter(({ kind }) => kind === 'router');
  const ids = routers.map(({ id }) => id);
  let left = MOST_FOLLOWED;
  for (const family of [4, 6] as const) {
    const slices = [...lines[family].slices()];
    let turn = 0;
    const firsts = slices.map(({ first }) => first);
    for (const { address, ways, of, marked } of waysInTurn(network, forwarding, ids, firsts, mayCircle)) {
      const slice = slices[turn++];
      const round = new Set<Way>();
      for (const way of ways)
        if (way.next !== undefined && forwarding.from(way.next, address).kind === 'loop') round.add(way);
      if (round.size === 0 || !slice) continue;
      // Whoever is asked first, of those that a route of their own sends round, is where a loop is told from.
      forwarding.forget();
      for (const [i, router] of routers.entries()) {
        const way = of[i];
        if (!way || marked[i] !== 1 || !round.has(way)) continue;
        if (left-- === 0) return;
        // All others that go this way go the same round.
        round.delete(way);
        const loop = loopIn(context, forwarding, router, slice, lines[family]);
        if (loop) yield loop;
      }
    }
  }
}

/** What BGP told is free of loops by itself; a loop needs a route that somebody typed or a cluster laid. */
const mayCircle = ({ action, pathLength, because }: Route): boolean =>
  (action.kind === 'link' || action.kind === 'via') && pathLength === 0 && !because.startsWith('R3 pods of');

/** The first address stands for the slice; one that somebody has is named where it circles too. */
function loopIn(
  { network }: RuleContext,
  forwarding: Forwarding,
  router: Device,
  slice: Slice,
  line: AddressLine,
): Loop | undefined {
  const answer = forwarding.from(router.id, slice.first);
  if (answer.kind !== 'loop') return undefined;
  const scope = network.component.get(router.id);
  for (const { address, device } of line.holdersIn(slice, (d) => network.component.get(d.id) === scope)) {
    const held = forwarding.from(router.id, address);
    if (held.kind === 'loop') return { cycle: held.cycle, destination: address, occupant: device };
  }
  return { cycle: answer.cycle, destination: telling(slice), occupant: undefined };
}

/** An address of the slice that people take for one: 0.0.0.0 and :: mean something else. */
function telling({ first, last }: Slice): Address {
  const value = first.family === 4 ? 1n << 24n : 1n << 125n;
  return first.value === 0n && value <= last.value ? { family: first.family, value } : first;
}

function loopEvidence(context: RuleContext, { cycle, destination, occupant }: Loop): Evidence {
  const devices = cycle.flatMap((id) => context.network.devices.get(id) ?? []);
  const routes = devices.flatMap((device) => {
    const route = device.kind === 'router' ? bestRoute(device, destination) : undefined;
    return route ? [{ owner: device.entity, prefix: route.prefix }] : [];
  });
  return {
    entities: [...(occupant ? [occupant.entity] : []), ...devices.map((device) => device.entity)],
    ranges: routes.map(({ owner, prefix }) => ({ what: 'route', owner, prefix })),
    overlap: routes.map(({ prefix }) => prefix).reduce<Prefix | undefined>(longer, undefined),
    severity: occupant ? 'error' : 'warning',
    facts: {
      destination: formatAddress(destination),
      devices: cycle,
      ...(occupant ? { occupant: occupant.id } : {}),
    },
    key: cycle.join(' '),
    witness: () => {
      const near = [...callersNear(context, devices[0], occupant), ...devices];
      return {
        candidates: near.flatMap((caller) => [
          ...(occupant ? call(caller, occupant) : []),
          callAddress(caller, hostPrefix(destination)),
        ]),
        endings: ['loop'],
      };
    },
  };
}

/** How many callers a witness is tried from. */
const MOST_CALLERS = 4;

/** The first devices, other than routers, of the network that a loop is in; a plan may have thousands. */
function callersNear(
  { network }: RuleContext,
  loop: Device | undefined,
  occupant: Device | undefined,
): Device[] {
  const scope = loop && network.component.get(loop.id);
  const callers: Device[] = [];
  for (const device of network.devices.values()) {
    if (callers.length === MOST_CALLERS) break;
    if (device.kind === 'router' || device.id === occupant?.id) continue;
    if (network.component.get(device.id) === scope) callers.push(device);
  }
  return callers;
}

const longer = (a: Prefix | undefined, b: Prefix): Prefix => (a && a.length >= b.length ? a : b);
