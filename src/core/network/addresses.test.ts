import { describe, expect, it } from 'vitest';
import { formatAddress } from '../address/address.ts';
import type { Cluster } from '../plan/plan.ts';
import { addressesOf, deviceOf, networkOf, type PlanParts } from '../testing/walkHelpers.ts';

const cluster = (over: Partial<Cluster> = {}): Cluster => ({
  id: 'a',
  router: 'r',
  nodes: { cidrs: ['172.16.0.0/24'], count: 3 },
  ...over,
});
const plan = (...clusters: Cluster[]): PlanParts => ({ routers: [{ id: 'r' }], clusters });
const nodes = (parts: PlanParts, id = 'a'): string[][] => {
  const network = networkOf(parts);
  return (network.clusters.get(id)?.nodes ?? []).map((node) =>
    deviceOf(network, node)
      .interfaces.filter((i) => i.attachment.kind === 'segment')
      .flatMap((i) => i.addresses.map(formatAddress)),
  );
};
const podAddresses = (parts: PlanParts, id = 'a'): Record<string, string[]> => {
  const network = networkOf(parts);
  return Object.fromEntries(
    (network.clusters.get(id)?.pods ?? []).map((pod) => [pod, addressesOf(network, pod)]),
  );
};
const podNodes = (parts: PlanParts, id = 'a'): string[] => {
  const network = networkOf(parts);
  return (network.clusters.get(id)?.pods ?? []).map((pod) => deviceOf(network, pod).pod?.node ?? '');
};
const vips = (parts: PlanParts): string[][] =>
  (networkOf(parts).clusters.get('a')?.services ?? []).map((s) => s.addresses.map(formatAddress));

describe('segments', () => {
  it('[A1] a cluster and a host with exactly the same CIDR on one router share one segment', () => {
    const network = networkOf({
      ...plan(cluster()),
      hosts: [{ id: 'h', router: 'r', addresses: ['172.16.0.9/24'] }],
    });
    expect([...network.segments.values()].map((s) => s.entities)).toEqual([['a', 'h']]);
  });

  it('[A1] a nested CIDR on the same router is a segment of its own', () => {
    const network = networkOf({
      ...plan(cluster()),
      hosts: [{ id: 'h', router: 'r', addresses: ['172.16.0.9/25'] }],
    });
    expect([...network.segments.values()].map((s) => s.entities)).toEqual([['a'], ['h']]);
  });

  it('[A1] the same CIDR on two routers is two segments', () => {
    const network = networkOf({
      routers: [{ id: 'r' }, { id: 's' }],
      clusters: [cluster(), cluster({ id: 'b', router: 's' })],
    });
    expect([...network.segments.values()].map((s) => [s.router, s.entities])).toEqual([
      ['router:r', ['a']],
      ['router:s', ['b']],
    ]);
  });

  it('[A1] an address that a host lists twice is one address of its interface', () => {
    const network = networkOf({
      routers: [{ id: 'r' }],
      hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24', '10.32.0.7/24', '10.32.0.8/24'] }],
    });
    const [only, ...more] = network.devices.get('host:h')?.interfaces ?? [];
    expect(more).toEqual([]);
    expect(only?.addresses.map(formatAddress)).toEqual(['10.32.0.7', '10.32.0.8']);
  });

  it('[A1] every address of a host makes the subnet that it is in', () => {
    const network = networkOf({
      routers: [{ id: 'r' }],
      hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24', '2001:db8::7/64'] }],
    });
    expect([...network.segments.values()].map((s) => s.gateway && formatAddress(s.gateway))).toEqual([
      '10.32.0.1',
      '2001:db8::1',
    ]);
  });
});

