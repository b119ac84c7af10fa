import {
  type Address,
  addressBits,
  contains,
  type Family,
  formatAddress,
  formatPrefix,
  mustPrefix,
  type Prefix,
  sameAddress,
} from '#core';
import { observeRules } from '#formats';
import type { KernelRoute, LabInterface, NetAddress, OracleDevice, OracleNet } from './model.ts';
import { netfilter, OWN_CALL_MARK } from './netfilter.ts';
import { installable } from './routes.ts';

/** What the agent is told to build: text for `ip -batch`, `bridge -batch` and `nft -f`, a namespace each. */
export interface LabSpec {
  readonly namespaces: readonly NamespaceSpec[];
  readonly bridges: readonly string[];
  readonly cables: readonly CableSpec[];
}

export interface NamespaceSpec {
  readonly name: string;
  readonly forwards: boolean;
  readonly reversePathFilter: number;
  readonly ip: string;
  readonly ip6: string;
  readonly bridge: string;
  readonly nft: string;
  readonly listens: readonly number[];
}

export interface CableSpec {
  readonly ns: string;
  readonly name: string;
  readonly mac: string;
  readonly mtu: number;
  readonly bridge?: string;
  readonly peerNs?: string;
  readonly peerName?: string;
  readonly peerMac?: string;
}

const METRICS = { connected: [0, 1], static: [20, 20], bgp: [200, 200] } as const;
/** Large, so that neither end makes its segments smaller than the plan's `bytes`. */
const ADVMSS = 60000;
const VIP_TABLE = 100;
const RPF = { off: 0, strict: 1, loose: 2 } as const;
/** Linux takes IPv6 off an interface with less. */
const IPV6_MIN_MTU = 1280;

export function labSpec(net: OracleNet, ports: readonly number[]): LabSpec {
  const bridges = new Map<string, string>();
  const cables: CableSpec[] = [];
  const undecided = undecidedAddresses(net);
  for (const device of net.devices.values())
    for (const i of device.interfaces) {
      if ('bridge' in i.cable) {
        const bridge = bridges.get(i.cable.bridge) ?? `b${bridges.size}`;
        bridges.set(i.cable.bridge, bridge);
        cables.push({ ns: device.id, name: i.name, mac: i.mac, mtu: i.mtu, bridge });
      } else if ('peer' in i.cable && device.id < i.cable.peer) {
        const { peer, peerInterface } = i.cable;
        const mac = net.devices.get(peer)?.interfaces.find((p) => p.name === peerInterface)?.mac;
        if (mac)
          cables.push({
            ns: device.id,
            name: i.name,
            mac: i.mac,
            mtu: i.mtu,
            peerNs: peer,
            peerName: peerInterface,
            peerMac: mac,
          });
      }
    }
  return {
    namespaces: [...net.devices.values()].map((device) => ({
      name: device.id,
      forwards: device.kind === 'node' || device.kind === 'router',
      reversePathFilter: RPF[device.reversePathFilter],
      ip: ipBatch(net, device, undecided),
      ip6: ownVips(device).some((v) => v.family === 6)
        ? `rule add fwmark ${OWN_CALL_MARK} lookup ${VIP_TABLE} pref 100\n`
        : '',
      bridge: device.fdb
        .map(({ dev, mac, outer }) => `fdb append ${mac} dev ${dev} dst ${formatAddress(outer)}\n`)
        .join(''),
      nft: netfilter(device) + observeRules(false),
      listens: device.listens === 'all' ? ports : device.listens,
    })),
    bridges: [...bridges.values()],
    cables,
  };
}

/**
 * A device as it comes up: its segments with their routes first, as a machine boots, then what is added to it. The order
 * matters to a kernel: it lays no route by a next hop that is, by then, an address of its own.
 */
function ipBatch(
  net: OracleNet,
  device: OracleDevice,
  undecided: ReadonlyMap<string, readonly Undecided[]>,
): string {
  const noIpv6 = new Set(device.interfaces.filter((i) => i.mtu < IPV6_MIN_MTU).map((i) => i.name));
  const routes = installable(device.routes).filter(
    (r) => !('dev' in r.action && noIpv6.has(r.action.dev) && r.prefix.family === 6),
  );
  const lines = [
    ...routes.map((route) => ({ dev: deviceOf(route), line: routeLine(net, device, route) })),
    ...ownCalls(net, device),
  ];
  const onSegment = (name: string): boolean => /^s\d/.test(name);
  const late = device.interfaces.filter((i) => !onSegment(i.name)).flatMap((i) => i.addresses);
  // One that leaves by a segment, and bears no address that is yet to come.
  const booted = ({ dev, line }: { dev: string; line: string }): boolean =>
    onSegment(dev) && !late.some((a) => line.includes(` src ${formatAddress(a.address)} `));
  const atBoot = device.interfaces.filter((i) => onSegment(i.name));
  const added = device.interfaces.filter((i) => !onSegment(i.name));
  const vips = device.kind === 'node' && device.cluster?.plan.serviceProxy === 'ipvs' ? vipsOf(device) : [];
  return `${[
    'link set lo up',
    ...atBoot.flatMap((i) => interfaceLines(i, device.interfaces.indexOf(i), noIpv6.has(i.name))),
    ...lines.filter(booted).map((l) => l.line),
    ...added.flatMap((i) => interfaceLines(i, device.interfaces.indexOf(i), noIpv6.has(i.name))),
    ...vips.map(
      (vip) => `addr add ${cidr({ address: vip, length: addressBits(vip.family) })} dev lo${nodad(vip)}`,
    ),
    ...fixedNeighbours(routes),
    ...lines.filter((l) => !booted(l)).map((l) => l.line),
    ...atBoot.flatMap((i) =>
      (undecided.get(i.name) ?? [])
        .filter(({ stations }) => stations.filter((id) => answersTo(net, id, device, i)).length > 1)
        .map(
          ({ address }) =>
            `neigh replace ${formatAddress(address)} lladdr ${NOBODY} dev ${i.name} nud permanent`,
        ),
    ),
  ].join('\n')}\n`;
}

