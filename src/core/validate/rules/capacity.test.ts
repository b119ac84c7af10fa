import { describe, expect, it } from 'vitest';
import { cluster, findingsIn, host, linesOf, link, type PlanPart, router } from '../../testing/index.ts';

const factsOf = (rule: string, ...parts: PlanPart[]) =>
  findingsIn(...parts)
    .filter((finding) => finding.rule === rule)
    .map(({ severity, facts }) => ({ severity, ...facts }));

const nodes = (count: number, addresses: string[]) => ({
  cidrs: ['172.16.0.0/24'],
  list: Array.from({ length: count }, (_, i) => ({ addresses: addresses.slice(i, i + 1) })),
});

describe('[V address-outside-segment]', () => {
  it('names a node, a pod and a service whose address is in none of their networks', () => {
    expect(
      linesOf(
        'address-outside-segment',
        cluster('a', {
          nodes: nodes(1, ['172.17.0.9']),
          pods: '10.0.0.0/16',
          services: '10.96.0.0/16',
          workloads: [{ name: 'w', pods: [{ ordinal: 0, addresses: ['10.9.0.9'] }] }],
          expose: [{ name: 's', workload: 'w', clusterIPs: ['10.97.0.1'] }],
        }),
      ),
    ).toEqual(['error a: 10.9.0.9/32', 'error a: 10.97.0.1/32', 'error a: 172.17.0.9/32']);
  });

  it('names a route whose next hop is on no network of the router', () => {
    const routes = [
      { to: '10.9.0.0/16', via: '172.18.0.9' },
      { to: '10.8.0.0/16', via: '172.16.0.9' },
    ];
    expect(
      linesOf('address-outside-segment', router('r', { routes }), cluster('a', { router: 'r' })),
    ).toEqual(['error r: 172.18.0.9/32']);
  });

  it('says nothing of explicit addresses that fit', () => {
    expect(linesOf('address-outside-segment', cluster('a', { nodes: nodes(1, ['172.16.0.9']) }))).toEqual([]);
  });
});

describe('[V router-address-taken]', () => {
  it('names the router that a full segment leaves no address', () => {
    expect(linesOf('router-address-taken', router('r'), host('h', '10.0.0.9/32', { router: 'r' }))).toEqual([
      'error r, h: 10.0.0.9/32',
    ]);
  });

  it('says nothing where the router moves aside for an explicit address (A2)', () => {
    expect(linesOf('router-address-taken', router('r'), host('h', '10.0.0.1/24', { router: 'r' }))).toEqual(
      [],
    );
  });
});

describe('[V network-or-broadcast-address]', () => {
  it('names the first and the last address of an IPv4 segment', () => {
    const parts = [
      router('r'),
      host('h', '10.0.0.0/24', { router: 'r' }),
      host('i', '10.0.0.255/24', { router: 'r' }),
    ];
    expect(linesOf('network-or-broadcast-address', ...parts)).toEqual([
      'error h: 10.0.0.0/32 and 10.0.0.0/24 share 10.0.0.0/32',
      'error i: 10.0.0.255/32 and 10.0.0.0/24 share 10.0.0.255/32',
    ]);
  });

  it('lets both addresses of a /31 and the last of an IPv6 segment be used', () => {
    expect(
      linesOf(
        'network-or-broadcast-address',
        host('h', '10.0.0.1/31'),
        host('i', 'fd00::ffff:ffff:ffff:ffff/64'),
      ),
    ).toEqual([]);
  });
});

describe('[V pod-range-too-small]', () => {
  const rule = 'pod-range-too-small';
  const of = (count: number, range: string, nodeMask = 24) =>
    factsOf(rule, cluster('a', { count, pods: { cidrs: [range], nodeMask: [nodeMask] } }));

  it('counts node prefixes: 4 of /26 in a /24', () => {
    expect(of(5, '10.0.0.0/24', 26)).toEqual([
      { severity: 'error', nodes: 5, room: 4, mask: 26, missing: 1 },
    ]);
  });

  it('warns above 90 %', () => {
    expect(of(15, '10.0.0.0/20')).toMatchObject([{ severity: 'warning', nodes: 15, room: 16 }]);
    expect(of(14, '10.0.0.0/20')).toEqual([]);
  });
});

describe('[V node-network-too-small]', () => {
  const rule = 'node-network-too-small';
  const of = (count: number, parts: object = {}) =>
    factsOf(rule, router('r'), cluster('a', { router: 'r', nodes: '172.16.0.0/28', count, ...parts }));

  it('counts usable addresses, the router with them: 14 in a /28', () => {
    expect(of(14)).toEqual([{ severity: 'error', used: 14, room: 14, missing: 1 }]);
  });

  it('warns above 90 %', () => {
    expect(of(12)).toEqual([{ severity: 'warning', used: 13, room: 14, missing: 0 }]);
    expect(of(11)).toEqual([]);
  });

  it('counts native pods, and those that find no room in their part', () => {
    const native = { network: { mode: 'native' }, workloads: [{ name: 'w', replicas: 12 }] } as const;
    expect(of(3, native)).toMatchObject([{ severity: 'error', used: 14, missing: 2 }]);
    expect(of(3, { ...native, pods: '172.16.0.8/30' })).toMatchObject([
      { severity: 'error', missing: 10, pods: 12 },
    ]);
  });
});