describe('node networks', () => {
  it('[A2] the router takes the first usable address, nodes follow from the second', () => {
    const parts = plan(cluster());
    expect(addressesOf(networkOf(parts), 'router:r')).toEqual(['172.16.0.1']);
    expect(nodes(parts)).toEqual([['172.16.0.2'], ['172.16.0.3'], ['172.16.0.4']]);
  });

  it('[A2] over IPv6 the router takes ::1', () => {
    const parts = plan(cluster({ nodes: { cidrs: ['fd00:1::/64'], count: 2 } }));
    expect(addressesOf(networkOf(parts), 'router:r')).toEqual(['fd00:1::1']);
    expect(nodes(parts)).toEqual([['fd00:1::2'], ['fd00:1::3']]);
  });

  it('[A2] a host that has the first address moves the router to the next, and nodes skip both', () => {
    const parts = {
      ...plan(cluster()),
      hosts: [
        { id: 'h', router: 'r', addresses: ['172.16.0.1/24'] },
        { id: 'i', router: 'r', addresses: ['172.16.0.4/24'] },
      ],
    };
    expect(addressesOf(networkOf(parts), 'router:r')).toEqual(['172.16.0.2']);
    expect(nodes(parts)).toEqual([['172.16.0.3'], ['172.16.0.5'], ['172.16.0.6']]);
  });

  it('[A2] nodes are dealt over several CIDRs of one family in turn, and over each family by itself', () => {
    const parts = plan(
      cluster({ nodes: { cidrs: ['172.16.0.0/24', 'fd00:1::/64', '172.16.1.0/24'], count: 3 } }),
    );
    expect(nodes(parts)).toEqual([
      ['172.16.0.2', 'fd00:1::2'],
      ['172.16.1.2', 'fd00:1::3'],
      ['172.16.0.3', 'fd00:1::4'],
    ]);
  });

  it('[A2] without a router the nodes have their addresses and no gateway', () => {
    const { router: _, ...alone } = cluster();
    const network = networkOf({ clusters: [alone] });
    const [segment] = network.segments.values();
    expect(segment?.gateway).toBeUndefined();
    expect(addressesOf(network, 'node:a/0')).toEqual(['172.16.0.2']);
  });

  it('[A2] two clusters on one segment never deal an address twice', () => {
    const parts = plan(cluster(), cluster({ id: 'b' }));
    expect([...nodes(parts), ...nodes(parts, 'b')].flat()).toEqual(
      [2, 3, 4, 5, 6, 7].map((n) => `172.16.0.${n}`),
    );
  });

  it('[A2] a segment that is full leaves nodes without an address and says how many', () => {
    const parts = plan(cluster({ nodes: { cidrs: ['172.16.0.0/29'], count: 7 } }));
    expect(nodes(parts)).toEqual([...[2, 3, 4, 5, 6].map((n) => [`172.16.0.${n}`]), [], []]);
    expect(networkOf(parts).addressProblems).toMatchObject([{ rule: 'node-network-too-small', missing: 2 }]);
  });

  it("[A2] both addresses of a /31 are usable, the one of a /32 is the router's", () => {
    expect(nodes(plan(cluster({ nodes: { cidrs: ['172.16.0.0/31'], count: 2 } })))).toEqual([
      ['172.16.0.1'],
      [],
    ]);
    const one = plan(cluster({ nodes: { cidrs: ['172.16.0.0/32'], count: 1 } }));
    expect(addressesOf(networkOf(one), 'router:r')).toEqual(['172.16.0.0']);
    expect(nodes(one)).toEqual([[]]);
  });
});

