import { describe, expect, it } from 'vitest';
import { formatPrefix } from '../address/prefix.ts';
import type { Cluster, ClusterNetwork } from '../plan/plan.ts';
import { networkOf, type PlanParts, routesOf } from '../testing/walkHelpers.ts';

const cluster = (network: ClusterNetwork, over: Partial<Cluster> = {}): Cluster => ({
  id: 'a',
  router: 'r',
  nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
  pods: { cidrs: ['10.0.0.0/16'] },
  network,
  serviceProxy: 'iptables',
  workloads: [{ name: 'w', replicas: 2, port: 80 }],
  ...over,
});
const plan = (network: ClusterNetwork, over: Partial<Cluster> = {}): PlanParts => ({
  routers: [{ id: 'r' }],
  clusters: [cluster(network, over)],
});
const podRoutes = (parts: PlanParts, device: string) =>
  routesOf(networkOf(parts), device).filter((route) => route.startsWith('10.0.'));

describe('pods and hosts', () => {
  it("[R1] a pod has a default via its node's own end, and nothing else", () => {
    expect(routesOf(networkOf(plan({ mode: 'routed' })), 'pod:a/w-1')).toEqual([
      '0.0.0.0/0 via 10.0.1.1 (static)',
    ]);
  });

  it("[R1] a native pod has a default via its node's address", () => {
    const { pods: _, ...native } = cluster({ mode: 'native' });
    expect(routesOf(networkOf({ routers: [{ id: 'r' }], clusters: [native] }), 'pod:a/w-1')).toEqual([
      '0.0.0.0/0 via 172.16.0.3 (static)',
    ]);
  });

  it('[R1] a host has its segments, and per family a default via its router', () => {
    const network = networkOf({
      routers: [{ id: 'r' }],
      hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24', 'fd00:32::7/64'] }],
    });
    expect(routesOf(network, 'host:h')).toEqual([
      '0.0.0.0/0 via 10.32.0.1 (static)',
      '10.32.0.0/24 on seg:r 10.32.0.0/24 (connected)',
      '::/0 via fd00:32::1 (static)',
      'fd00:32::/64 on seg:r fd00:32::/64 (connected)',
    ]);
  });

  it('[R1] a host without a router has its segment alone', () => {
    expect(routesOf(networkOf({ hosts: [{ id: 'h', addresses: ['10.32.0.7/24'] }] }), 'host:h')).toEqual([
      '10.32.0.0/24 on seg:h alone 10.32.0.0/24 (connected)',
    ]);
  });
});

describe('nodes', () => {
  it("[R2] a node has its segment, its own pods and a default via its segment's router", () => {
    expect(routesOf(networkOf(plan({ mode: 'routed' })), 'node:a/0')).toEqual([
      '0.0.0.0/0 via 172.16.0.1 (static)',
      '10.0.0.0/24 on pods (connected)',
      '172.16.0.0/24 on seg:r 172.16.0.0/24 (connected)',
    ]);
  });

  it.each<[string, ClusterNetwork, string[]]>([
    ['routed: nothing, they go to the router', { mode: 'routed' }, ['10.0.0.0/24 on pods (connected)']],
    [
      "bgp: the other node's address on the same segment",
      { mode: 'bgp' },
      ['10.0.0.0/24 on pods (connected)', '10.0.1.0/24 via 172.16.0.3 (bgp)'],
    ],
    [
      'overlay: the tunnel to the other node',
      { mode: 'overlay' },
      ['10.0.0.0/24 on pods (connected)', '10.0.1.0/24 through the tunnel to node:a/1 (static)'],
    ],
  ])("[R2] to the other nodes' pods, %s", (_, network, expected) => {
    expect(podRoutes(plan(network), 'node:a/0')).toEqual(expected);
  });

  it("[R2] bgp nodes on two segments reach each other's pods via the router", () => {
    const parts = plan({ mode: 'bgp' }, { nodes: { cidrs: ['172.16.0.0/24', '172.16.1.0/24'], count: 2 } });
    expect(podRoutes(parts, 'node:a/0')[1]).toBe('10.0.1.0/24 via 172.16.0.1 (bgp)');
  });

  it('[R2] native nodes know their own pods alone', () => {
    const { pods: _, ...native } = cluster({ mode: 'native' });
    expect(routesOf(networkOf({ routers: [{ id: 'r' }], clusters: [native] }), 'node:a/0')).toEqual([
      '0.0.0.0/0 via 172.16.0.1 (static)',
      '172.16.0.0/24 on seg:r 172.16.0.0/24 (connected)',
      '172.16.0.4/32 to pod:a/w-0 (connected)',
    ]);
  });

  it('[R2] without a router a node has no default', () => {
    const { router: _, ...alone } = cluster({ mode: 'routed' });
    expect(routesOf(networkOf({ clusters: [alone] }), 'node:a/0').some((r) => r.startsWith('0.'))).toBe(
      false,
    );
  });
});

