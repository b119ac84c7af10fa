import {
  type Address,
  type Family,
  type Flow,
  formatAddress,
  mustAddress,
  type Protocol,
  sameAddress,
} from '#core';
import { FAMILIES, type OracleDevice, type OracleNet, type OracleService } from './model.ts';
import { CHOICES, OWN_CALL_MARK } from './netfilter.ts';

/** One run of a flow: a client's socket. */
export interface FlowRun {
  readonly flow: string;
  readonly choice: number;
  readonly ns: string;
  readonly protocol: Protocol;
  readonly family: Family;
  readonly dst: string;
  readonly dport: number;
  /** Also the identifier of an ICMP echo. */
  readonly sport: number;
  readonly bytes: number;
  readonly mark: number;
  /** Devices that are meant; empty: whoever has the address. */
  readonly targets: readonly string[];
}

/** A flow that is not sent at all: an end has no address of the family. */
export interface UnsentFlow {
  readonly flow: string;
  readonly unsent: true;
}

const FIRST_CLIENT_PORT = 40000;

/** Resolves the flows of a plan (A9, S10) into what the agent runs. */
export function flowRuns(net: OracleNet): (FlowRun | UnsentFlow)[] {
  let slot = 0;
  return (net.plan.flows ?? []).flatMap((flow) => {
    const runs = resolve(net, flow, FIRST_CLIENT_PORT + slot * CHOICES);
    slot += 1;
    return runs;
  });
}

function resolve(net: OracleNet, flow: Flow, port: number): (FlowRun | UnsentFlow)[] {
  const from = findDevice(net, flow.from);
  if (!from) throw new Error(`flow ${flow.id}: no ${flow.from}`);
  const target = findTarget(net, flow.to, from);
  const protocol = flow.protocol ?? 'tcp';
  const senderHas = (family: Family): boolean => callAddress(from, family) !== undefined;
  const family =
    flow.family ??
    (target.anyFamily
      ? target.anyFamily
      : (FAMILIES.find((f) => senderHas(f) && target.address(f)) ?? (senderHas(4) ? 4 : 6)));
  const address = target.address(family);
  if (!address || !senderHas(family)) return [{ flow: flow.id, unsent: true }];
  const dport = flow.port ?? target.port;
  const choices = protocol === 'icmp' ? 1 : target.choices(family, address, dport);
  return Array.from({ length: choices }, (_, choice) => ({
    flow: flow.id,
    choice,
    ns: from.id,
    protocol,
    family,
    dst: formatAddress(address),
    dport,
    sport: port + choice,
    bytes: flow.bytes ?? 64,
    mark: from.kind === 'node' ? OWN_CALL_MARK : 0,
    targets: target.devices(choice, family),
  }));
}

interface Target {
  readonly address: (family: Family) => Address | undefined;
  readonly anyFamily: Family | undefined;
  readonly port: number;
  readonly choices: (family: Family, address: Address, port: number) => number;
  readonly devices: (choice: number, family: Family) => string[];
}

function findTarget(net: OracleNet, to: string, from: OracleDevice): Target {
  const device = findDevice(net, to.startsWith('key:') ? keyPod(net, to.slice(4)) : to);
  const choices = (family: Family, address: Address, port: number): number =>
    Math.max(1, ...servicesAt(net, address, port).map((s) => endpoints(s, family).length));
  if (device)
    return {
      address: (family) => callAddress(device, family),
      anyFamily: undefined,
      port: listening(device),
      choices,
      devices: () => [device.id],
    };
  if (to.startsWith('ip:')) {
    const address = mustAddress(to.slice(3));
    const joined = joinedTo(net, from);
    const owner = joined.find((d) =>
      d.interfaces.some((i) => i.addresses.some((a) => sameAddress(a.address, address))),
    );
    const clusters = new Set(joined.map((d) => d.cluster));
    // Of two services with one VIP the caller's own cluster's is meant: its node takes the call.
    const service = [
      ...net.clusters.filter((c) => c === from.cluster),
      ...net.clusters.filter((c) => clusters.has(c)),
    ]
      .flatMap((c) => c.services)
      .find((s) => s.addresses.some((a) => sameAddress(a, address)));
    return {
      address: (family) => (family === address.family ? address : undefined),
      anyFamily: address.family,
      port: owner ? listening(owner) : (service?.port ?? 80),
      choices,
      devices: () => [],
    };
  }
  const service = net.clusters.flatMap((c) => c.services).find((s) => s.id === to);
  if (!service) throw new Error(`no ${to}`);
  return {
    address: (family) => service.addresses.find((a) => a.family === family),
    anyFamily: undefined,
    port: service.port ?? 80,
    choices,
    devices: (choice, family) => {
      const pods = endpoints(service, family);
      const pod = pods[choice % Math.max(pods.length, 1)];
      return [pod ? pod.id : service.id];
    },
  };
}