describe('pod prefixes', () => {
  const pods = { cidrs: ['10.0.0.0/16', 'fd00:10::/56'] };
  const dual = { cidrs: ['172.16.0.0/24', 'fd00:1::/64'], count: 2 };

  it("[A3] node k owns the k-th /24 and /64, its first usable address is the node's own end", () => {
    const network = networkOf(plan(cluster({ nodes: dual, pods })));
    expect(addressesOf(network, 'node:a/1')).toEqual([
      '172.16.0.3',
      'fd00:1::3',
      '10.0.1.1',
      'fd00:10:0:1::1',
    ]);
  });

  it('[A3] nodeMask says how long each prefix is, one per CIDR', () => {
    const network = networkOf(plan(cluster({ nodes: dual, pods: { ...pods, nodeMask: [26, 72] } })));
    expect(addressesOf(network, 'node:a/1').slice(2)).toEqual(['10.0.0.65', 'fd00:10::100:0:0:1']);
  });

  it("[A3] the node's own end is its tunnel address in an overlay", () => {
    const network = networkOf(plan(cluster({ pods, network: { mode: 'overlay' } })));
    const tunnel = deviceOf(network, 'node:a/1').interfaces.find((i) => i.attachment.kind === 'tunnel');
    expect(tunnel?.addresses.map(formatAddress)).toEqual(['10.0.1.1', 'fd00:10:0:1::1']);
  });

  it("[A3] pods take the addresses after the node's end, in order", () => {
    const parts = plan(
      cluster({ nodes: { ...dual, count: 1 }, pods, workloads: [{ name: 'w', replicas: 2 }] }),
    );
    expect(podAddresses(parts)).toEqual({
      'pod:a/w-0': ['10.0.0.2', 'fd00:10::2'],
      'pod:a/w-1': ['10.0.0.3', 'fd00:10::3'],
    });
  });

  it("[A3] pods go on in the node's next prefix when the first is full, and what finds no room is counted", () => {
    const parts = plan(
      cluster({
        nodes: { cidrs: ['172.16.0.0/24'], count: 1 },
        pods: { cidrs: ['10.0.0.0/24', '10.9.0.0/24'], nodeMask: [30, 30] },
        workloads: [{ name: 'w', replicas: 3 }],
      }),
    );
    expect(Object.values(podAddresses(parts))).toEqual([['10.0.0.2'], ['10.9.0.2'], []]);
    expect(networkOf(parts).addressProblems).toMatchObject([{ rule: 'pods-exceed-node-prefix', missing: 1 }]);
  });

  it("[A3] a node's explicit podCidrs stand in the place of the dealt prefix", () => {
    const parts = plan(
      cluster({
        nodes: { cidrs: ['172.16.0.0/24'], list: [{}, { podCidrs: ['10.0.77.0/24'] }] },
        pods: { cidrs: ['10.0.0.0/16'] },
        workloads: [{ name: 'w', replicas: 2 }],
      }),
    );
    expect(podAddresses(parts)).toEqual({ 'pod:a/w-0': ['10.0.0.2'], 'pod:a/w-1': ['10.0.77.2'] });
  });

  it('[A3] a pod range with room for fewer nodes leaves the last ones without pods', () => {
    const parts = plan(
      cluster({ pods: { cidrs: ['10.0.0.0/23'] }, workloads: [{ name: 'w', replicas: 3 }] }),
    );
    expect(Object.values(podAddresses(parts))).toEqual([['10.0.0.2'], ['10.0.1.2'], []]);
    expect(networkOf(parts).addressProblems).toMatchObject([{ rule: 'pod-range-too-small', missing: 1 }]);
  });

  it('[A4] replicas go to the nodes in turn, the next workload goes on where the last stopped', () => {
    const parts = plan(
      cluster({
        pods: { cidrs: ['10.0.0.0/16'] },
        workloads: [
          { name: 'v', replicas: 2 },
          { name: 'w', replicas: 3 },
        ],
      }),
    );
    expect(podNodes(parts)).toEqual([0, 1, 2, 0, 1].map((n) => `node:a/${n}`));
  });

  it('[A4] a pod can be put on a node', () => {
    const parts = plan(
      cluster({
        pods: { cidrs: ['10.0.0.0/16'] },
        workloads: [{ name: 'w', replicas: 2, pods: [{ ordinal: 0, node: 2 }] }],
      }),
    );
    expect(podNodes(parts)[0]).toBe('node:a/2');
    expect(podAddresses(parts)['pod:a/w-0']).toEqual(['10.0.2.2']);
  });
});