describe('[V service-range-too-small]', () => {
  const rule = 'service-range-too-small';
  const of = (range: string, services: number) =>
    factsOf(
      rule,
      cluster('a', {
        services: range,
        workloads: [{ name: 'w', port: 80 }],
        expose: Array.from({ length: services }, (_, i) => ({ name: `s${i}`, workload: 'w' })),
      }),
    );

  it('counts what is dealt: from the eleventh address on', () => {
    expect(of('10.96.0.0/28', 5)).toEqual([
      { severity: 'error', services: 5, room: 4, missing: 1, size: 16 },
    ]);
  });

  it('warns above 90 %', () => {
    expect(of('10.96.0.0/28', 4)).toMatchObject([{ severity: 'warning', services: 4, room: 4 }]);
    expect(of('10.96.0.0/28', 3)).toEqual([]);
  });

  it('names a first range of fewer than eight addresses', () => {
    expect(of('10.96.0.0/30', 0)).toMatchObject([{ severity: 'error', size: 4 }]);
    expect(of('10.96.0.0/29', 0)).toEqual([]);
  });
});

describe('[V service-range-too-large]', () => {
  it('allows 20 host bits in both families', () => {
    expect(
      linesOf('service-range-too-large', cluster('a', { services: ['10.0.0.0/11', 'fd00:9::/107'] })),
    ).toEqual(['error a: 10.0.0.0/11', 'error a: fd00:9::/107']);
    expect(
      linesOf('service-range-too-large', cluster('a', { services: ['10.96.0.0/12', 'fd00:9::/108'] })),
    ).toEqual([]);
  });
});

describe('[V pods-exceed-node-prefix]', () => {
  const rule = 'pods-exceed-node-prefix';
  const of = (replicas: number, count = 1) =>
    factsOf(
      rule,
      cluster('a', {
        count,
        pods: { cidrs: ['10.0.0.0/16'], nodeMask: [28] },
        workloads: [{ name: 'w', replicas }],
      }),
    );

  it('counts usable addresses less the own end of the node: 13 pods in a /28', () => {
    expect(of(14)).toEqual([{ severity: 'error', node: 'node:a/0', pods: 14, room: 13, nodes: 1 }]);
  });

  it('warns above 90 %, and is content where the pods are spread', () => {
    expect(of(12)).toEqual([{ severity: 'warning', node: 'node:a/0', pods: 12, room: 13, nodes: 0 }]);
    expect(of(11)).toEqual([]);
    expect(of(14, 2)).toEqual([]);
  });
});

describe('[V node-mask-too-long]', () => {
  const of = (range: string, nodeMask?: number) =>
    factsOf(
      'node-mask-too-long',
      cluster('a', { pods: { cidrs: [range], ...(nodeMask ? { nodeMask: [nodeMask] } : {}) } }),
    );

  it('allows 16 bits from range to mask', () => {
    expect(of('10.0.0.0/8', 25)).toEqual([{ severity: 'error', mask: 25, bits: 17, longest: 24 }]);
    expect(of('10.0.0.0/8', 24)).toEqual([]);
    expect(of('fd00::/48')).toEqual([]);
  });

  it('names a mask that is shorter than its range, the default one too', () => {
    expect(of('2a0a:e5c0:13:aaaa::/80')).toEqual([{ severity: 'error', mask: 64, bits: -16, longest: 96 }]);
  });

  it('says nothing where every node has its own prefixes and nobody gave a mask', () => {
    const list = [{ podCidrs: ['10.0.0.0/28'] }];
    expect(
      factsOf(
        'node-mask-too-long',
        cluster('a', { nodes: { cidrs: ['172.16.0.0/24'], list }, pods: '10.0.0.0/26' }),
      ),
    ).toEqual([]);
  });
});

describe('a plan without faults', () => {
  it('of two routed clusters over BGP has nothing to say of addresses and room', () => {
    const found = findingsIn(
      router('ra'),
      router('rb'),
      link('l', ['ra', 'rb'], { kind: 'direct', cidrs: ['10.255.0.0/30'] }),
      cluster('a', { router: 'ra', pods: '10.0.0.0/16', services: '10.96.0.0/16' }),
      cluster('b', { router: 'rb', nodes: '172.17.0.0/24', pods: '10.1.0.0/16', services: '10.97.0.0/16' }),
    );
    expect(found).toEqual([]);
  });
});
