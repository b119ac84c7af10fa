import { type Address, addressNumber } from '../address/address.ts';
import { comparePrefixes, hostPrefix, type Prefix } from '../address/prefix.ts';
import { AddressRanges } from './addressRanges.ts';
import { hasBigTable, ownRoutesOf } from './fib.ts';
import type { CompiledCluster, Device, Network, Route } from './network.ts';

/** What became different of one device. */
export interface DeviceChange {
  /** Anything may be: it is new, gone, or no router. Else only what follows is. */
  readonly isWhole: boolean;
  /** Names of the interfaces that one of the two has not, or otherwise. */
  readonly interfaces: ReadonlySet<string>;
  /** Where its routes lead otherwise. */
  readonly routed: AddressRanges;
}

/** What became different between two networks, as far as a packet could tell. */
export interface NetworkChange {
  readonly before: Network;
  readonly after: Network;
  /** Devices that are not the same object in both, by id. */
  readonly devices: ReadonlyMap<string, DeviceChange>;
  /** Entities with such a device. */
  readonly entities: ReadonlySet<string>;
  /** Clusters with such a device, or whose services differ. */
  readonly clusters: ReadonlySet<string>;
  /** Addresses, as numbers, that a changed device or service has or had. */
  readonly addresses: ReadonlySet<number | bigint>;
  /** These addresses, and where some router's routes lead otherwise. */
  readonly touched: AddressRanges;
  /** True where all entities of both are in a connected network of the same number. */
  readonly joinsAlike: boolean;
}

/** More prefixes than this are not told one by one: then routes differ everywhere. */
const MOST_PREFIXES = 64;

/** Cheap where one network was compiled after the other (see `Compiler`): what is the same object in both is passed over. */
export function changesBetween(before: Network, after: Network): NetworkChange {
  const found = new Found();
  for (const [entity, now] of after.entities) found.compare(entity, before.entities.get(entity), now);
  for (const [entity, old] of before.entities)
    if (!after.entities.has(entity)) found.compare(entity, old, undefined);
  for (const id of new Set([...before.clusters.keys(), ...after.clusters.keys()]))
    found.compareClusters(before.clusters.get(id), after.clusters.get(id));
  for (const network of [before, after])
    for (const prefix of redirected(before, after, network, found.addresses)) found.routed.push(prefix);
  const touched = [...found.addressList.map(hostPrefix), ...found.routed];
  return {
    before,
    after,
    devices: found.devices,
    entities: found.entities,
    clusters: found.clusters,
    addresses: found.addresses,
    touched: found.routed.length > MOST_PREFIXES ? EVERYWHERE : new AddressRanges(touched),
    joinsAlike: joinsAlike(before, after),
  };
}

class Found {
  readonly devices = new Map<string, DeviceChange>();
  readonly entities = new Set<string>();
  readonly clusters = new Set<string>();
  readonly addresses = new Set<number | bigint>();
  readonly addressList: Address[] = [];
  readonly routed: Prefix[] = [];

  compare(entity: string, old: readonly Device[] | undefined, now: readonly Device[] | undefined): void {
    if (old === now) return;
    const known = new Map(old?.map((device) => [device.id, device]));
    for (const device of now ?? []) {
      const other = known.get(device.id);
      known.delete(device.id);
      if (other !== device) this.#note(entity, device.id, other, device);
    }
    for (const device of known.values()) this.#note(entity, device.id, device, undefined);
  }

  compareClusters(old: CompiledCluster | undefined, now: CompiledCluster | undefined): void {
    const id = (now ?? old)?.id ?? '';
    if (old === now && !this.entities.has(id)) return;
    this.clusters.add(id);
    for (const cluster of [old, now])
      for (const service of cluster?.services ?? [])
        for (const address of service.addresses) this.#noteAddress(address);
  }

