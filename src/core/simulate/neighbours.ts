import { type Address, addressNumber, sameAddress } from '../address/address.ts';
import type { Device, Interface, Network, RouteAction, Segment, Station } from '../network/network.ts';
import { ownsAddress } from '../network/ownInterfaces.ts';
import type { Acquaintances } from './acquaintances.ts';

/** Who takes a packet on the other side of an interface. */
export type Neighbour =
  | { readonly kind: 'found'; readonly device: string; readonly interface: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'several'; readonly devices: readonly string[] };

const NOBODY: Neighbour = { kind: 'nobody' };

/**
 * Asks on the interface for the address of the next hop, as ARP and neighbour discovery do (A5, A10). `sender` is the
 * packet's source, which an ARP request bears where it is the device's own.
 */
export function neighbour(
  network: Network,
  device: Device,
  out: Interface,
  action: RouteAction,
  destination: Address,
  sender: Address,
  acquaintances: Acquaintances,
): Neighbour {
  const { attachment } = out;
  const asked = action.kind === 'via' ? action.gateway : destination;
  if (attachment.kind === 'segment') {
    const asker = ownsAddress(device, sender) ? sender : out.addresses.find((a) => a.family === asked.family);
    return onSegment(network, device, attachment.segment, asked, asker, acquaintances);
  }
  if (attachment.kind === 'link') {
    const peer = network.devices.get(attachment.peer);
    const answers =
      action.kind === 'link' || (peer !== undefined && answersOnLink(peer, attachment.peerInterface, asked));
    return peer && answers ? { kind: 'found', device: peer.id, interface: attachment.peerInterface } : NOBODY;
  }
  if (attachment.kind !== 'pods') return NOBODY;
  if (device.kind === 'pod') return { kind: 'found', device: attachment.node, interface: 'pods' };
  return ownPod(network, device, action, destination);
}

/** A10: IPv4 answers for every address of the device, IPv6 for those of the interface alone. */
const answersOnLink = (peer: Device, interfaceName: string, asked: Address): boolean =>
  asked.family === 4
    ? ownsAddress(peer, asked)
    : peer.interfaces.some((i) => i.name === interfaceName && i.addresses.some((a) => sameAddress(a, asked)));

function onSegment(
  network: Network,
  device: Device,
  id: string,
  asked: Address,
  asker: Address | undefined,
  acquaintances: Acquaintances,
): Neighbour {
  const segment = network.segments.get(id);
  if (!segment) return NOBODY;
  let known: Station | undefined;
  let answers: Station | undefined;
  let rivals: Set<string> | undefined;
  for (const station of stationsFor(segment, asked)) {
    if (station.device === device.id) continue;
    if (answersTo(network, station, asker)) {
      if (!answers) answers = station;
      else if (answers.device !== station.device) {
        rivals ??= new Set([answers.device]);
        rivals.add(station.device);
      }
    }
    if (!known && acquaintances.knows(segment, device.id, station.device, asked)) known = station;
  }
  if (rivals) return { kind: 'several', devices: [...rivals] };
  const first = known ?? answers;
  if (!first) return NOBODY;
  if (!known && asker) {
    acquaintances.meet(segment, device.id, first.device, asked);
    acquaintances.meet(segment, first.device, device.id, asker);
  }
  return { kind: 'found', device: first.device, interface: first.interface };
}

/** Everyone else on the segment who has the address that is asked for, whether or not they would answer. */
export const candidates = (network: Network, device: Device, segment: string, asked: Address): Station[] => {
  const found = network.segments.get(segment);
  return found ? stationsFor(found, asked).filter((station) => station.device !== device.id) : [];
};

/** Linux takes an ARP request whose sender is one of its own addresses for martian and does not answer it. */
function answersTo(network: Network, station: Station, asker: Address | undefined): boolean {
  if (asker?.family !== 4) return true;
  const device = network.devices.get(station.device);
  return device === undefined || !ownsAddress(device, asker);
}

function ownPod(network: Network, device: Device, action: RouteAction, destination: Address): Neighbour {
  if (action.kind === 'pod') return { kind: 'found', device: action.pod, interface: 'eth0' };
  const pods = podsOf(network).get(device.id)?.get(addressNumber(destination)) ?? [];
  const [first] = pods;
  if (first === undefined) return NOBODY;
  return pods.length > 1
    ? { kind: 'several', devices: pods }
    : { kind: 'found', device: first, interface: 'eth0' };
}

/** A router with thousands of segments answers for as many addresses on each: these share one list, and one set of keys. */
const MANY_ADDRESSES = 64;

interface Answering {
  readonly few: ReadonlyMap<number | bigint, readonly Station[]>;
  readonly many: readonly Station[];
}
const stationIndexes = new WeakMap<Segment, Answering>();
const NO_STATIONS: readonly Station[] = [];

/** Who answers for an address on a segment. */
function stationsFor(segment: Segment, asked: Address): readonly Station[] {
  let index = stationIndexes.get(segment);
  if (!index) {
    index = indexStations(segment);
    stationIndexes.set(segment, index);
  }
  const { few, many } = index;
  const key = addressNumber(asked);
  const found = few.get(key) ?? NO_STATIONS;
  if (many.length === 0) return found;
  const others = many.filter((station) => keysOf(station.addresses).has(key));
  return others.length === 0
    ? found
    : segment.stations.filter((station) => others.includes(station) || found.includes(station));
}

function indexStations({ stations }: Segment): Answering {
  const few = new Map<number | bigint, Station[]>();
  for (const station of stations)
    if (station.addresses.length <= MANY_ADDRESSES)
      for (const address of station.addresses) push(few, addressNumber(address), station);
  return { few, many: stations.filter(({ addresses }) => addresses.length > MANY_ADDRESSES) };
}

const keySets = new WeakMap<readonly Address[], ReadonlySet<number | bigint>>();

function keysOf(addresses: readonly Address[]): ReadonlySet<number | bigint> {
  let keys = keySets.get(addresses);
  if (!keys) {
    keys = new Set(addresses.map(addressNumber));
    keySets.set(addresses, keys);
  }
  return keys;
}

type PodIndex = ReadonlyMap<string, ReadonlyMap<number | bigint, readonly string[]>>;
const podIndexes = new WeakMap<Network, PodIndex>();

/** The pods of each node by their addresses; made at the first question. */
function podsOf(network: Network): PodIndex {
  const known = podIndexes.get(network);
  if (known) return known;
  const index = new Map<string, Map<number | bigint, string[]>>();
  for (const { id, pod, interfaces } of network.devices.values()) {
    if (!pod) continue;
    let ofNode = index.get(pod.node);
    if (!ofNode) {
      ofNode = new Map();
      index.set(pod.node, ofNode);
    }
    for (const { addresses } of interfaces)
      for (const address of addresses) push(ofNode, addressNumber(address), id);
  }
  podIndexes.set(network, index);
  return index;
}

function push<V>(index: Map<number | bigint, V[]>, key: number | bigint, value: V): void {
  const known = index.get(key);
  if (!known) index.set(key, [value]);
  else if (!known.includes(value)) known.push(value);
}
