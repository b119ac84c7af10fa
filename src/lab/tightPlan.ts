import {
  type Cluster,
  compileNetwork,
  type Flow,
  type Host,
  type Link,
  type Plan,
  parsePlanValue,
  type Router,
} from '#core';
import { type Dice, dice } from './dice.ts';

/**
 * A second kind of random plan: everything in one small space, with prefixes of any length, so that nearly every range
 * lies in or over another, next hops are in odd places, and routes lead round in circles. The same seed makes the same plan.
 */
export function tightPlan(seed: number): Plan {
  for (let turn = 0; ; turn++) {
    const plan = drawn(seed, turn);
    if (canBeBuilt(plan)) return plan;
  }
}

/**
 * Addresses that cannot work are findings, and kernels make of them what they like: a network's own and broadcast address
 * differ by version, and over IPv6 a next hop outside of its segment may be refused.
 */
const canBeBuilt = (plan: Plan): boolean =>
  parsePlanValue(plan).ok &&
  compileNetwork(plan).addressProblems.every(
    ({ rule, address }) =>
      rule !== 'network-or-broadcast-address' &&
      (rule !== 'address-outside-segment' || address?.family === 4),
  );

function drawn(seed: number, turn: number): Plan {
  const roll = dice((seed ^ 0x7157) + turn * 1_000_003);
  const space = roll.chance(70) ? FOUR : SIX;
  const routers = Array.from({ length: roll.pick([1, 2, 3, 4, 5]) }, (_, i) => anyRouter(roll, i));
  const clusters = Array.from({ length: roll.pick([1, 2, 2, 3]) }, (_, i) =>
    anyCluster(roll, space, i, routers),
  );
  const hosts = Array.from({ length: roll.pick([1, 2, 3]) }, (_, i) =>
    anyHost(roll, space, i, routers, clusters),
  );
  const links = anyLinks(roll, space, routers);
  for (const router of routers)
    if (roll.chance(40)) router.routes = anyRoutes(roll, space, router, links, clusters);
  const plan: Plan = { hopwright: 1, name: `Tight ${seed}`, clusters, routers, links, hosts };
  return { ...plan, flows: anyFlows(roll, space, plan) };
}

interface Space {
  /** A prefix whose length is between both, counted from the space's own. */
  prefix(roll: Dice, shortest: number, longest: number): string;
  address(roll: Dice): string;
  readonly bits: number;
}

/** 10.0.0.0/22, or fd00::/118: a thousand addresses. */
const SPACE_BITS = 10;
const FOUR = space(22, (n) => `10.0.${n >> 8}.${n & 255}`);
const SIX = space(118, (n) => (n === 0 ? 'fd00::' : `fd00::${n.toString(16)}`));

function space(bits: number, text: (n: number) => string): Space {
  return {
    bits,
    prefix: (roll, shortest, longest) => {
      const length = shortest + roll.below(longest - shortest + 1);
      const size = 2 ** (SPACE_BITS - length);
      return `${text(roll.below(2 ** length) * size)}/${bits + length}`;
    },
    // Odd: no network's own address, which over IPv6 every router on it answers for.
    address: (roll) => text(roll.below(roll.chance(60) ? 40 : 1024) | 1),
  };
}

function anyRouter(roll: Dice, i: number): Router {
  return {
    id: `r${i}`,
    ...(roll.chance(25) ? { stateful: true } : {}),
    ...(roll.chance(20) ? { reversePathFilter: roll.pick(['loose', 'strict'] as const) } : {}),
    ...(roll.chance(10) ? { internet: true } : {}),
  };
}

function anyCluster(roll: Dice, space: Space, i: number, routers: readonly Router[]): Cluster {
  const mode = roll.pick(['routed', 'bgp', 'overlay', 'overlay', 'native'] as const);
  const count = roll.pick([1, 2, 3]);
  const cidrs = [space.prefix(roll, 2, 7)];
  const pods = space.prefix(roll, 0, 3);
  const nodeMask = Number(pods.split('/')[1]) + roll.pick([2, 3, 4]);
  const services = space.prefix(roll, 0, 5);
  const explicit = (): { addresses?: string[]; podCidrs?: string[] } => ({
    ...(roll.chance(40) ? { addresses: [space.address(roll)] } : {}),
    ...(roll.chance(30) && mode !== 'native' ? { podCidrs: [space.prefix(roll, 3, 7)] } : {}),
  });
  return {
    id: `c${i}`,
    ...(roll.chance(5) ? {} : { router: roll.any(routers)?.id ?? 'r0' }),
    nodes: roll.chance(30) ? { cidrs, list: Array.from({ length: count }, explicit) } : { cidrs, count },
    ...(mode === 'native' && roll.chance(70) ? {} : { pods: { cidrs: [pods], nodeMask: [nodeMask] } }),
    ...(roll.chance(80)
      ? { services: { cidrs: [services], ...(roll.chance(30) ? { advertise: true } : {}) } }
      : {}),
    network:
      mode === 'overlay'
        ? {
            mode,
            encapsulation: roll.pick(['vxlan', 'gre', 'geneve', 'ipip', 'wireguard'] as const),
            ...(roll.chance(60) ? { gateway: { node: roll.below(count), snat: roll.chance(50) } } : {}),
          }
        : mode === 'bgp'
          ? { mode, advertiseToRouter: roll.chance(70) }
          : { mode },
    serviceProxy: roll.pick(['any', 'iptables', 'nftables', 'ipvs', 'ebpf', 'routed'] as const),
    ...(roll.chance(40)
      ? { masquerade: roll.chance(50) ? ('outside-pods' as const) : { except: [space.prefix(roll, 0, 5)] } }
      : {}),
    ...(roll.chance(20) ? { reversePathFilter: roll.pick(['loose', 'strict'] as const) } : {}),
    ...(roll.chance(15) ? { mtu: roll.pick([1400, 9000]) } : {}),
    workloads: [
      {
        name: 'cb',
        replicas: roll.pick([1, 2, 3]),
        port: 8091,
        ...(roll.chance(20) ? { pods: [{ ordinal: 0, node: 0, addresses: [space.address(roll)] }] } : {}),
      },
    ],
    expose: [
      {
        name: 'svc',
        workload: 'cb',
        port: roll.pick([80, 8091]),
        ...(roll.chance(40) ? { clusterIPs: [space.address(roll)] } : {}),
      },
    ],
  };
}

