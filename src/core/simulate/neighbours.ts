import { type Address, addressKey, sameAddress } from '../address/address.ts';
import type { Device, Interface, Network, RouteAction, Segment, Station } from '../network/network.ts';
import { ownsAddress } from '../network/ownInterfaces.ts';

/** Who takes a packet on the other side of an interface. */
export type Neighbour =
  | { readonly kind: 'found'; readonly device: string; readonly interface: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'several'; readonly devices: readonly string[] };

const NOBODY: Neighbour = { kind: 'nobody' };

/** Who knows whom by which address on a segment: whoever is asked learns the asker, and needs not ask it in turn. */
export type Acquaintances = Set<string>;

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
  const others = (segment ? stationsFor(segment, asked) : []).filter((s) => s.device !== device.id);
  const answers = others.filter((station) => answersTo(network, station, asker));
  const devices = [...new Set(answers.map((station) => station.device))];
  if (devices.length > 1) return { kind: 'several', devices };
  const known = others.find((s) => acquaintances.has(acquaintance(id, device.id, s.device, asked)));
  const first = known ?? answers[0];
  if (!first) return NOBODY;
  if (!known && asker) {
    acquaintances.add(acquaintance(id, device.id, first.device, asked));
    acquaintances.add(acquaintance(id, first.device, device.id, asker));
  }
  return { kind: 'found', device: first.device, interface: first.interface };
}

const acquaintance = (segment: string, device: string, other: string, address: Address): string =>
  `${segment} ${device} ${other} ${addressKey(address)}`;

/** Linux takes an ARP request whose sender is one of its own addresses for martian and does not answer it. */
function answersTo(network: Network, station: Station, asker: Address | undefined): boolean {
  if (asker?.family !== 4) return true;
  const device = network.devices.get(station.device);
  return device === undefined || !ownsAddress(device, asker);
}

function ownPod(network: Network, device: Device, action: RouteAction, destination: Address): Neighbour {
  if (action.kind === 'pod') return { kind: 'found', device: action.pod, interface: 'eth0' };
  const pods = podsOf(network).get(`${device.id} ${addressKey(destination)}`) ?? [];
  const [first] = pods;
  if (first === undefined) return NOBODY;
  return pods.length > 1
    ? { kind: 'several', devices: pods }
    : { kind: 'found', device: first, interface: 'eth0' };
}

/** A router with thousands of segments answers for as many addresses on each: these share one list, and one set of keys. */
const MANY_ADDRESSES = 64;

interface Answering {
  readonly few: Map<string, Station[]>;
  readonly many: readonly Station[];
}
const stationIndexes = new WeakMap<Segment, Answering>();

/** Who answers for an address on a segment. */
function stationsFor(segment: Segment, asked: Address): readonly Station[] {
  let index = stationIndexes.get(segment);
  if (!index) {
    const few = new Map<string, Station[]>();
    for (const station of segment.stations)
      if (station.addresses.length <= MANY_ADDRESSES)
        for (const address of station.addresses) push(few, addressKey(address), station);
    index = { few, many: segment.stations.filter(({ addresses }) => addresses.length > MANY_ADDRESSES) };
    stationIndexes.set(segment, index);
  }
  const key = addressKey(asked);
  const found = index.few.get(key) ?? [];
  const others = index.many.filter((station) => keysOf(station.addresses).has(key));
  return others.length === 0
    ? found
    : segment.stations.filter((station) => others.includes(station) || found.includes(station));
}

const keySets = new WeakMap<readonly Address[], ReadonlySet<string>>();

function keysOf(addresses: readonly Address[]): ReadonlySet<string> {
  let keys = keySets.get(addresses);
  if (!keys) {
    keys = new Set(addresses.map(addressKey));
    keySets.set(addresses, keys);
  }
  return keys;
}

const podIndexes = new WeakMap<Network, Map<string, string[]>>();

/** The pods of a node that have an address, by node id and the address's key; made at the first question. */
function podsOf(network: Network): Map<string, string[]> {
  let index = podIndexes.get(network);
  if (!index) {
    index = new Map();
    for (const { id, pod, interfaces } of network.devices.values()) {
      if (!pod) continue;
      for (const address of interfaces.flatMap((i) => i.addresses))
        push(index, `${pod.node} ${addressKey(address)}`, id);
    }
    podIndexes.set(network, index);
  }
  return index;
}

function push<V>(index: Map<string, V[]>, key: string, value: V): void {
  const known = index.get(key);
  if (!known) index.set(key, [value]);
  else if (!known.includes(value)) known.push(value);
}