describe('native pods', () => {
  const native = (over: Partial<Cluster> = {}) =>
    plan(cluster({ network: { mode: 'native' }, workloads: [{ name: 'w', replicas: 2 }], ...over }));

  it("[A5] native pods take addresses of the node's segment after the last node", () => {
    expect(Object.values(podAddresses(native()))).toEqual([['172.16.0.5'], ['172.16.0.6']]);
  });

  it('[A5] native pods take addresses of the part that pods.cidrs names', () => {
    expect(Object.values(podAddresses(native({ pods: { cidrs: ['172.16.0.128/25'] } })))).toEqual([
      ['172.16.0.129'],
      ['172.16.0.130'],
    ]);
  });

  it('[A5] native pods skip what the plan gives to somebody else on the segment', () => {
    const parts = { ...native(), hosts: [{ id: 'h', router: 'r', addresses: ['172.16.0.5/24'] }] };
    expect(Object.values(podAddresses(parts))).toEqual([['172.16.0.6'], ['172.16.0.7']]);
  });

  it("[A5] each family of a native pod comes from the node's segment of that family", () => {
    const parts = native({ nodes: { cidrs: ['172.16.0.0/24', 'fd00:1::/64'], count: 1 } });
    expect(podAddresses(parts)['pod:a/w-0']).toEqual(['172.16.0.3', 'fd00:1::3']);
  });

  it.each([
    ['IPv4', '172.16.0.0/24', '172.16.0.5'],
    ['IPv6', 'fd00:1::/64', 'fd00:1::5'],
  ])("[A5] the pod's node answers for it on the segment, over %s", (_, cidr, pod) => {
    const network = networkOf(native({ nodes: { cidrs: [cidr], count: 3 } }));
    const [segment] = network.segments.values();
    const answering = segment?.stations.filter((s) => s.addresses.some((a) => formatAddress(a) === pod));
    expect(answering?.map((s) => s.device)).toEqual(['node:a/0']);
  });

  it('[A8] without pods the pod CIDRs of a native cluster are its node CIDRs', () => {
    const ranges = (over: Partial<Cluster>) =>
      networkOf(native(over)).clusters.get('a')?.podPrefixes.map(formatAddress);
    expect(ranges({})).toEqual(['172.16.0.0']);
    expect(ranges({ pods: { cidrs: ['172.16.0.128/25'] } })).toEqual(['172.16.0.128']);
  });
});

describe('service addresses', () => {
  const exposed = (count: number, over: Partial<Cluster> = {}) =>
    plan(
      cluster({
        services: { cidrs: ['10.96.0.0/16'] },
        workloads: [{ name: 'w', port: 80 }],
        expose: Array.from({ length: count }, (_, i) => ({ name: `s${i}`, workload: 'w' })),
        ...over,
      }),
    );

  it("[A6] services are dealt from the range's base + 11 on", () => {
    expect(vips(exposed(2))).toEqual([['10.96.0.11'], ['10.96.0.12']]);
  });

  it('[A6] a service gets an address per family', () => {
    expect(vips(exposed(2, { services: { cidrs: ['fd00:96::/112', '10.96.0.0/16'] } }))).toEqual([
      ['fd00:96::b', '10.96.0.11'],
      ['fd00:96::c', '10.96.0.12'],
    ]);
  });

  it('[A6] an address that a later service has explicitly is not dealt to an earlier one', () => {
    const parts = exposed(0, {
      expose: [
        { name: 's', workload: 'w' },
        { name: 't', workload: 'w', clusterIPs: ['10.96.0.11'] },
      ],
    });
    expect(vips(parts)).toEqual([['10.96.0.12'], ['10.96.0.11']]);
  });

  it('[A6] a range without room beyond base + 10 leaves the service without an address, and says so', () => {
    const parts = exposed(1, { services: { cidrs: ['10.96.0.0/29'] } });
    expect(vips(parts)).toEqual([[]]);
    expect(networkOf(parts).addressProblems).toMatchObject([{ rule: 'service-range-too-small', missing: 1 }]);
  });
});

