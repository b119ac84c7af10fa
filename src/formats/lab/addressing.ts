import {
  type Address,
  addressBits,
  contains,
  type Device,
  type Family,
  formatAddress,
  formatPrefix,
  hostPrefix,
  type Interface,
  type Network,
  prefixOf,
  type Route,
  sameAddress,
  samePrefix,
} from '#core';
import { cleanText } from '../export/svg/xml.ts';
import type { LabNames } from './names.ts';
import { OWN_CALL_MARK } from './netfilter.ts';

/** Linux takes IPv6 off an interface with less. */
const IPV6_MIN_MTU = 1280;
/** Large, so that a neighbour's MTU does not make a sender's segments smaller than the plan's `bytes` (W5). */
const ADVMSS = 60000;
const VIP_TABLE = 100;
/** The hardware address that nobody has: where two answer for an address, neither may be counted on (`ambiguous`). */
const NOBODY = '02:de:ad:00:00:00';
const METRICS = { connected: { 4: 0, 6: 1 }, static: { 4: 20, 6: 20 }, bgp: { 4: 200, 6: 200 } } as const;

/** What `ip -batch` is told in a device's namespace, in the order in which a machine comes up: segments and what they lead to, then the rest. */
export function ipBatch(network: Network, names: LabNames, device: Device): string[] {
  const writer = new RouteWriter(network, names, device);
  const boots = device.interfaces.filter((i) => i.attachment.kind === 'segment');
  const later = device.interfaces.filter((i) => i.attachment.kind !== 'segment');
  // Connected networks first: a kernel looks for next hops in them.
  const best = winners(device.routes);
  const laid = [
    ...best.filter(({ source }) => source === 'connected'),
    ...best.filter(({ source }) => source !== 'connected'),
  ];
  const routes = [...laid.flatMap((r) => writer.route(r)), ...writer.ownCalls()];
  return [
    'link set lo up',
    ...boots.flatMap((i) => interfaceLines(names, device, i)),
    ...routes.filter((r) => r.boots).map((r) => r.line),
    ...later.flatMap((i) => interfaceLines(names, device, i)),
    ...(device.internet ? ['link set inet up'] : []),
    ...writer.neighbours,
    ...routes.filter((r) => !r.boots).map((r) => r.line),
    ...boots.flatMap((i) => undecided(network, names, device, i)),
  ];
}

function interfaceLines(names: LabNames, device: Device, i: Interface): string[] {
  const name = names.kernel(device.id, i.name);
  const { kind } = i.attachment;
  if (kind === 'dummy')
    return i.addresses.map((a) => `addr add ${formatAddress(a)}/${addressBits(a.family)} dev lo`);
  if (kind === 'tunnel') return tunnelLines(names, device, i);
  return [
    `link set ${name} up`,
    ...addressLines(device, i, name),
    // Linux's loose reverse-path filter is strict on an interface without any IPv4 address; the plan's is not (W3).
    ...(i.addresses.some((a) => a.family === 4)
      ? []
      : [`addr add 169.254.9.${device.interfaces.indexOf(i) + 1}/32 dev ${name} scope link`]),
    ...(kind === 'segment'
      ? proxied(device)
          .filter((a) => i.addresses.some((own) => own.family === a.family))
          .map((a) => `neigh add proxy ${formatAddress(a)} dev ${name}`)
      : []),
  ];
}

const addressLines = (device: Device, i: Interface, name: string): string[] =>
  i.addresses
    .filter((a) => a.family === 4 || mtuOf(i) >= IPV6_MIN_MTU)
    .map(
      (a) =>
        `addr add ${formatAddress(a)}/${lengthOn(device, i, a)} dev ${name} noprefixroute${a.family === 6 ? ' nodad' : ''}`,
    );

export const mtuOf = (i: Interface): number =>
  i.addresses.some((a) => a.family === 4) || i.addresses.length === 0 ? i.mtu[4] : i.mtu[6];

/** The length of the connected prefix that the address is in there; of its own host prefix when there is none. */
function lengthOn(device: Device, i: Interface, address: Address): number {
  const connected = device.routes.find(
    ({ source, action, prefix }) =>
      source === 'connected' &&
      action.kind === 'connected' &&
      action.interface === i.name &&
      contains(prefix, address),
  );
  return i.attachment.kind === 'tunnel' || !connected ? addressBits(address.family) : connected.prefix.length;
}

