import { type Address, addressNumber, type Family, parseAddress } from '../address/address.ts';
import type { CompiledService, Device, Network } from '../network/network.ts';
import type { NetworkChange } from '../network/networkChange.ts';
import type { Ground } from './ground.ts';
import { type Ip, ipOf } from './ip.ts';
import type { Kernel } from './kernel.ts';
import type { FlowQuestion, ResolvedFlow } from './trace.ts';
import { vbucketOf } from './vbucket.ts';

/** A question with every endpoint found in the network. */
export interface Call {
  readonly flow: ResolvedFlow;
  readonly from: Kernel;
  /** The address that is called; undefined where the target has none of the family. */
  readonly ip: Ip | undefined;
  /** Devices that are meant to receive: one, or a service's pods; empty: whoever has the address (`ip:`). */
  readonly targets: readonly string[];
  /** The service that is called by its name. */
  readonly service: CompiledService | undefined;
}

/** A flow to nodes and routers without a port goes here (A9). */
const DEFAULT_PORT = 80;
const DEFAULT_BYTES = 64;

type Target =
  | { readonly kind: 'device'; readonly device: Kernel }
  | { readonly kind: 'service'; readonly service: CompiledService }
  | { readonly kind: 'address'; readonly address: Address };

/** Finds both ends of a flow; a problem is a sentence that names the end and the remedy. */
export function resolveFlow(ground: Ground, question: FlowQuestion): Call | { readonly problem: string } {
  const from = resolveKernel(ground, question.from);
  if (!from)
    return {
      problem: `from: there is no ${question.from} in the plan; a sender is pod:CLUSTER/WORKLOAD-ORDINAL, node:CLUSTER/INDEX, host:ID or router:ID`,
    };
  const target = resolveTarget(ground, question.to);
  if ('problem' in target) return target;
  const protocol = question.protocol ?? 'tcp';
  const family = chooseFamily(from, target, question.family);
  const flow: ResolvedFlow = {
    from: from.id,
    to: question.to,
    port: protocol === 'icmp' ? undefined : (question.port ?? defaultPort(from, target)),
    protocol,
    family,
    bytes: question.bytes ?? DEFAULT_BYTES,
  };
  if (target.kind === 'device') {
    const { device } = target;
    return { flow, from, ip: device.ip(family), targets: [device.id], service: undefined };
  }
  if (target.kind === 'address') {
    const { address } = target;
    const ip = address.family === family ? ipOf(address) : undefined;
    return { flow, from, ip, targets: [], service: undefined };
  }
  const { service } = target;
  const vip = service.addresses.find((a) => a.family === family);
  return { flow, from, ip: vip && ipOf(vip), targets: endpointsOf(ground, service, family), service };
}

/** The pods of a service that a family reaches: one without an address of it is no endpoint (S10). */
const endpointsOf = (ground: Ground, service: CompiledService, family: Family): string[] =>
  service.pods.filter((id) => ground.kernel(id)?.ip(family) !== undefined);

const resolveKernel = (ground: Ground, endpoint: string): Kernel | undefined => {
  const exact = ground.kernel(endpoint);
  if (exact) return exact;
  const device = resolveDevice(ground.network, endpoint);
  return device && ground.kernel(device.id);
};

/** The device of an endpoint that names one; nodes by index or by name. */
export function resolveDevice(network: Network, endpoint: string): Device | undefined {
  const exact = network.devices.get(endpoint);
  if (exact) return exact;
  const node = /^node:([^/]+)\/(.+)$/.exec(endpoint);
  const names = node && network.clusters.get(node[1] ?? '')?.nodes;
  return names?.map((id) => network.devices.get(id)).find((device) => device?.label === node?.[2]);
}

function resolveTarget(ground: Ground, endpoint: string): Target | { readonly problem: string } {
  const device = resolveKernel(ground, endpoint);
  if (device) return { kind: 'device', device };
  const [kind, rest] = [endpoint.slice(0, endpoint.indexOf(':')), endpoint.slice(endpoint.indexOf(':') + 1)];
  if (kind === 'ip') {
    const address = parseAddress(rest);
    return address
      ? { kind: 'address', address }
      : { problem: `to: ${rest} is not an IP address; write ip:10.0.0.7 or ip:2001:db8::7` };
  }
  if (kind === 'service') {
    const service = ground.network.clusters
      .get(rest.slice(0, rest.indexOf('/')))
      ?.services.find((s) => s.id === endpoint);
    if (service) return { kind: 'service', service };
  }
  if (kind === 'key') return resolveKey(ground, rest);
  return {
    problem: `to: there is no ${endpoint} in the plan; a target is pod:CLUSTER/WORKLOAD-ORDINAL, node:CLUSTER/INDEX, service:CLUSTER/NAME, host:ID, router:ID, ip:ADDRESS or key:CLUSTER/WORKLOAD/DOCUMENT-ID`,
  };
}

/** A9: the document's vBucket modulo the replicas is the ordinal of the pod that holds it. */
function resolveKey(ground: Ground, rest: string): Target | { readonly problem: string } {
  const parts = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(rest);
  const { clusters, devices } = ground.network;
  const pods = (clusters.get(parts?.[1] ?? '')?.pods ?? [])
    .flatMap((id) => devices.get(id) ?? [])
    .filter((d) => d.pod?.workload === parts?.[2]);
  const ordinal = pods.length > 0 ? vbucketOf(parts?.[3] ?? '') % pods.length : -1;
  const found = pods.find((d) => d.pod?.ordinal === ordinal);
  const device = found && ground.kernel(found.id);
  return device
    ? { kind: 'device', device }
    : { problem: `to: key:${rest} names no workload with pods; write key:CLUSTER/WORKLOAD/DOCUMENT-ID` };
}

