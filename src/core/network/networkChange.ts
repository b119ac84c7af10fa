import { type Address, addressNumber } from '../address/address.ts';
import { comparePrefixes, type Prefix } from '../address/prefix.ts';
import { AddressRanges } from './addressRanges.ts';
import type { Device, Network, Route } from './network.ts';

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
  /** Devices that are not the same object in both, by id. */
  readonly devices: ReadonlyMap<string, DeviceChange>;
  /** Clusters with such a device, or whose services differ. */
  readonly clusters: ReadonlySet<string>;
  /** Addresses, as numbers, that a changed device or service has or had. */
  readonly addresses: ReadonlySet<number | bigint>;
  /** Where some router's routes lead otherwise. */
  readonly routed: AddressRanges;
}

/** More prefixes than this are not told one by one: then routes differ everywhere. */
const MOST_PREFIXES = 64;

/** Cheap where one network was compiled after the other (see `Compiler`): what is the same object in both is passed over. */
export function changesBetween(before: Network, after: Network): NetworkChange {
  const devices = new Map<string, DeviceChange>();
  const clusters = new Set<string>();
  const addresses = new Set<number | bigint>();
  const routed: Prefix[] = [];
  const note = (address: Address): void => {
    addresses.add(addressNumber(address));
  };
  const compare = (old: readonly Device[], now: readonly Device[]): void => {
    const known = new Map(old.map((device) => [device.id, device]));
    for (const device of now) {
      const other = known.get(device.id);
      known.delete(device.id);
      if (other !== device) change(device.id, other, device);
    }
    for (const device of known.values()) change(device.id, device, undefined);
  };
  const change = (id: string, old: Device | undefined, now: Device | undefined): void => {
    const isWhole = !old || !now || !isSameRouter(old, now);
    const prefixes = isWhole ? allPrefixes(old, now) : changedPrefixes(old.routes, now.routes);
    const interfaces = changedInterfaces(old, now, isWhole);
    devices.set(id, {
      isWhole,
      interfaces: new Set(interfaces.map(({ name }) => name)),
      routed: rangesOf(prefixes),
    });
    for (const prefix of prefixes) routed.push(prefix);
    for (const one of interfaces) for (const address of one.addresses) note(address);
  };
  for (const [entity, now] of after.entities) {
    const old = before.entities.get(entity) ?? [];
    if (old !== now) compare(old, now);
  }
  for (const [entity, old] of before.entities) if (!after.entities.has(entity)) compare(old, []);
  for (const id of new Set([...before.clusters.keys(), ...after.clusters.keys()])) {
    const [old, now] = [before.clusters.get(id), after.clusters.get(id)];
    if (old === now && before.entities.get(id) === after.entities.get(id)) continue;
    clusters.add(id);
    for (const cluster of [old, now])
      for (const service of cluster?.services ?? []) for (const address of service.addresses) note(address);
  }
  return { devices, clusters, addresses, routed: rangesOf(routed) };
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
  devices.flatMap((device) => (device?.kind === 'router' ? device.routes.map(({ prefix }) => prefix) : []));

function changedInterfaces(old: Device | undefined, now: Device | undefined, isWhole: boolean) {
  const all = [...(old?.interfaces ?? []), ...(now?.interfaces ?? [])];
  if (isWhole) return all;
  const same = new Set(old?.interfaces);
  const both = new Set(now?.interfaces.filter((one) => same.has(one)));
  return all.filter((one) => !both.has(one));
}

/** The prefixes of two sorted tables for which they do not have the same routes. */
function changedPrefixes(old: readonly Route[], now: readonly Route[]): Prefix[] {
  const changed: Prefix[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
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

const EVERYWHERE = new AddressRanges([
  { family: 4, value: 0n, length: 0 },
  { family: 6, value: 0n, length: 0 },
]);