/** A VXLAN device for each family of outer paths, whatever encapsulation the plan names, with that one's MTU (E3). */
function tunnelLines(names: LabNames, device: Device, i: Interface): string[] {
  const outers = device.interfaces
    .filter((own) => own.attachment.kind === 'segment')
    .flatMap((own) => own.addresses);
  return ([4, 6] as const).flatMap((family) => {
    const local = outers.find((a) => a.family === family);
    if (!local) return [];
    const name = tunnelName(family);
    return [
      `link add ${name} address ${tunnelMac(names, device.id, family)} mtu ${mtuOf(i)} type vxlan id ${vni(device)} local ${formatAddress(local)} dstport 4789 nolearning`,
      `link set ${name} up`,
      ...addressLines(device, i, name),
    ];
  });
}

export const tunnelName = (family: Family): string => `tunnel${family}`;
const vni = (device: Device): number =>
  100 +
  [...(device.node?.cluster ?? '')].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000, 7);
const tunnelMac = (names: LabNames, device: string, family: Family): string =>
  names.mac(device, 'tunnel').replace(/^02:00/, `02:0${family}`);

/** The VXLAN forwarding entries of a node, for `bridge -batch`: which peer is behind which outer address (E1). */
export const forwardingEntries = (names: LabNames, device: Device): string[] => [
  ...new Set(
    device.routes.flatMap(({ action }) =>
      action.kind === 'tunnel'
        ? [
            `fdb append ${tunnelMac(names, action.node, action.outer.family)} dev ${tunnelName(action.outer.family)} dst ${formatAddress(action.outer)}`,
          ]
        : [],
    ),
  ),
];

/** Native pods that the node answers for on its segment (A5). */
const proxied = (device: Device): Address[] =>
  device.routes.flatMap(({ action, prefix }) =>
    action.kind === 'pod' ? [{ family: prefix.family, value: prefix.value }] : [],
  );

/** `ambiguous`: what two others on the segment answer for, if this one asks (A10), is given the hardware address of nobody. */
function undecided(network: Network, names: LabNames, device: Device, i: Interface): string[] {
  if (i.attachment.kind !== 'segment') return [];
  const asker = i.addresses.find((a) => a.family === 4);
  const others = (network.segments.get(i.attachment.segment)?.stations ?? []).filter(
    (s) => s.device !== device.id && !(asker && owns(network, s.device, asker)),
  );
  const seen = new Map<string, Set<string>>();
  for (const { device: id, addresses } of others)
    for (const address of addresses) {
      const text = formatAddress(address);
      seen.set(text, (seen.get(text) ?? new Set()).add(id));
    }
  return [...seen]
    .filter(([, ids]) => ids.size > 1)
    .map(
      ([text]) =>
        `neigh replace ${text} lladdr ${NOBODY} dev ${names.kernel(device.id, i.name)} nud permanent`,
    );
}

const owns = (network: Network, device: string, address: Address): boolean =>
  (network.devices.get(device)?.interfaces ?? []).some((own) =>
    own.addresses.some((a) => sameAddress(a, address)),
  );

/** Of every prefix and metric the best: the kernel chooses between metrics itself, equals are settled by R6. */
function winners(routes: readonly Route[]): Route[] {
  return routes.filter(
    (route, n) =>
      routes.findIndex((r) => samePrefix(r.prefix, route.prefix) && r.source === route.source) === n,
  );
}

interface Line {
  /** It leaves by a segment and bears an address of one, so it is there from the start. */
  readonly boots: boolean;
  readonly line: string;
}

/** Writes routes, and collects the fixed next hops that they need. */
class RouteWriter {
  readonly neighbours = new Set<string>();
  readonly #network: Network;
  readonly #names: LabNames;
  readonly #device: Device;

  constructor(network: Network, names: LabNames, device: Device) {
    this.#network = network;
    this.#names = names;
    this.#device = device;
  }

  route(route: Route): Line[] {
    return this.#write(route, formatPrefix(route.prefix), '');
  }

