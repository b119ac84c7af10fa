import type { Cluster, Host, Link, Plan, Router } from '#core';
import { type Dice, dice } from './dice.ts';
import { randomCluster } from './randomCluster.ts';
import { randomFlows } from './randomFlows.ts';
import { sharedRanges } from './ranges.ts';
import { addRarities } from './rarities.ts';

/** Families that a plan's ranges are in. */
export type Families = readonly (4 | 6)[];

/**
 * A small random plan with five flows: every mode, proxy, masquerade and gateway, links of every kind in chains,
 * triangles and stars, stateful routers, reverse-path filters, MTU cases, IPv4, IPv6 and dual stack, four in ten with
 * overlapping ranges. The same seed gives the same plan.
 */
export function randomPlan(seed: number): Plan {
  const roll = dice(seed);
  const families = roll.pick<Families>([[4], [4], [4], [6], [4, 6]]);
  const overlapping = roll.chance(40);
  const routerCount = roll.pick([1, 2, 2, 3, 3, 4]);
  const routers = Array.from({ length: routerCount }, (_, i) => randomRouter(roll, i));
  const ranges = sharedRanges(roll, families, overlapping);
  const clusters = Array.from({ length: roll.pick([2, 2, 3]) }, (_, i) =>
    randomCluster(roll, i, ranges, i === 0 ? 0 : roll.below(routerCount)),
  );
  const hosts = Array.from({ length: roll.pick([1, 2, 2]) }, (_, i) =>
    randomHost(roll, i, ranges, routers, clusters),
  );
  const links = randomLinks(roll, families, routers, clusters, hosts);
  addTypedRoutes(roll, routers, clusters, hosts, links);
  const plan = addRarities(roll, { hopwright: 1, name: `Random ${seed}`, clusters, routers, links, hosts });
  return { ...plan, flows: randomFlows(roll, plan, families, sizesCanBeTried(families, clusters)) };
}

/**
 * The lab's tunnels are VXLAN, whatever the plan says, with the plan's MTU. Over IPv4 what is then too large is cut in
 * pieces; over IPv6 it would be lost, so full sizes are not asked of the tunnels that are leaner than VXLAN.
 */
const sizesCanBeTried = (families: Families, clusters: readonly Cluster[]): boolean =>
  families.includes(4) ||
  clusters.every(
    ({ network }) =>
      network?.mode !== 'overlay' || !['gre', 'ipip'].includes(network.encapsulation ?? 'vxlan'),
  );

function randomRouter(roll: Dice, index: number): Router {
  return {
    id: `r${index}`,
    ...(roll.chance(25) ? { stateful: true } : {}),
    ...(roll.chance(20) ? { reversePathFilter: roll.pick(['loose', 'strict'] as const) } : {}),
    ...(roll.chance(10) ? { internet: true } : {}),
  };
}

function randomHost(
  roll: Dice,
  index: number,
  ranges: ReturnType<typeof sharedRanges>,
  routers: readonly Router[],
  clusters: readonly Cluster[],
): Host {
  const beside = roll.chance(20) ? roll.any(clusters) : undefined;
  const router = beside?.router ?? roll.any(routers)?.id;
  return {
    id: `h${index}`,
    ...(router === undefined || roll.chance(3) ? {} : { router }),
    addresses: beside
      ? beside.nodes.cidrs.map((cidr) => ranges.inside(cidr, 100 + index))
      : ranges.host(index),
    ...(roll.chance(80) ? { port: roll.pick([443, 8091]) } : {}),
  };
}

/** A chain of routers, sometimes closed to a ring or starred from the first. */
function randomLinks(
  roll: Dice,
  families: Families,
  routers: readonly Router[],
  clusters: readonly Cluster[],
  hosts: readonly Host[],
): Link[] {
  const star = roll.chance(25);
  const pairs: [string, string][] = routers.slice(1).map((r, i) => [star ? 'r0' : `r${i}`, r.id]);
  if (routers.length > 2 && roll.chance(50)) pairs.push([`r${routers.length - 1}`, star ? 'r1' : 'r0']);
  if (routers.length === 2 && roll.chance(20)) pairs.push(['r0', 'r1']);
  const mostly = roll.pick(['static', 'bgp'] as const);
  return pairs.map((pair, i) => {
    const ends: [string, string] = roll.chance(50) ? pair : [pair[1], pair[0]];
    const routing = roll.chance(75) ? mostly : roll.pick(['static', 'bgp'] as const);
    const direct = roll.chance(40);
    return {
      id: `l${roll.chance(50) ? i : 9 - i}`,
      ends,
      ...(direct
        ? { kind: 'direct' as const }
        : { encapsulation: roll.pick(['ipsec', 'wireguard', 'gre'] as const) }),
      ...(roll.chance(25) ? { mtu: roll.pick([1400, 1450, 1380, 9000]) } : {}),
      ...(roll.chance(40)
        ? { cidrs: families.map((f) => (f === 4 ? `10.255.${i}.0/30` : `fd00:ff:${i + 1}::/64`)) }
        : {}),
      routing,
      ...(routing === 'static'
        ? {
            prefixes: [
              behind(roll, ends[0], ends[1], pairs, clusters, hosts),
              behind(roll, ends[1], ends[0], pairs, clusters, hosts),
            ] as [string[], string[]],
          }
        : {}),
    };
  });
}

/** What a router reaches through its neighbour: everything that is nearer to that; some of it is forgotten. */
function behind(
  roll: Dice,
  near: string,
  far: string,
  pairs: readonly (readonly [string, string])[],
  clusters: readonly Cluster[],
  hosts: readonly Host[],
): string[] {
  const distance = (from: string): Map<string, number> => {
    const found = new Map([[from, 0]]);
    for (const [id, steps] of found)
      for (const [a, b] of pairs)
        for (const [x, y] of [
          [a, b],
          [b, a],
        ] as const)
          if (x === id && !found.has(y)) found.set(y, steps + 1);
    return found;
  };
  const mine = distance(near);
  const theirs = distance(far);
  const nearer = (id: string | undefined): boolean =>
    id !== undefined && (theirs.get(id) ?? 99) < (mine.get(id) ?? 99);
  const all = [
    ...clusters
      .filter((c) => nearer(c.router))
      .flatMap((c) => [
        ...c.nodes.cidrs,
        ...(c.pods?.cidrs ?? []),
        ...(c.services && roll.chance(30) ? c.services.cidrs : []),
      ]),
    ...hosts.filter((h) => nearer(h.router)).flatMap((h) => h.addresses.map(networkOf)),
  ];
  return [...new Set(all)].filter(() => !roll.chance(7));
}

/** The CIDR of an interface address; the generator's own always end a /24 or a /64. */
const networkOf = (text: string): string =>
  text.includes(':') ? text.replace(/::[^/]*\/64$/, '::/64') : text.replace(/\.\d+\/24$/, '.0/24');

function addTypedRoutes(
  roll: Dice,
  routers: Router[],
  clusters: readonly Cluster[],
  hosts: readonly Host[],
  links: readonly Link[],
): void {
  for (const router of routers) {
    if (!roll.chance(15)) continue;
    const to = roll.any([
      ...clusters.flatMap((c) => [...(c.pods?.cidrs ?? []), ...c.nodes.cidrs, ...(c.services?.cidrs ?? [])]),
      ...hosts.flatMap((h) => h.addresses.map(networkOf)),
    ]);
    const via = roll.chance(30) ? 'blackhole' : roll.any(links.filter((l) => l.ends.includes(router.id)))?.id;
    if (to !== undefined && via !== undefined) router.routes = [{ to, via }];
  }
}