/** IPv4 where both ends have it, unless the flow says otherwise. */
function chooseFamily(from: Kernel, target: Target, asked: Family | undefined): Family {
  if (asked) return asked;
  if (target.kind === 'address') return target.address.family;
  const targetHas = (family: Family): boolean =>
    target.kind === 'device'
      ? target.device.ip(family) !== undefined
      : target.service.addresses.some((a) => a.family === family);
  for (const family of [4, 6] as const) if (from.ip(family) && targetHas(family)) return family;
  // Neither is common: the sender's own, or the target's where the sender has no address at all.
  const known = from.ip(4) ?? from.ip(6);
  return known?.family ?? (targetHas(4) ? 4 : 6);
}

/** The port on which the target listens. Of several that have an address, the one nearest to the caller is meant. */
function defaultPort(from: Kernel, target: Target): number {
  if (target.kind === 'service') return target.service.port ?? DEFAULT_PORT;
  if (target.kind === 'device') return listeningPort(target.device);
  const { network } = from.ground;
  const { entity } = from.device;
  const { devices: having, services: vips } = holdersOf(network, addressNumber(target.address));
  const own = vips.find((vip) => vip.cluster === entity);
  if (own) return own.service.port ?? DEFAULT_PORT;
  const scope = network.component.get(from.id);
  const device =
    having.find((d) => d.entity === entity) ??
    having.find((d) => network.component.get(d.id) === scope) ??
    having[0];
  return device ? listeningPort(device) : (vips[0]?.service.port ?? DEFAULT_PORT);
}

interface Holder {
  readonly cluster: string;
  readonly service: CompiledService;
}

/** Who has an address, as its own or as a VIP, in the order of the network. */
interface Holders {
  readonly devices: readonly Device[];
  readonly services: readonly Holder[];
}

const NOBODY: Holders = { devices: [], services: [] };
interface HolderIndex {
  readonly known: Map<number | bigint, Holders>;
  /** Addresses of which an edit may have made it untrue. */
  readonly stale: Set<number | bigint>;
}

const holderIndexes = new WeakMap<Network, HolderIndex>();

/** Who has the address; the index of all is made at the first question. */
function holdersOf(network: Network, address: number | bigint): Holders {
  let index = holderIndexes.get(network);
  if (!index) {
    index = { known: allHolders(network), stale: new Set() };
    holderIndexes.set(network, index);
  }
  const { known, stale } = index;
  if (stale.delete(address)) {
    const found = allHolders(network, address).get(address);
    if (found) known.set(address, found);
    else known.delete(address);
  }
  return known.get(address) ?? NOBODY;
}

function allHolders(
  { devices, clusters }: Pick<Network, 'devices' | 'clusters'>,
  only?: number | bigint,
): Map<number | bigint, Holders> {
  const found = new Map<number | bigint, { devices: Device[]; services: Holder[] }>();
  const at = (key: number | bigint) => {
    const known = found.get(key);
    if (known) return known;
    const made = { devices: [], services: [] };
    found.set(key, made);
    return made;
  };
  const isAsked = (key: number | bigint): boolean => only === undefined || only === key;
  for (const device of devices.values())
    for (const { attachment, addresses } of device.interfaces)
      if (attachment.kind !== 'dummy')
        for (const key of addresses.map(addressNumber)) if (isAsked(key)) at(key).devices.push(device);
  for (const { id, services } of clusters.values())
    for (const service of services)
      for (const key of service.addresses.map(addressNumber))
        if (isAsked(key)) at(key).services.push({ cluster: id, service });
  return found;
}

/** Hands the index of one network on to the one that an edit made of it. The old one is left without. */
export function handOnHolders({ before, after, addresses, devices, clusters }: NetworkChange): void {
  const index = holderIndexes.get(before);
  if (!index || before === after) return;
  holderIndexes.delete(before);
  holderIndexes.set(after, index);
  const now = allHolders({
    devices: new Map([...devices.keys()].flatMap((id) => entryOf(after.devices, id))),
    clusters: new Map([...clusters].flatMap((id) => entryOf(after.clusters, id))),
  });
  for (const address of addresses) {
    const old = index.known.get(address) ?? NOBODY;
    const come = now.get(address) ?? NOBODY;
    const holders = {
      devices: [...old.devices.filter(({ id }) => !devices.has(id)), ...come.devices],
      services: [...old.services.filter(({ cluster }) => !clusters.has(cluster)), ...come.services],
    };
    // Of several the order counts, which is that of the network.
    if (holders.devices.length > 1 || holders.services.length > 1) index.stale.add(address);
    else index.known.set(address, holders);
  }
}

const entryOf = <V>(map: ReadonlyMap<string, V>, id: string): [string, V][] => {
  const value = map.get(id);
  return value === undefined ? [] : [[id, value]];
};

const listeningPort = ({ listens }: Pick<Device, 'listens'>): number =>
  listens === 'all' ? DEFAULT_PORT : (listens[0] ?? DEFAULT_PORT);
