import type { Segment, Station } from '../network/network.ts';
import type { Ground } from './ground.ts';
import { type Ip, ipKey, keyOf } from './ip.ts';
import type { Port } from './port.ts';

/** A segment as walks ask on it for an address. */
export class Wire {
  readonly ground: Ground;
  readonly segment: Segment;
  readonly #answering: Answering;
  readonly #ports = new Map<number | bigint, Port>();

  constructor(ground: Ground, segment: Segment) {
    this.ground = ground;
    this.segment = segment;
    this.#answering = answeringOn(segment);
  }

  /**
   * True where each address is answered for by one station alone: whoever asks for it, from whichever of its own addresses and
   * whomever it has met before, finds the same.
   */
  isUnambiguousFor(ip: Ip): boolean {
    return this.#answering.isUnambiguous && ip.family === this.segment.prefix.family;
  }

  /** Where that is so: the interface that answers for the address. */
  portOf(ip: Ip): Port | undefined {
    const key = ipKey(ip);
    const known = this.#ports.get(key);
    if (known) return known;
    const [station] = this.stationsFor(ip);
    const port = station && this.portAt(station);
    if (port) this.#ports.set(key, port);
    return port;
  }

  portAt({ device, interface: name }: Station): Port {
    return this.ground.mustKernel(device).port(name);
  }

  /** Who answers for an address. */
  stationsFor(ip: Ip): readonly Station[] {
    const { few, many } = this.#answering;
    const key = ipKey(ip);
    const found = few.get(key) ?? NO_STATIONS;
    if (many.length === 0) return found;
    const others = many.filter((station) => keysOf(station).has(key));
    return others.length === 0
      ? found
      : this.segment.stations.filter((station) => others.includes(station) || found.includes(station));
  }
}

/** A router with thousands of segments answers for as many addresses on each: these share one list, and one set of keys. */
const MANY_ADDRESSES = 64;
const NO_STATIONS: readonly Station[] = [];

type Key = number | bigint;

interface Answering {
  readonly few: ReadonlyMap<Key, readonly Station[]>;
  readonly many: readonly Station[];
  readonly isUnambiguous: boolean;
}
const answerings = new WeakMap<Segment, Answering>();
const keySets = new WeakMap<Station['addresses'], ReadonlySet<Key>>();

function answeringOn(segment: Segment): Answering {
  const known = answerings.get(segment);
  if (known) return known;
  const few = new Map<Key, Station[]>();
  const many: Station[] = [];
  for (const station of segment.stations) {
    if (station.addresses.length > MANY_ADDRESSES) many.push(station);
    else for (const address of station.addresses) push(few, keyOf(address), station);
  }
  const made = { few, many, isUnambiguous: isUnambiguous(few, many) };
  answerings.set(segment, made);
  return made;
}

function isUnambiguous(few: ReadonlyMap<Key, readonly Station[]>, many: readonly Station[]): boolean {
  for (const stations of few.values()) if (stations.length > 1) return false;
  const [first, ...others] = many;
  if (!first) return true;
  if (others.length > 0) return false;
  const keys = keysOf(first);
  for (const key of few.keys()) if (keys.has(key)) return false;
  return true;
}

function keysOf({ addresses }: Station): ReadonlySet<Key> {
  let keys = keySets.get(addresses);
  if (!keys) {
    keys = new Set(addresses.map(keyOf));
    keySets.set(addresses, keys);
  }
  return keys;
}

function push(index: Map<Key, Station[]>, key: Key, station: Station): void {
  const known = index.get(key);
  if (!known) index.set(key, [station]);
  else if (!known.includes(station)) known.push(station);
}