describe('routers', () => {
  it.each<[string, ClusterNetwork, string[]]>([
    [
      "routed: each node's pod prefix via that node",
      { mode: 'routed' },
      ['10.0.0.0/24 via 172.16.0.2 (static)', '10.0.1.0/24 via 172.16.0.3 (static)'],
    ],
    [
      'bgp with advertiseToRouter: the same by BGP',
      { mode: 'bgp', advertiseToRouter: true },
      ['10.0.0.0/24 via 172.16.0.2 (bgp)', '10.0.1.0/24 via 172.16.0.3 (bgp)'],
    ],
    ['bgp without: nothing', { mode: 'bgp' }, []],
    ['overlay without a gateway: nothing', { mode: 'overlay' }, []],
    [
      'overlay with a gateway: the pod CIDRs via that node',
      { mode: 'overlay', gateway: { node: 1 } },
      ['10.0.0.0/16 via 172.16.0.3 (static)'],
    ],
  ])('[R3] a router knows of pods, %s', (_, network, expected) => {
    expect(podRoutes(plan(network), 'router:r')).toEqual(expected);
  });

  it('[R3] a router has its segments, transfer networks, routes and internet default', () => {
    const network = networkOf({
      routers: [
        {
          id: 'r',
          internet: true,
          routes: [
            { to: '10.9.0.0/16', via: 'l' },
            { to: '10.8.0.0/16', via: '10.32.0.7' },
            { to: '10.7.0.0/16', via: 'blackhole' },
          ],
        },
        { id: 's' },
      ],
      links: [{ id: 'l', ends: ['r', 's'], routing: 'static', cidrs: ['10.255.0.0/30'] }],
      hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24'] }],
    });
    expect(routesOf(network, 'router:r')).toEqual([
      '0.0.0.0/0 out to the internet (static)',
      '10.7.0.0/16 blackhole (static)',
      '10.8.0.0/16 via 10.32.0.7 (static)',
      '10.9.0.0/16 through link l (static)',
      '10.32.0.0/24 on seg:r 10.32.0.0/24 (connected)',
      '10.255.0.0/30 on link:l (connected)',
      '::/0 out to the internet (static)',
    ]);
  });

  it('[R3] a route via an address on no attached segment is not laid, as a kernel refuses it', () => {
    const network = networkOf({
      routers: [{ id: 'r', routes: [{ to: '10.9.0.0/16', via: '192.168.1.1' }] }],
    });
    expect(routesOf(network, 'router:r')).toEqual([]);
  });

  it('[R4] each end of a static link has the prefixes listed for it', () => {
    const network = networkOf({
      routers: [{ id: 'r' }, { id: 's' }],
      links: [
        {
          id: 'l',
          ends: ['s', 'r'],
          routing: 'static',
          prefixes: [['10.1.0.0/16'], ['10.2.0.0/16', 'fd00::/48']],
        },
      ],
    });
    expect(routesOf(network, 'router:s')).toEqual(['10.1.0.0/16 through link l (static)']);
    expect(routesOf(network, 'router:r')).toEqual([
      '10.2.0.0/16 through link l (static)',
      'fd00::/48 through link l (static)',
    ]);
  });

  it('[R7] an advertised service range is known to the router by BGP via the first node, and told on', () => {
    const parts = plan({ mode: 'routed' }, { services: { cidrs: ['10.96.0.0/16'], advertise: true } });
    const network = networkOf({
      ...parts,
      routers: [{ id: 'r' }, { id: 's' }],
      links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp' }],
    });
    const range = (device: string) => routesOf(network, device).filter((r) => r.startsWith('10.96.'));
    expect(range('router:r')).toEqual(['10.96.0.0/16 via 172.16.0.2 (bgp)']);
    expect(range('router:s')).toEqual(['10.96.0.0/16 through link l (bgp)']);
  });

  it('[R7] a range that is not advertised stays in its cluster', () => {
    const network = networkOf(plan({ mode: 'routed' }, { services: { cidrs: ['10.96.0.0/16'] } }));
    expect(routesOf(network, 'router:r').some((r) => r.startsWith('10.96.'))).toBe(false);
  });
});

describe('equal routes', () => {
  const twoLinks = (second: Partial<NonNullable<PlanParts['links']>[number]> = {}) =>
    networkOf({
      routers: [{ id: 'r' }, { id: 's' }],
      links: [
        { id: 'y', ends: ['r', 's'], routing: 'static', prefixes: [['10.1.0.0/16'], []] },
        { id: 'x', ends: ['r', 's'], routing: 'static', prefixes: [['10.1.0.0/16'], []], ...second },
      ],
    });
  const equal = (network: ReturnType<typeof networkOf>) =>
    network.equalRoutes.map((e) => [e.device, formatPrefix(e.prefix), e.chosen.because, e.others.length]);

  it('[R6] of two static routes to one prefix the lower link id wins, and the choice is reported', () => {
    const network = twoLinks();
    expect(routesOf(network, 'router:r')).toEqual([
      '10.1.0.0/16 through link x (static)',
      '10.1.0.0/16 through link y (static)',
    ]);
    expect(equal(network)).toEqual([['router:r', '10.1.0.0/16', 'R4 link x', 1]]);
  });

  it('[R6] a static route and a connected one are not equal', () => {
    expect(equal(twoLinks({ prefixes: [[], []], cidrs: ['10.1.0.0/16'] }))).toEqual([]);
  });

  it('[R6] two BGP paths of one length are equal, of two lengths are not', () => {
    const ring = (links: [string, string, string][]) =>
      networkOf({
        routers: ['a', 'b', 'c', 'd'].map((id) => ({ id })),
        links: links.map(([id, from, to]) => ({ id, ends: [from, to], routing: 'bgp' as const })),
        hosts: [{ id: 'h', router: 'd', addresses: ['10.32.0.7/24'] }],
      });
    const square: [string, string, string][] = [
      ['l1', 'a', 'b'],
      ['l2', 'a', 'c'],
      ['l3', 'b', 'd'],
      ['l4', 'c', 'd'],
    ];
    expect(equal(ring(square)).map((e) => e[0])).toEqual(['router:a']);
    expect(
      equal(
        ring([
          ['l1', 'a', 'b'],
          ['l2', 'a', 'd'],
          ['l3', 'b', 'd'],
        ]),
      ),
    ).toEqual([]);
  });
});