  /** S5, S6: VIPs that a node itself may call although its table has a route that captures the range. */
  ownCalls(): Line[] {
    const cluster = this.#device.node && this.#network.clusters.get(this.#device.node.cluster);
    if (!cluster || !['routed', 'any'].includes(cluster.serviceProxy)) return [];
    const vips = [
      ...new Map(cluster.services.flatMap((s) => s.addresses).map((a) => [formatAddress(a), a])).values(),
    ];
    if (vips.length === 0) return [];
    const first = this.#device.interfaces.find((i) => i.attachment.kind === 'segment');
    return [
      { boots: true, line: `rule add fwmark ${OWN_CALL_MARK} lookup ${VIP_TABLE} pref 100` },
      ...vips.flatMap((vip) => {
        const way = winners(this.#device.routes)
          .filter((r) => contains(r.prefix, vip) && r.action.kind !== 'service-range')
          .sort((a, b) => b.prefix.length - a.prefix.length)[0];
        const to = formatPrefix(hostPrefix(vip));
        const table = ` table ${VIP_TABLE}`;
        if (way) return this.#write(way, to, table);
        return first
          ? [
              {
                boots: true,
                line: `route add ${to} dev ${this.#names.kernel(this.#device.id, first.name)}${table}`,
              },
            ]
          : [];
      }),
    ];
  }

  #write(route: Route, to: string, table: string): Line[] {
    const { action, prefix, source } = route;
    const { family } = prefix;
    const end = `metric ${METRICS[source][family]}`;
    // The rule that lays it, as ip's batches take comments. It may name a workload, and a line break in that would end the comment.
    const why = `  # ${cleanText(route.because)}`;
    if (action.kind === 'blackhole' || action.kind === 'service-range')
      return [{ boots: false, line: `route add blackhole ${to} ${end}${table}${why}` }];
    if (action.kind === 'internet')
      return [{ boots: false, line: `route add ${to} dev inet ${end}${table}${why}` }];
    const i = this.#device.interfaces.find((own) => own.name === action.interface);
    if (!i || (family === 6 && mtuOf(i) < IPV6_MIN_MTU)) return [];
    const dev =
      action.kind === 'tunnel'
        ? tunnelName(action.outer.family)
        : this.#names.kernel(this.#device.id, i.name);
    const next = this.#nextHop(route, dev);
    const src = sourceOf(this.#device, i, action.kind === 'via' ? action.gateway : prefix);
    const from = src && !(family === 6 && mtuOf(i) < IPV6_MIN_MTU) ? ` src ${formatAddress(src)}` : '';
    return [
      {
        boots: i.attachment.kind === 'segment' && !(src && isLate(this.#device, src)),
        line: `route add ${to}${next} dev ${dev} ${end}${from} advmss ${ADVMSS}${table}${why}`,
      },
    ];
  }

  #nextHop({ action, prefix: { family } }: Route, dev: string): string {
    const { interfaces, pod } = this.#device;
    if (action.kind === 'via' && pod) return this.#fixed(family, 1, this.#names.mac(pod.node, 'pods'), dev);
    if (action.kind === 'via')
      return ` via ${formatAddress(action.gateway)}${isNear(this.#device, action.interface, action.gateway) ? '' : ' onlink'}`;
    if (action.kind === 'tunnel') {
      const index = this.#network.devices.get(action.node)?.node?.index ?? 0;
      return this.#fixed(family, index + 1, tunnelMac(this.#names, action.node, action.outer.family), dev);
    }
    if (action.kind === 'link') {
      const attachment = interfaces.find((i) => i.name === action.interface)?.attachment;
      return attachment?.kind === 'link'
        ? this.#fixed(family, 1, this.#names.mac(attachment.peer, attachment.peerInterface), dev)
        : '';
    }
    return '';
  }

  /** A next hop that nobody is asked for: whoever is at the other end takes the packet, whatever its addresses. */
  #fixed(family: Family, number: number, mac: string, dev: string): string {
    const hop =
      family === 4 ? `169.254.${8 + (number >> 8)}.${number & 255}` : `fe80::ffff:${number.toString(16)}`;
    this.neighbours.add(`neigh replace ${hop} lladdr ${mac} dev ${dev} nud permanent`);
    return ` via ${hop} onlink`;
  }
}

/**
 * Whether an IPv6 next hop is better not forced (`onlink`): a kernel refuses to where it has a longer route to it by another
 * interface, and takes it unforced where a connected network of this one holds it.
 */
function isNear(device: Device, name: string, gateway: Address): boolean {
  if (gateway.family === 4) return false;
  const ways = winners(device.routes).flatMap(({ action, prefix }) =>
    'interface' in action && contains(prefix, gateway)
      ? [{ connected: action.kind === 'connected', name: action.interface, length: prefix.length }]
      : [],
  );
  const longest = Math.max(...ways.map((way) => way.length));
  return (
    ways.some((way) => way.connected && way.name === name) &&
    ways.some((way) => way.length === longest && way.name !== name)
  );
}

/** Whether only an interface that comes up after the segments has the address. */
const isLate = (device: Device, address: Address): boolean =>
  !device.interfaces.some(
    (i) => i.attachment.kind === 'segment' && i.addresses.some((a) => sameAddress(a, address)),
  );

/** A10: the address of the interface that a packet leaves by, nearest to where it goes; one without any lends another's. */
function sourceOf(device: Device, i: Interface, toward: Address): Address | undefined {
  const here = i.addresses.filter((a) => a.family === toward.family);
  const near = here.find((a) => contains(prefixOf(a, lengthOn(device, i, a)), toward));
  const anywhere = device.interfaces
    .filter(
      (other) => other.attachment.kind !== 'dummy' && (toward.family === 4 || mtuOf(other) >= IPV6_MIN_MTU),
    )
    .flatMap((other) => other.addresses)
    .find((a) => a.family === toward.family);
  return near ?? here[0] ?? anywhere;
}