function anyHost(
  roll: Dice,
  space: Space,
  i: number,
  routers: readonly Router[],
  clusters: readonly Cluster[],
): Host {
  const beside = roll.chance(40) ? roll.any(clusters) : undefined;
  const length = beside?.nodes.cidrs[0]?.split('/')[1] ?? `${space.bits + roll.pick([2, 4, 6, 10])}`;
  const router = beside?.router ?? roll.any(routers)?.id;
  return {
    id: `h${i}`,
    ...(router === undefined ? {} : { router }),
    addresses: [
      ...new Set([0, ...(roll.chance(15) ? [1] : [])].map(() => `${space.address(roll)}/${length}`)),
    ],
    port: roll.pick([443, 8091]),
  };
}

function anyLinks(roll: Dice, space: Space, routers: readonly Router[]): Link[] {
  const links: Link[] = [];
  for (const a of routers)
    for (const b of routers) {
      if (a.id >= b.id || !roll.chance(b.id === `r${Number(a.id.slice(1)) + 1}` ? 90 : 30)) continue;
      const routing = roll.pick(['static', 'bgp'] as const);
      const reached = (): string[] => Array.from({ length: roll.below(4) }, () => space.prefix(roll, 0, 6));
      links.push({
        id: `l${links.length}`,
        ends: roll.chance(50) ? [a.id, b.id] : [b.id, a.id],
        ...(roll.chance(50)
          ? { kind: 'direct' as const }
          : { encapsulation: roll.pick(['ipsec', 'wireguard', 'gre'] as const) }),
        ...(roll.chance(40) ? { cidrs: [space.prefix(roll, 7, 8)] } : {}),
        routing,
        ...(routing === 'static' ? { prefixes: [reached(), reached()] as [string[], string[]] } : {}),
      });
    }
  return links;
}

function anyRoutes(
  roll: Dice,
  space: Space,
  router: Router,
  links: readonly Link[],
  clusters: readonly Cluster[],
): { to: string; via: string }[] {
  const mine = links.filter((l) => l.ends.includes(router.id));
  const neighbours = clusters.filter((c) => c.router === router.id).flatMap((c) => c.nodes.cidrs);
  return Array.from({ length: roll.pick([1, 2]) }, () => ({
    to: space.prefix(roll, 0, 6),
    via:
      (roll.chance(40) ? roll.any(mine)?.id : undefined) ??
      (roll.chance(60) ? nextTo(roll.any(neighbours)) : undefined) ??
      'blackhole',
  }));
}

/** A neighbour's address in that network: its second or third. */
function nextTo(cidr: string | undefined): string | undefined {
  return cidr?.replace(/([.:])([0-9a-f]*)\/\d+$/, (_, dot: string, last: string) =>
    dot === '.' ? `.${Number(last) + 2}` : `:${(Number.parseInt(last || '0', 16) + 2).toString(16)}`,
  );
}

function anyFlows(roll: Dice, space: Space, plan: Plan): Flow[] {
  const clusters = plan.clusters ?? [];
  const ends = [
    ...clusters.flatMap((c) =>
      Array.from({ length: c.workloads?.[0]?.replicas ?? 0 }, (_, i) => `pod:${c.id}/cb-${i}`),
    ),
    ...clusters.flatMap((c) =>
      Array.from({ length: c.nodes.list?.length ?? c.nodes.count ?? 0 }, (_, i) => `node:${c.id}/${i}`),
    ),
    ...(plan.hosts ?? []).flatMap((h) => [`host:${h.id}`, `host:${h.id}`]),
    ...(plan.routers ?? []).map((r) => `router:${r.id}`),
  ];
  const services = clusters.map((c) => `service:${c.id}/svc`);
  return Array.from({ length: 5 }, (_, i) => {
    const to =
      (roll.chance(25) ? roll.any(services) : undefined) ??
      (roll.chance(20) ? `ip:${space.address(roll)}` : roll.any(ends)) ??
      'router:r0';
    const protocol = roll.pick(['tcp', 'tcp', 'udp', 'icmp'] as const);
    return {
      id: `f${i}`,
      from: roll.any(ends) ?? 'router:r0',
      to,
      ...(to.startsWith('service:') && protocol === 'icmp' ? {} : { protocol }),
    };
  });
}
