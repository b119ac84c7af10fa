import {
  type Address,
  addressKey,
  compareAddresses,
  formatAddress,
  sameAddress,
} from '../../address/address.ts';
import { hostPrefix } from '../../address/prefix.ts';
import type { CompiledCluster, Device } from '../../network/network.ts';
import { addressOf } from '../../simulate/sourceAddress.ts';
import type { FlowQuestion } from '../../simulate/trace.ts';
import type { RuleContext } from '../context.ts';
import { groupBy } from '../groupBy.ts';
import { defineRule, type Evidence, type WitnessHint } from '../rule.ts';
import type { Sight } from '../sight.ts';
import { call, callAddress } from '../witness.ts';

interface Holder {
  readonly device: Device;
  readonly address: Address;
}

/**
 * [V duplicate-address] Two devices within one network have one address. An overlay's pods count only within their
 * cluster, unless it has a gateway. All addresses that two owners have twice make one finding.
 */
export const duplicateAddress = defineRule({
  rule: 'duplicate-address',
  reads: (context) => [
    context.profile,
    context.plan.clusters,
    ...sharersOf(context).flatMap((device) => [device, context.network.component.get(device.id)]),
  ],
  *run(context) {
    const byPair = new Map<string, [Holder, Holder][]>();
    for (const holders of sharedAddresses(context)) {
      for (const [i, a] of holders.entries()) {
        for (const b of holders.slice(i + 1, i + 1 + MOST_HOLDERS)) {
          if (a.device.id === b.device.id || mayRepeatNodes(context, a.device, b.device)) continue;
          // Within one cluster each address is a mistake of its own.
          const own = a.device.entity === b.device.entity ? addressKey(a.address) : '';
          const key = `${a.device.entity}|${b.device.entity}|${own}`;
          const pair = byPair.get(key);
          if (pair) pair.push([a, b]);
          else byPair.set(key, [[a, b]]);
        }
      }
    }
    for (const pairs of byPair.values()) {
      const evidence = duplicate(pairs);
      if (evidence) yield evidence;
    }
    yield* sharedVips(context);
  },
});

/** The devices that have an address which another has, too, in the plan's order. */
function sharersOf({ book, network }: RuleContext): Device[] {
  const sharers = book.sharers();
  return sharers.size === 0 ? [] : [...network.devices.values()].filter(({ id }) => sharers.has(id));
}

/** Of many devices with one address each is compared with so many of the next. */
const MOST_HOLDERS = 20;

function duplicate(pairs: readonly [Holder, Holder][]): Evidence | undefined {
  const sorted = [...pairs].sort((x, y) => compareAddresses(x[0].address, y[0].address));
  const [first] = sorted;
  if (!first) return undefined;
  const [a, b] = first;
  const prefix = hostPrefix(a.address);
  const addresses = [...new Set(sorted.map(([holder]) => formatAddress(holder.address)))];
  return {
    entities: [a.device.entity, b.device.entity],
    ranges: [a, b].map(({ device }) => ({ what: 'address', owner: device.entity, prefix })),
    overlap: prefix,
    facts: { devices: [a.device.id, b.device.id], count: addresses.length, addresses: addresses.slice(0, 5) },
    witness: (sight) => callsToBoth(sight, a, b),
  };
}

function callsToBoth(sight: Sight, a: Holder, b: Holder): WitnessHint {
  const callers = sight
    .near(a.device.id)
    .filter((id) => id !== a.device.id && id !== b.device.id)
    .slice(0, 3)
    .flatMap((id) => sight.device(id) ?? []);
  return {
    candidates: [
      ...callers.flatMap((caller) => [...callHolder(caller, a), ...callHolder(caller, b)]),
      ...callHolder(a.device, b),
      ...callHolder(b.device, a),
    ],
    endings: ['ambiguous', 'misdelivered'],
  };
}

