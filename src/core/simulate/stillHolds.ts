import { type Address, addressNumber, parseAddress } from '../address/address.ts';
import type { Device, Network } from '../network/network.ts';
import type { NetworkChange } from '../network/networkChange.ts';
import { interfaceNamed } from '../network/ownInterfaces.ts';
import type { FlowQuestion, Hop, RoundTrip, Step } from './trace.ts';

/** What a walk could tell a network by: whoever it met, and every address that it asked anybody about. */
interface Footprint {
  /** Devices that did more than hand it on: of these everything counts. */
  readonly ends: readonly string[];
  /** Routers that only handed it on, with the interfaces that it passed. */
  readonly passed: ReadonlyMap<string, ReadonlySet<string>>;
  readonly clusters: readonly string[];
  readonly addresses: readonly (number | bigint)[];
}

const footprints = new WeakMap<RoundTrip, Footprint>();

/**
 * True where a walk over the network before gives the same answer over the one after: no device that it met is another, save routers
 * that hand it on as before; nobody else has an address that it asked about, or had it.
 */
export function stillHolds(
  before: Network,
  question: FlowQuestion,
  answer: RoundTrip,
  change: NetworkChange,
): boolean {
  let footprint = footprints.get(answer);
  if (!footprint) {
    footprint = footprintOf(before, question, answer);
    footprints.set(answer, footprint);
  }
  const { ends, passed, clusters, addresses } = footprint;
  for (const cluster of clusters) if (change.clusters.has(cluster)) return false;
  for (const device of ends) if (change.devices.has(device)) return false;
  for (const address of addresses) if (change.addresses.has(address)) return false;
  for (const [device, interfaces] of passed) {
    const changed = change.devices.get(device);
    if (!changed) continue;
    if (changed.isWhole) return false;
    for (const name of interfaces) if (changed.interfaces.has(name)) return false;
    for (const address of addresses) if (changed.routed.holds(address)) return false;
  }
  return true;
}

const NAMED = /^(?:pod|node|service|key):([^/]+)\//;

function footprintOf(network: Network, { from, to }: FlowQuestion, answer: RoundTrip): Footprint {
  const ends = new Set<string>([from, to]);
  const passed = new Map<string, Set<string>>();
  const addresses = new Set<number | bigint>();
  const asked = (address: Address | undefined): void => {
    if (address) addresses.add(addressNumber(address));
  };
  const called = to.startsWith('ip:') ? parseAddress(to.slice(3)) : undefined;
  asked(called);
  for (const { target, legs } of answer.paths) {
    if (target !== undefined) ends.add(target);
    for (const { hops, ending } of legs) {
      for (const address of [ending.src, ending.dst, ending.expected]) asked(address);
      for (const other of ending.devices ?? []) ends.add(other);
      for (const hop of hops) {
        const device = network.devices.get(hop.device);
        for (const address of addressesOf(device, hop)) asked(address);
        if (device?.kind !== 'router' || !hop.steps.every(handsOn)) ends.add(hop.device);
        else notePassage(passed, hop);
        for (const step of hop.steps)
          if (step.kind === 'transmit') notePassage(passed, { ...hop, device: step.to, steps: [] });
      }
    }
  }
  const isEnd = (id: string): boolean => ends.has(id);
  for (const id of [...passed.keys()]) if (isEnd(id)) passed.delete(id);
  const clusters = [from, to].flatMap((text) => NAMED.exec(text)?.[1] ?? []);
  return { ends: [...ends], passed, clusters, addresses: [...addresses] };
}

const handsOn = ({ kind }: Step): boolean => kind === 'receive' || kind === 'route' || kind === 'transmit';

function notePassage(passed: Map<string, Set<string>>, { device, steps }: Hop): void {
  const names = passed.get(device) ?? new Set();
  passed.set(device, names);
  for (const step of steps)
    if (step.kind === 'receive' || step.kind === 'transmit') names.add(step.interface);
}

/** Every address that a hop shows, or that the device asks its neighbours with. */
function* addressesOf(device: Device | undefined, { packet, steps }: Hop): Generator<Address | undefined> {
  yield packet.src;
  yield packet.dst;
  // A link's ends are named, not addressed.
  if (packet.outer) for (const text of [packet.outer.src, packet.outer.dst]) yield parseAddress(text);
  for (const step of steps) {
    switch (step.kind) {
      case 'originate':
        yield* [step.src, step.dst];
        break;
      case 'dnat':
      case 'snat':
      case 'un-nat':
        yield* [step.from, step.to];
        break;
      case 'encapsulate':
      case 'decapsulate':
        for (const text of [step.header.src, step.header.dst]) yield parseAddress(text);
        break;
      case 'route': {
        const { action } = step.route;
        if (action.kind === 'via') yield action.gateway;
        if (action.kind === 'tunnel') yield action.outer;
        break;
      }
      case 'transmit':
        if (device) yield* interfaceNamed(device, step.interface)?.addresses ?? [];
        break;
      default:
    }
  }
}