/** A pod without an address of the family is no endpoint of a service. */
const endpoints = (service: OracleService, family: Family): OracleService['pods'] =>
  service.pods.filter((pod) => pod.addresses.some((a) => a.family === family));

function servicesAt(net: OracleNet, address: Address, port?: number): OracleService[] {
  return net.clusters
    .flatMap((c) => c.services)
    .filter(
      (s) => (port === undefined || s.port === port) && s.addresses.some((a) => sameAddress(a, address)),
    );
}

/** Every device that cables, in any number, join to this one: a bare address means one of these. */
function joinedTo(net: OracleNet, from: OracleDevice): OracleDevice[] {
  const wires = (d: OracleDevice): string[] => [
    ...(d.cluster ? [`cluster ${d.cluster.plan.id}`] : []),
    ...d.interfaces.flatMap((i) =>
      'bridge' in i.cable ? [i.cable.bridge] : 'peer' in i.cable ? [i.name] : [],
    ),
  ];
  const reached = new Set(wires(from));
  for (const _ of net.devices.values())
    for (const device of net.devices.values())
      if (wires(device).some((w) => reached.has(w))) for (const w of wires(device)) reached.add(w);
  return [...net.devices.values()].filter((d) => wires(d).some((w) => reached.has(w)));
}

const listening = (device: OracleDevice): number =>
  device.listens === 'all' ? 80 : (device.listens[0] ?? 80);

export function findDevice(net: OracleNet, endpoint: string): OracleDevice | undefined {
  const exact = net.devices.get(endpoint);
  if (exact) return exact;
  const named = /^node:([^/]+)\/(.+)$/.exec(endpoint);
  const node = net.clusters.find((c) => c.plan.id === named?.[1])?.nodes.find((n) => n.name === named?.[2]);
  return node && net.devices.get(node.id);
}

/** A9. */
export function callAddress(device: OracleDevice, family: Family): Address | undefined {
  const of = (kind: (name: string) => boolean): Address | undefined =>
    device.interfaces
      .filter((i) => kind(i.name))
      .flatMap((i) => i.addresses.map((a) => a.address))
      .find((a) => a.family === family);
  if (device.kind === 'pod') return of(() => true);
  return of((name) => /^s\d/.test(name)) ?? of((name) => /^l\d/.test(name)) ?? of(() => true);
}

/** A9: CRC-32 of the document id, its upper bits, 1,024 vBuckets, modulo the replicas. */
function keyPod(net: OracleNet, key: string): string {
  const [, cluster, workload, document] = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(key) ?? [];
  const pods =
    net.clusters.find((c) => c.plan.id === cluster)?.pods.filter((p) => p.workload === workload) ?? [];
  const vbucket = (crc32(new TextEncoder().encode(document ?? '')) >>> 16) & 1023;
  return `pod:${cluster}/${workload}-${vbucket % Math.max(pods.length, 1)}`;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Every port on which somebody that listens everywhere may be called. */
export function portsInUse(net: OracleNet, runs: readonly (FlowRun | UnsentFlow)[]): number[] {
  const ports = runs.flatMap((run) => ('unsent' in run ? [] : [run.dport]));
  const targets = net.clusters.flatMap((c) => c.services.flatMap((s) => s.targetPort ?? []));
  return [...new Set([...ports, ...targets])];
}