/** The hardware address that nobody has: where two answer for an address, neither may be counted on (`ambiguous`). */
const NOBODY = '02:de:ad:00:00:00';

const cidr = ({ address, length }: NetAddress): string => `${formatAddress(address)}/${length}`;
const nodad = (address: Address): string => (address.family === 6 ? ' nodad' : '');
const deviceOf = ({ action }: KernelRoute): string =>
  'dev' in action ? action.dev : action.kind === 'internet' ? 'inet' : '';

function interfaceLines(i: LabInterface, index: number, noIpv6: boolean): string[] {
  const lines: string[] = [];
  if ('vxlan' in i.cable) {
    const { vni, local } = i.cable.vxlan;
    lines.push(
      `link add ${i.name} address ${i.mac} mtu ${i.mtu} type vxlan id ${vni} local ${formatAddress(local)} dstport 4789 nolearning`,
    );
  }
  lines.push(`link set ${i.name} up`);
  for (const a of i.addresses)
    if (a.address.family === 4 || !noIpv6)
      lines.push(`addr add ${cidr(a)} dev ${i.name} noprefixroute${nodad(a.address)}`);
  // Linux's loose reverse-path filter is strict on an interface without any IPv4 address; the plan's is not.
  if (!i.addresses.some((a) => a.address.family === 4))
    lines.push(`addr add 169.254.9.${index + 1}/32 dev ${i.name} scope link`);
  for (const address of i.proxied) lines.push(`neigh add proxy ${formatAddress(address)} dev ${i.name}`);
  return lines;
}

const fixedNeighbours = (routes: readonly KernelRoute[]): Set<string> =>
  new Set(
    routes.flatMap(({ action, prefix }) =>
      action.kind === 'peer'
        ? `neigh replace ${fixedHop(prefix.family, action.hop)} lladdr ${action.mac} dev ${action.dev} nud permanent`
        : [],
    ),
  );

const fixedHop = (family: Family, hop: number): string =>
  family === 4 ? `169.254.7.${hop}` : `fe80::ffff:${hop}`;

function routeLine(
  net: OracleNet,
  device: OracleDevice,
  route: KernelRoute,
  to = route.prefix,
  table = '',
): string {
  const { family } = route.prefix;
  const metric = METRICS[route.metric][family === 4 ? 0 : 1];
  const { action } = route;
  if (action.kind === 'blackhole') return `route add blackhole ${formatPrefix(to)} metric ${metric}`;
  const dev = action.kind === 'internet' ? 'inet' : action.dev;
  const source = sourceFor(net, device, dev, family, action.kind === 'via' ? action.gateway : to);
  const via =
    action.kind === 'via'
      ? `via ${formatAddress(action.gateway)}${isNear(device, action.dev, action.gateway) ? '' : ' onlink'}`
      : action.kind === 'peer'
        ? `via ${fixedHop(family, action.hop)} onlink`
        : '';
  const src = source ? `src ${formatAddress(source)}` : '';
  return `route add ${formatPrefix(to)} ${via} dev ${dev} metric ${metric} ${src} advmss ${ADVMSS}${table}`;
}

/**
 * Whether an IPv6 next hop is better not forced (`onlink`): a kernel refuses to where it has a longer route to it by another
 * interface, and takes it unforced where a connected network of this one holds it.
 */
function isNear(device: OracleDevice, dev: string, gateway: Address): boolean {
  if (gateway.family === 4) return false;
  const ways = installable(device.routes).filter((r) => 'dev' in r.action && contains(r.prefix, gateway));
  const longest = Math.max(...ways.map((r) => r.prefix.length));
  return (
    ways.some((r) => r.action.kind === 'onlink' && r.action.dev === dev) &&
    ways.some((r) => r.prefix.length === longest && 'dev' in r.action && r.action.dev !== dev)
  );
}