/** A call to the shared address: by the device's name where that means it. */
const callHolder = (from: Device, { device, address }: Holder): FlowQuestion[] => {
  const main = addressOf(device, address.family);
  return main && sameAddress(main, address)
    ? call(from, device)
    : [callAddress(from, hostPrefix(address), device)];
};

/** Everyone who has an address, by address, where more than one has: network by network, and inside each overlay. */
function* sharedAddresses(context: RuleContext): Generator<readonly Holder[]> {
  const { plan, network } = context;
  const sharers = sharersOf(context);
  const overlays = new Set(
    (plan.clusters ?? []).flatMap((c) =>
      c.network?.mode === 'overlay' && c.network.gateway === undefined ? [c.id] : [],
    ),
  );
  const outside = new Map<string, Holder[]>();
  for (const device of sharers) {
    if (device.kind === 'pod' && overlays.has(device.entity)) continue;
    const scope = network.component.get(device.id);
    for (const address of addressesOf(device, !overlays.has(device.entity)))
      push(outside, `${scope} ${addressKey(address)}`, { device, address });
  }
  yield* several(outside);
  const byCluster = groupBy(sharers, ({ entity }) => entity);
  for (const cluster of overlays) {
    const inside = new Map<string, Holder[]>();
    for (const device of byCluster.get(cluster) ?? [])
      for (const address of addressesOf(device, true)) push(inside, addressKey(address), { device, address });
    for (const holders of several(inside)) {
      // Nodes among themselves were compared above.
      if (holders.some(({ device, address }) => device.kind === 'pod' || isPodSide(device, address)))
        yield holders;
    }
  }
}

const isPodSide = (device: Device, address: Address): boolean =>
  !addressesOf(device, false).includes(address);

/** A device's own addresses; a node's ends of its pod prefixes only where they count. VIPs are not a device's. */
const addressesOf = (device: Device, withPodSide: boolean): Address[] =>
  device.interfaces
    .filter(
      ({ attachment: { kind } }) =>
        kind === 'segment' || kind === 'link' || (kind === 'pods' && (withPodSide || device.kind === 'pod')),
    )
    .flatMap((i) => i.addresses);

function push(map: Map<string, Holder[]>, key: string, holder: Holder): void {
  const known = map.get(key);
  if (known) known.push(holder);
  else map.set(key, [holder]);
}

function* several(map: ReadonlyMap<string, readonly Holder[]>): Generator<readonly Holder[]> {
  for (const holders of map.values()) if (holders.length > 1) yield holders;
}

/** Node networks that may repeat bring their addresses along. */
const mayRepeatNodes = ({ profile }: RuleContext, a: Device, b: Device): boolean =>
  a.entity !== b.entity &&
  [a, b].every(
    ({ kind }) =>
      // A router's address in a node network repeats with it.
      (profile.mayRepeat.nodes && (kind === 'node' || kind === 'router')) ||
      (profile.mayRepeat.pods && kind === 'pod'),
  );

/** Two services with one address and port; with different ports they are one service with several. */
function* sharedVips({ network, keep }: RuleContext): Generator<Evidence> {
  for (const cluster of network.clusters.values())
    yield* keep(cluster.id, [cluster], () => vipsTwice(cluster));
}

function* vipsTwice({ id, services: all }: CompiledCluster): Generator<Evidence> {
  const byAddress = new Map<string, { address: Address; services: string[] }>();
  for (const service of all) {
    for (const address of service.addresses) {
      const key = `${addressKey(address)} ${service.port ?? ''}`;
      const known = byAddress.get(key);
      if (known) known.services.push(service.id);
      else byAddress.set(key, { address, services: [service.id] });
    }
  }
  for (const { address, services } of byAddress.values()) {
    if (services.length < 2) continue;
    const prefix = hostPrefix(address);
    yield {
      entities: [id],
      ranges: [{ what: 'address', owner: id, prefix }],
      overlap: prefix,
      facts: { devices: services.slice(0, 2), count: 1, addresses: [formatAddress(address)] },
    };
  }
}
