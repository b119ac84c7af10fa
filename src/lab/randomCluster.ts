import type { Cluster, ClusterNetwork, Expose, Masquerade, NodeEntry, Workload } from '#core';
import type { Dice } from './dice.ts';
import type { Ranges } from './ranges.ts';

/** A cluster of one to three nodes with at most three pods a workload. */
export function randomCluster(roll: Dice, index: number, ranges: Ranges, router: number): Cluster {
  const network = randomNetwork(roll);
  const cidrs = ranges.nodes(index);
  const count = roll.pick([1, 2, 2, 3]);
  const workloads: Workload[] = [
    { name: 'cb', kind: 'StatefulSet', replicas: roll.pick([1, 2, 3]), port: 8091 },
    ...(roll.chance(40) ? [{ name: 'web', replicas: roll.pick([0, 1, 2]), port: 80 }] : []),
  ];
  const services = roll.chance(85) ? ranges.services(index) : undefined;
  const expose: Expose[] = [
    { name: 'cb-svc', workload: 'cb', ...(roll.chance(50) ? { port: roll.pick([8091, 9000]) } : {}) },
    ...(workloads.length > 1 && roll.chance(60) ? [{ name: 'web-svc', workload: 'web', port: 80 }] : []),
  ];
  return {
    id: `c${index}`,
    ...(roll.chance(3) ? {} : { router: `r${router}` }),
    nodes: roll.chance(15) ? { cidrs, list: nodeList(roll, count, cidrs, ranges) } : { cidrs, count },
    ...(network.mode === 'native' ? {} : { pods: { cidrs: ranges.pods(index) } }),
    ...(services ? { services: { cidrs: services, ...(roll.chance(30) ? { advertise: true } : {}) } } : {}),
    network,
    serviceProxy: roll.pick(['any', 'any', 'iptables', 'nftables', 'ipvs', 'ebpf', 'routed'] as const),
    ...(roll.chance(45) ? { masquerade: randomMasquerade(roll, ranges) } : {}),
    ...(roll.chance(20) ? { reversePathFilter: roll.pick(['loose', 'strict'] as const) } : {}),
    ...(roll.chance(20) ? { mtu: roll.pick([1400, 1450, 9000]) } : {}),
    workloads,
    ...(services ? { expose } : {}),
  };
}

function randomNetwork(roll: Dice): ClusterNetwork {
  switch (roll.pick(['routed', 'bgp', 'overlay', 'overlay', 'native'] as const)) {
    case 'routed':
      return { mode: 'routed' };
    case 'bgp':
      return { mode: 'bgp', advertiseToRouter: roll.chance(70) };
    case 'native':
      return { mode: 'native' };
    default:
      return {
        mode: 'overlay',
        encapsulation: roll.pick(['vxlan', 'gre', 'geneve', 'ipip', 'wireguard'] as const),
        ...(roll.chance(60) ? { gateway: { node: 0, snat: roll.chance(50) } } : {}),
      };
  }
}

const randomMasquerade = (roll: Dice, ranges: Ranges): Masquerade =>
  roll.chance(60)
    ? 'outside-pods'
    : {
        except: ranges.families.map((f) =>
          f === 4 ? roll.pick(['10.0.0.0/8', '192.168.0.0/16']) : 'fd00:168::/32',
        ),
      };

function nodeList(roll: Dice, count: number, cidrs: readonly string[], ranges: Ranges): NodeEntry[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `n${i}`,
    ...(roll.chance(50)
      ? { addresses: firstOfEachFamily(cidrs).map((c) => ranges.inside(c, 20 + i).replace(/\/\d+$/, '')) }
      : {}),
  }));
}

const firstOfEachFamily = (cidrs: readonly string[]): string[] =>
  [cidrs.find((c) => !c.includes(':')), cidrs.find((c) => c.includes(':'))].filter((c) => c !== undefined);