/** A10: the address of the interface that the packet leaves by; one without any lends another's. */
function sourceFor(
  _net: OracleNet,
  device: OracleDevice,
  dev: string,
  family: Family,
  toward: Address,
): Address | undefined {
  const usable = (i: LabInterface): Address[] =>
    family === 6 && i.mtu < IPV6_MIN_MTU
      ? []
      : i.addresses.filter((a) => a.address.family === family).map((a) => a.address);
  const out = device.interfaces.find((i) => i.name === dev);
  const here = out?.addresses.filter((a) => a.address.family === family) ?? [];
  const near = here.find((a) => contains({ ...prefixAround(a.address, a.length) }, toward));
  return near?.address ?? here[0]?.address ?? device.interfaces.flatMap(usable)[0];
}

function prefixAround(address: Address, length: number): Prefix {
  const shift = BigInt(addressBits(address.family) - length);
  return { family: address.family, value: (address.value >> shift) << shift, length };
}

const vipsOf = (device: OracleDevice): Address[] => {
  const all = device.cluster?.services.flatMap((s) => s.addresses) ?? [];
  return all.filter((a, i) => all.findIndex((b) => b.family === a.family && b.value === a.value) === i);
};

/** S5, S6: VIPs that a node itself may call although its table has a route that captures the range. */
function ownVips(device: OracleDevice): Address[] {
  const proxy = device.cluster?.plan.serviceProxy ?? 'any';
  return device.kind === 'node' && (proxy === 'routed' || proxy === 'any') ? vipsOf(device) : [];
}

function ownCalls(net: OracleNet, device: OracleDevice): { dev: string; line: string }[] {
  const vips = ownVips(device);
  if (vips.length === 0) return [];
  const lines = vips.some((v) => v.family === 4)
    ? [{ dev: '', line: `rule add fwmark ${OWN_CALL_MARK} lookup ${VIP_TABLE} pref 100` }]
    : [];
  const ranges = (device.cluster?.plan.services?.cidrs ?? []).map(mustPrefix);
  for (const vip of vips) {
    const own = device.interfaces.find((i) => i.addresses.some((a) => a.address.family === vip.family));
    const captures = (r: KernelRoute): boolean =>
      r.action.kind === 'blackhole' && ranges.some((p) => formatPrefix(p) === formatPrefix(r.prefix));
    const route = installable(device.routes)
      .filter((r) => contains(r.prefix, vip) && !captures(r))
      .sort((a, b) => b.prefix.length - a.prefix.length)[0];
    const to = { ...vip, length: addressBits(vip.family) };
    const fallback: KernelRoute | undefined = own && {
      prefix: to,
      metric: 'static',
      path: [],
      link: '',
      action: { kind: 'onlink', dev: own.name },
    };
    const chosen = route ?? fallback;
    if (chosen)
      lines.push({ dev: deviceOf(chosen), line: routeLine(net, device, chosen, to, ` table ${VIP_TABLE}`) });
  }
  return lines;
}

/** `ambiguous`: by segment, the addresses that several of its stations answer for, with those stations. */
function undecidedAddresses(net: OracleNet): Map<string, Undecided[]> {
  const found = new Map<string, Undecided[]>();
  for (const segment of net.segments) {
    const answers = new Map<string, { address: Address; stations: string[] }>();
    for (const device of net.devices.values()) {
      const here = device.interfaces.find((i) => i.name === segment.wire);
      if (!here) continue;
      const own = new Map(answeredBy(device, here).map((a) => [`${a.family}/${a.value}`, a]));
      for (const [key, address] of own)
        answers.set(key, { address, stations: [...(answers.get(key)?.stations ?? []), device.id] });
    }
    found.set(
      segment.wire,
      [...answers.values()].filter((a) => a.stations.length > 1),
    );
  }
  return found;
}

/** A10: over IPv4 not to itself, nor to who asks by an address that it has, too. */
function answersTo(net: OracleNet, station: string, asker: OracleDevice, here: LabInterface): boolean {
  if (station === asker.id) return false;
  const [by] = here.addresses.filter((a) => a.address.family === 4);
  const own = net.devices.get(station)?.interfaces.flatMap((i) => i.addresses) ?? [];
  return !by || !own.some((a) => sameAddress(a.address, by.address));
}

interface Undecided {
  readonly address: Address;
  readonly stations: readonly string[];
}

/** A10, A5, S3: ARP answers for every address of the device, neighbour discovery for those of the interface. */
function answeredBy(device: OracleDevice, here: LabInterface): Address[] {
  const all = device.interfaces.flatMap((i) => i.addresses.map((a) => a.address));
  const vips = device.kind === 'node' && device.cluster?.plan.serviceProxy === 'ipvs' ? vipsOf(device) : [];
  return [
    ...[...all, ...vips].filter((a) => a.family === 4),
    ...here.addresses.map((a) => a.address).filter((a) => a.family === 6),
    ...here.proxied,
  ];
}
