import {
  type Address,
  type CompiledCluster,
  type CompiledService,
  covers,
  type Device,
  type Family,
  formatAddress,
  formatPrefix,
  type Network,
  type Prefix,
} from '#core';

/** Marks what a node sends itself: its own calls to VIPs find a route that forwarded packets do not (S5). */
export const OWN_CALL_MARK = 5;
/** How many pods of a service a client's port can name: by its last four bits (S10). */
export const CHOICES = 16;

const FAMILIES: readonly Family[] = [4, 6];
const ip = (family: Family): string => (family === 4 ? 'ip' : 'ip6');
const set = (items: readonly string[]): string => `{ ${items.join(', ')} }`;

/** The nftables rules of a device: S and M on nodes, S8 on stateful routers, W3 over IPv6; empty for the rest. */
export function deviceRules(network: Network, device: Device): string {
  const chains: string[] = [];
  if (device.reversePathFilter !== 'off') chains.push(reversePathIPv6(device.reversePathFilter));
  const cluster = device.node && network.clusters.get(device.node.cluster);
  if (cluster) chains.push(...nodeChains(network, device, cluster));
  else if (device.dropsInvalid)
    chains.push(chain('forwarding', 'filter', 'forward', 0, ['ct state invalid drop comment "S8"']));
  return chains.length === 0 ? '' : `table inet hopwright {\n${chains.join('\n')}\n}\n`;
}

const chain = (
  name: string,
  type: string,
  hook: string,
  priority: number,
  rules: readonly string[],
): string =>
  ` chain ${name} {\n  type ${type} hook ${hook} priority ${priority}; policy accept;\n${rules.map((r) => `  ${r}\n`).join('')} }`;

/** W3 over IPv6, as firewalld writes it. */
const reversePathIPv6 = (filter: 'loose' | 'strict'): string =>
  chain('reverse_path', 'filter', 'prerouting', -290, [
    'icmpv6 type { nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept',
    `meta nfproto ipv6 fib saddr . mark ${filter === 'strict' ? '. iif ' : ''}oif missing drop comment "W3"`,
  ]);

function nodeChains(network: Network, device: Device, cluster: CompiledCluster): string[] {
  const { serviceProxy: proxy } = cluster;
  const is = (...names: readonly string[]): boolean => names.includes(proxy);
  const ownOnly = is('ebpf') && !cluster.advertisesServices;
  const translate = cluster.services.flatMap((service) => translations(network, service));
  const refuse = cluster.services.flatMap((service) => refusals(network, service));
  const forward = [
    ...(device.dropsInvalid ? ['ct state invalid drop comment "S8"'] : []),
    ...refuse.map((rule) => (ownOnly ? `iifname "pods" ${rule}` : rule)),
  ];
  const output = [...refuse];
  const input = is('ipvs') ? [...refuse] : [];
  const arriving: string[] = [];
  for (const family of FAMILIES) {
    const vips = texts(cluster.services, family);
    const ranges = minimal(cluster.servicePrefixes.filter((p) => p.family === family)).map(formatPrefix);
    const both = (rule: string): void => {
      forward.push(rule);
      output.push(rule);
    };
    if (vips.length > 0) {
      const toVip = `${ip(family)} daddr ${set(vips)}`;
      if (is('nftables')) both(`ct state new ${toVip} reject comment "S2"`);
      if (is('ipvs', 'any'))
        input.push(`ct state new ${toVip} meta l4proto { tcp, udp } reject comment "S3"`);
      if (is('any')) both(`${toVip} drop comment "S6"`);
      if (is('any') && family === 4) arriving.push(`ip saddr ${set(vips)} drop comment "S6"`);
      if (is('routed')) output.push(`meta mark ${OWN_CALL_MARK} ${toVip} drop comment "S5"`);
    }
    if (ranges.length > 0 && is('nftables', 'any'))
      both(`ct state new ${ip(family)} daddr ${set(ranges)} drop comment "${is('any') ? 'S6' : 'S2'}"`);
  }
  const filters = [
    ['forwarding', 'forward', 0, forward],
    ['sending', 'output', 0, output],
    ['receiving', 'input', 0, input],
    ['arriving', 'prerouting', -300, arriving],
  ] as const;
  return [
    chain('translate', 'nat', 'prerouting', -100, [
      ...(ownOnly ? ['iifname != "pods" return'] : []),
      ...translate,
    ]),
    chain('translate_own', 'nat', 'output', -100, translate),
    chain('sources', 'nat', 'postrouting', 100, sourceRules(network, device, cluster)),
    ...filters
      .filter(([, , , rules]) => rules.length > 0)
      .map(([name, hook, priority, rules]) => chain(name, 'filter', hook, priority, rules)),
  ];
}

