import {
  type Address,
  addressBits,
  covers,
  type Family,
  formatAddress,
  formatPrefix,
  mustPrefix,
  type Prefix,
} from '#core';
import {
  FAMILIES,
  type OracleCluster,
  type OracleDevice,
  type OracleNode,
  type OracleService,
} from './model.ts';

/** Marks what a node sends itself: its own calls to VIPs find a route that forwarded packets do not (S5). */
export const OWN_CALL_MARK = 5;

const ip = (family: Family): string => (family === 4 ? 'ip' : 'ip6');
const set = (items: readonly string[]): string => `{ ${items.join(', ')} }`;
const addresses = (items: readonly Address[], family: Family): string[] => [
  ...new Set(items.filter((a) => a.family === family).map(formatAddress)),
];

/** Without what another covers: nftables takes no overlapping intervals. */
const minimal = (prefixes: readonly Prefix[]): Prefix[] =>
  prefixes.filter(
    (p, i) => !prefixes.some((q, j) => j !== i && covers(q, p) && (q.length < p.length || j < i)),
  );

/** The nftables ruleset of a device: what S, M and W3 make it do. */
export function netfilter(device: OracleDevice): string {
  const chains: string[] = [];
  if (device.reversePathFilter !== 'off') chains.push(reversePathIPv6(device.reversePathFilter));
  if (device.stateful) chains.push(chain('forwarding', 'filter', 'forward', 0, ['ct state invalid drop']));
  const node = device.cluster?.nodes.find((n) => n.id === device.id);
  if (device.cluster && node) chains.push(...nodeChains(device, device.cluster, node));
  return chains.length === 0 ? '' : `table inet hw {\n${chains.join('\n')}\n}\n`;
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
  chain('rpf', 'filter', 'prerouting', -290, [
    'icmpv6 type { nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept',
    `meta nfproto ipv6 fib saddr . mark ${filter === 'strict' ? '. iif ' : ''}oif missing drop`,
  ]);

function nodeChains(device: OracleDevice, cluster: OracleCluster, node: OracleNode): string[] {
  const proxy = cluster.plan.serviceProxy ?? 'any';
  const is = (...names: string[]): boolean => names.includes(proxy);
  const translate = translations(cluster);
  const outsiders = is('ebpf') && !cluster.plan.services?.advertise ? ['iifname != "pods" return'] : [];
  const forward: string[] = [];
  const output: string[] = [];
  const input: string[] = [];
  const raw: string[] = [];
  if (is('iptables', 'any')) forward.push('ct state invalid drop');
  const ebpfGuard = is('ebpf') && !cluster.plan.services?.advertise ? 'iifname "pods" ' : '';
  for (const rule of withoutPods(cluster)) {
    forward.push(ebpfGuard + rule);
    output.push(rule);
    if (is('ipvs')) input.push(rule);
  }
  for (const family of FAMILIES) {
    const vips = addresses(
      cluster.services.flatMap((s) => s.addresses),
      family,
    );
    const ranges = minimal((cluster.plan.services?.cidrs ?? []).map(mustPrefix))
      .filter((p) => p.family === family)
      .map(formatPrefix);
    if (vips.length > 0) {
      const toVip = `${ip(family)} daddr ${set(vips)}`;
      if (is('nftables')) for (const c of [forward, output]) c.push(`ct state new ${toVip} reject`);
      if (is('ipvs', 'any')) input.push(`ct state new ${toVip} meta l4proto { tcp, udp } reject`);
      if (is('any')) for (const c of [forward, output]) c.push(`${toVip} drop`);
      if (is('any') && family === 4) raw.push(`ip saddr ${set(vips)} drop`);
      if (is('routed')) output.push(`meta mark ${OWN_CALL_MARK} ${toVip} drop`);
    }
    if (ranges.length > 0 && is('nftables', 'any'))
      for (const c of [forward, output]) c.push(`ct state new ${ip(family)} daddr ${set(ranges)} drop`);
  }
  return [
    chain('pre', 'nat', 'prerouting', -100, [...outsiders, ...translate]),
    chain('out', 'nat', 'output', -100, translate),
    chain('post', 'nat', 'postrouting', 100, sourceRules(device, cluster, node)),
    ...(forward.length ? [chain('forwarding', 'filter', 'forward', 0, forward)] : []),
    ...(output.length ? [chain('outf', 'filter', 'output', 0, output)] : []),
    ...(input.length ? [chain('inf', 'filter', 'input', 0, input)] : []),
    ...(raw.length ? [chain('martian', 'filter', 'prerouting', -300, raw)] : []),
  ];
}

/** The number of choices that a client port can name (S10): its last four bits. */
export const CHOICES = 16;

/** The pods of a service that have an address of the family. */
const podsOf = (service: OracleService, family: Family): Address[] =>
  service.pods.flatMap((pod) => pod.addresses.find((a) => a.family === family) ?? []);

/** S: DNAT; the client's port says which pod, so that each is tried (S10). */
function translations(cluster: OracleCluster): string[] {
  const rules: string[] = [];
  for (const service of cluster.services)
    for (const vip of service.addresses) {
      const pods = podsOf(service, vip.family);
      if (service.port === undefined || pods.length === 0) continue;
      const to = `${ip(vip.family)} daddr ${formatAddress(vip)} meta l4proto { tcp, udp } th dport ${service.port}`;
      for (let choice = 0; choice < (pods.length > 1 ? CHOICES : 1); choice++) {
        const pod = pods[choice % pods.length];
        if (pod)
          rules.push(
            `${to} ${pods.length > 1 ? `th sport & 15 == ${choice} ` : ''}dnat ${ip(vip.family)} to ${endpoint(pod, service.targetPort ?? service.port)}`,
          );
      }
    }
  return rules;
}

const endpoint = (address: Address, port: number): string =>
  address.family === 4 ? `${formatAddress(address)}:${port}` : `[${formatAddress(address)}]:${port}`;

/** S11. */
const withoutPods = (cluster: OracleCluster): string[] =>
  cluster.services.flatMap((service) =>
    service.addresses
      .filter((vip) => service.port !== undefined && podsOf(service, vip.family).length === 0)
      .map(
        (vip) =>
          `ct state new ${ip(vip.family)} daddr ${formatAddress(vip)} meta l4proto { tcp, udp } th dport ${service.port} reject`,
      ),
  );

/** A8: the pod CIDRs wherever a rule asks for them. */
export function podCidrs(cluster: OracleCluster): Prefix[] {
  const { plan } = cluster;
  if (plan.pods) return plan.pods.cidrs.map(mustPrefix);
  if (plan.network?.mode === 'native') return plan.nodes.cidrs.map(mustPrefix);
  return (plan.nodes.list ?? []).flatMap((node) => (node.podCidrs ?? []).map(mustPrefix));
}

/** S9, M1, M2: new sources, by the interface that the packet leaves by (A10). */
function sourceRules(device: OracleDevice, cluster: OracleCluster, node: OracleNode): string[] {
  const rules: string[] = [];
  const { network, masquerade = 'none' } = cluster.plan;
  for (const family of FAMILIES) {
    const inside = podCidrs(cluster).filter((p) => p.family === family);
    const outside = (more: readonly Prefix[]): string => {
      const all = minimal([...inside, ...more]).map(formatPrefix);
      return all.length > 0
        ? `!= ${set(all)}`
        : `!= ${set([`${family === 4 ? '255.255.255.255' : 'ff00::'}/${addressBits(family)}`])}`;
    };
    const masq = (match: string): void => {
      const end = device.interfaces
        .find((i) => i.name === 'pods')
        ?.addresses.find((a) => a.address.family === family);
      const own = node.addresses.find((a) => a.address.family === family)?.address;
      if (!end && own) rules.push(`oifname "pods" ${match} snat ${ip(family)} to ${formatAddress(own)}`);
      rules.push(`${match} masquerade`);
    };
    masq(`ct status dnat ${ip(family)} saddr ${outside([])}`);
    for (const pod of cluster.services.flatMap((s) => podsOf(s, family)))
      masq(
        `ct status dnat ${ip(family)} saddr ${formatAddress(pod)} ${ip(family)} daddr ${formatAddress(pod)}`,
      );
    if (
      network?.mode === 'overlay' &&
      network.gateway &&
      (network.gateway.node ?? 0) === node.index &&
      (network.gateway.snat ?? true)
    )
      masq(`iifname "s*" oifname "tun*" ${ip(family)} saddr ${outside([])}`);
    if (masquerade !== 'none') {
      const except = masquerade === 'outside-pods' ? [] : masquerade.except;
      masq(
        `iifname "pods" ${ip(family)} daddr ${outside(except.map(mustPrefix).filter((p) => p.family === family))}`,
      );
    }
  }
  return rules;
}