describe('explicit addresses', () => {
  it("[A7] a node's explicit address is reserved before any other is dealt", () => {
    const parts = plan(
      cluster({ nodes: { cidrs: ['172.16.0.0/24'], list: [{}, {}, { addresses: ['172.16.0.2'] }] } }),
    );
    expect(nodes(parts)).toEqual([['172.16.0.3'], ['172.16.0.4'], ['172.16.0.2']]);
  });

  it('[A7] a node that has the first address explicitly keeps it, the router takes the next', () => {
    const parts = plan(
      cluster({ nodes: { cidrs: ['172.16.0.0/24'], list: [{ addresses: ['172.16.0.1'] }, {}] } }),
    );
    expect(addressesOf(networkOf(parts), 'router:r')).toEqual(['172.16.0.2']);
    expect(nodes(parts)).toEqual([['172.16.0.1'], ['172.16.0.3']]);
  });

  it("[A7] a pod's explicit address is reserved before any pod is dealt one", () => {
    const parts = plan(
      cluster({
        nodes: { cidrs: ['172.16.0.0/24'], count: 1 },
        pods: { cidrs: ['10.0.0.0/16'] },
        workloads: [{ name: 'w', replicas: 3, pods: [{ ordinal: 2, addresses: ['10.0.0.2'] }] }],
      }),
    );
    expect(Object.values(podAddresses(parts))).toEqual([['10.0.0.3'], ['10.0.0.4'], ['10.0.0.2']]);
  });

  it('[A7] an explicit address outside the node network is reported', () => {
    const parts = plan(
      cluster({ nodes: { cidrs: ['172.16.0.0/24'], list: [{ addresses: ['192.168.0.2'] }] } }),
    );
    expect(networkOf(parts).addressProblems).toMatchObject([
      { rule: 'address-outside-segment', subject: 'node:a/0' },
    ]);
  });

  it('[A7] an explicit network or broadcast address is reported', () => {
    const parts = plan(
      cluster({
        nodes: {
          cidrs: ['172.16.0.0/24'],
          list: [{ addresses: ['172.16.0.0'] }, { addresses: ['172.16.0.255'] }],
        },
      }),
    );
    expect(networkOf(parts).addressProblems.map((p) => p.rule)).toEqual([
      'network-or-broadcast-address',
      'network-or-broadcast-address',
    ]);
  });
});

describe('who answers on a segment', () => {
  const answered = (parts: PlanParts, device: string) =>
    [...networkOf(parts).segments.values()].map((segment) =>
      segment.stations.filter((s) => s.device === device).flatMap((s) => s.addresses.map(formatAddress)),
    );
  const parts: PlanParts = {
    ...plan(cluster({ nodes: { cidrs: ['172.16.0.0/24', 'fd00:1::/64'], count: 1 } })),
    hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24', 'fd00:32::7/64'] }],
  };

  it('[A10] a router answers over ARP for each of its IPv4 addresses on each of its IPv4 segments', () => {
    const all = answered(parts, 'router:r').filter((addresses) => addresses.some((a) => a.includes('.')));
    expect(all).toHaveLength(2);
    expect(
      all.every((addresses) => addresses.includes('172.16.0.1') && addresses.includes('10.32.0.1')),
    ).toBe(true);
  });

  it('[A10] neighbour discovery answers for the IPv6 addresses of the interface alone, as Linux does', () => {
    expect(answered(parts, 'router:r').map((addresses) => addresses.filter((a) => a.includes(':')))).toEqual([
      [],
      ['fd00:1::1'],
      [],
      ['fd00:32::1'],
    ]);
  });
});