/** The pods of a service that have an address of the family. */
const podsOf = (network: Network, service: CompiledService, family: Family): Address[] =>
  service.pods.flatMap(
    (id) =>
      network.devices
        .get(id)
        ?.interfaces.flatMap((i) => i.addresses)
        .find((a) => a.family === family) ?? [],
  );

const toService = (vip: Address, port: number): string =>
  `${ip(vip.family)} daddr ${formatAddress(vip)} meta l4proto { tcp, udp } th dport ${port}`;

/** DNAT to a pod; where there are several, the client's port says which, so that each can be tried (S10). */
function translations(network: Network, service: CompiledService): string[] {
  const { port, targetPort } = service;
  if (port === undefined) return [];
  return service.addresses.flatMap((vip) => {
    const pods = podsOf(network, service, vip.family).slice(0, CHOICES);
    const [only] = pods;
    if (!only) return [];
    const at = targetPort ?? port;
    const family = ip(vip.family);
    const sockets = Array.from({ length: CHOICES }, (_, choice) => {
      const pod = pods[choice % pods.length] ?? only;
      return `${choice} : ${formatAddress(pod)} . ${at}`;
    });
    const to =
      pods.length === 1 ? socketText(only, at) : `th sport & ${CHOICES - 1} map { ${sockets.join(', ')} }`;
    return [`${toService(vip, port)} dnat ${family} to ${to} comment "S"`];
  });
}

const socketText = (address: Address, port: number): string =>
  address.family === 4 ? `${formatAddress(address)}:${port}` : `[${formatAddress(address)}]:${port}`;

/** S11: a service without a pod. */
const refusals = (network: Network, service: CompiledService): string[] =>
  service.addresses.flatMap((vip) =>
    service.port !== undefined && podsOf(network, service, vip.family).length === 0
      ? [`ct state new ${toService(vip, service.port)} reject comment "S11"`]
      : [],
  );

/** S9, M2, M1: the source of a new connection, by the interface that it leaves by (A10). */
function sourceRules(network: Network, device: Device, cluster: CompiledCluster): string[] {
  const rules: string[] = [];
  const { masquerade } = cluster;
  for (const family of FAMILIES) {
    const inside = cluster.podPrefixes.filter((p) => p.family === family);
    const outside = (more: readonly Prefix[]): string => {
      const all = minimal([...inside, ...more]).map(formatPrefix);
      return all.length > 0 ? `!= ${set(all)}` : `!= ${family === 4 ? '255.255.255.255' : 'ff00::'}`;
    };
    const lends = lentAddress(device, family);
    const masq = (match: string, rule: string): void => {
      if (lends)
        rules.push(`oifname "pods" ${match} snat ${ip(family)} to ${formatAddress(lends)} comment "${rule}"`);
      rules.push(`${match} masquerade comment "${rule}"`);
    };
    masq(`ct status dnat ${ip(family)} saddr ${outside([])}`, 'S9');
    for (const pod of new Set(cluster.services.flatMap((s) => podsOf(network, s, family)).map(formatAddress)))
      masq(`ct status dnat ${ip(family)} saddr ${pod} ${ip(family)} daddr ${pod}`, 'S9 hairpin');
    if (device.node?.gateway?.snat)
      masq(`iifname "seg*" oifname "tunnel*" ${ip(family)} saddr ${outside([])}`, 'M2');
    if (masquerade !== 'none')
      masq(
        `iifname "pods" ${ip(family)} daddr ${outside(masquerade.except.filter((p) => p.family === family))}`,
        'M1',
      );
  }
  return rules;
}

/** The segment address of a node whose pods' side has none of its own (A5): what it sends there bears that. */
function lentAddress(device: Device, family: Family): Address | undefined {
  const of = (kind: string): Address | undefined =>
    device.interfaces
      .filter((i) => i.attachment.kind === kind)
      .flatMap((i) => i.addresses)
      .find((a) => a.family === family);
  return of('pods') ? undefined : of('segment');
}

const texts = (services: readonly CompiledService[], family: Family): string[] => [
  ...new Set(
    services
      .flatMap((s) => s.addresses)
      .filter((a) => a.family === family)
      .map(formatAddress),
  ),
];

/** Without what another covers: nftables takes no overlapping intervals. */
const minimal = (prefixes: readonly Prefix[]): Prefix[] =>
  prefixes.filter(
    (p, i) => !prefixes.some((q, j) => j !== i && covers(q, p) && (q.length < p.length || j < i)),
  );