  #note(entity: string, id: string, old: Device | undefined, now: Device | undefined): void {
    this.entities.add(entity);
    const isWhole = !old || !now || !isSameRouter(old, now);
    const prefixes = isWhole ? allPrefixes(old, now) : changedPrefixes(old, now);
    const interfaces = changedInterfaces(old, now, isWhole);
    const names = new Set(interfaces.map(({ name }) => name));
    this.devices.set(id, { isWhole, interfaces: names, routed: rangesOf(prefixes) });
    for (const prefix of prefixes) this.routed.push(prefix);
    for (const one of interfaces) for (const address of one.addresses) this.#noteAddress(address);
  }

  #noteAddress(address: Address): void {
    const key = addressNumber(address);
    if (this.addresses.has(key)) return;
    this.addresses.add(key);
    this.addressList.push(address);
  }
}

/** Routes that are as they were, through a next hop that somebody else has now: their prefixes. */
function* redirected(
  before: Network,
  after: Network,
  network: Network,
  addresses: ReadonlySet<number | bigint>,
): Generator<Prefix> {
  const asked = new Set<string>();
  for (const [id, segment] of network.segments) {
    const { router } = segment;
    if (router === undefined || asked.has(router) || before.segments.get(id) === after.segments.get(id))
      continue;
    asked.add(router);
    const device = network.devices.get(router);
    for (const { prefix, action } of device ? ownRoutesOf(device) : [])
      if (action.kind === 'via' && addresses.has(addressNumber(action.gateway))) yield prefix;
  }
}

function joinsAlike({ entities, component }: Network, after: Network): boolean {
  if (component === after.component) return true;
  for (const [entity, [now]] of after.entities) {
    const [old] = entities.get(entity) ?? [];
    if (old && now && component.get(old.id) !== after.component.get(now.id)) return false;
  }
  return true;
}

/** Routers that differ in nothing but routes and interfaces. */
const isSameRouter = (a: Device, b: Device): boolean =>
  a.kind === 'router' &&
  b.kind === 'router' &&
  a.entity === b.entity &&
  a.label === b.label &&
  a.reversePathFilter === b.reversePathFilter &&
  a.dropsInvalid === b.dropsInvalid &&
  a.internet === b.internet;

/** Only of routers: what others know is asked of them themselves. */
const allPrefixes = (...devices: readonly (Device | undefined)[]): Prefix[] =>
  devices.flatMap((device) => {
    if (device?.kind !== 'router') return [];
    return hasBigTable(device) ? BOTH : device.routes.slice(0, MOST_PREFIXES + 1).map(({ prefix }) => prefix);
  });

function changedInterfaces(old: Device | undefined, now: Device | undefined, isWhole: boolean) {
  const all = [...(old?.interfaces ?? []), ...(now?.interfaces ?? [])];
  if (isWhole) return all;
  const same = new Set(old?.interfaces);
  const both = new Set(now?.interfaces.filter((one) => same.has(one)));
  return all.filter((one) => !both.has(one));
}

/** The prefixes for which two routers do not have the same routes, or the first of many. Big tables are not written out for that. */
const changedPrefixes = (old: Device, now: Device): Prefix[] =>
  hasBigTable(old) || hasBigTable(now) ? BOTH : changedIn(old.routes, now.routes);

/** Of two sorted tables. */
function changedIn(old: readonly Route[], now: readonly Route[]): Prefix[] {
  const changed: Prefix[] = [];
  let i = 0;
  let j = 0;
  while ((i < old.length || j < now.length) && changed.length <= MOST_PREFIXES) {
    const [a, b] = [old[i], now[j]];
    if (a === b) {
      i++;
      j++;
      continue;
    }
    const order = !a ? 1 : !b ? -1 : comparePrefixes(a.prefix, b.prefix);
    const prefix = (order <= 0 ? a : b)?.prefix;
    if (prefix) changed.push(prefix);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return changed;
}

const rangesOf = (prefixes: readonly Prefix[]): AddressRanges =>
  prefixes.length > MOST_PREFIXES ? EVERYWHERE : new AddressRanges(prefixes);

/** Everything of both families. */
const BOTH: Prefix[] = [
  { family: 4, value: 0n, length: 0 },
  { family: 6, value: 0n, length: 0 },
];
const EVERYWHERE = new AddressRanges(BOTH);
