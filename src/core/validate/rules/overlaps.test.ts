import { describe, expect, it } from 'vitest';
import {
  cluster,
  findingsIn,
  host,
  linesOf,
  link,
  properties,
  router,
  workload,
} from '../../testing/index.ts';

const overlay = { network: { mode: 'overlay' } } as const;
const gateway = { network: { mode: 'overlay', gateway: {} } } as const;
const native = { network: { mode: 'native' } } as const;
const routers = [router('ra'), router('rb'), link('l', ['ra', 'rb'])];
const apart = [router('ra'), router('rb')];

describe('[V node-networks-overlap]', () => {
  it('names two clusters whose node networks share addresses over a link', () => {
    expect(
      linesOf(
        'node-networks-overlap',
        ...routers,
        cluster('a', { router: 'ra', nodes: '172.16.0.0/24' }),
        cluster('b', { router: 'rb', nodes: '172.16.0.0/25' }),
      ),
    ).toEqual(['error a, b: 172.16.0.0/24 and 172.16.0.0/25 share 172.16.0.0/25']);
  });

  it('names a host whose segment lies inside a node network, and two segments of one router', () => {
    const parts = [
      router('ra'),
      cluster('a', { router: 'ra' }),
      host('h', '172.16.0.130/25', { router: 'ra' }),
    ];
    expect(linesOf('node-networks-overlap', ...parts)).toEqual([
      'error a, h: 172.16.0.0/24 and 172.16.0.128/25 share 172.16.0.128/25',
    ]);
  });

  it('names every owner of a segment that another one overlaps', () => {
    const parts = [
      ...routers,
      host('h', '10.5.0.5/24', { router: 'ra' }),
      cluster('a', { router: 'ra', nodes: '10.5.0.0/24' }),
      host('i', '10.5.0.200/25', { router: 'rb' }),
    ];
    expect(linesOf('node-networks-overlap', ...parts).sort()).toEqual([
      'error a, i: 10.5.0.0/24 and 10.5.0.128/25 share 10.5.0.128/25',
      'error h, i: 10.5.0.0/24 and 10.5.0.128/25 share 10.5.0.128/25',
    ]);
  });

  it('lets one segment be shared, and networks repeat that nothing joins', () => {
    const shared = [cluster('a', { router: 'ra' }), host('h', '172.16.0.9/24', { router: 'ra' })];
    expect(linesOf('node-networks-overlap', ...apart, ...shared, cluster('b', { router: 'rb' }))).toEqual([]);
    expect(linesOf('node-networks-overlap', cluster('a'), cluster('b'))).toEqual([]);
  });
});

describe('[V pod-networks-overlap]', () => {
  const pods = (mode: object, other: object = {}) => [
    cluster('a', { router: 'ra', pods: '10.0.0.0/16', ...mode }),
    cluster('b', { router: 'rb', nodes: '172.17.0.0/24', pods: '10.0.0.0/17', ...other }),
  ];

  it('names two routed clusters that share pod addresses', () => {
    expect(linesOf('pod-networks-overlap', ...routers, ...pods({}, { network: { mode: 'bgp' } }))).toEqual([
      'error a, b: 10.0.0.0/16 and 10.0.0.0/17 share 10.0.0.0/17',
    ]);
  });

  it('leaves overlays and clusters that nothing joins alone', () => {
    expect(linesOf('pod-networks-overlap', ...routers, ...pods(overlay))).toEqual([]);
    expect(linesOf('pod-networks-overlap', ...apart, ...pods({}))).toEqual([]);
  });

  it('takes the node network of a native cluster without pods for its pod range (A8), unless both share a segment', () => {
    const a = cluster('a', { router: 'ra', ...native });
    expect(
      linesOf(
        'pod-networks-overlap',
        ...routers,
        a,
        cluster('b', { router: 'rb', pods: '172.16.0.0/16', nodes: '10.9.0.0/24' }),
      ),
    ).toEqual(['error a, b: 172.16.0.0/24 and 172.16.0.0/16 share 172.16.0.0/24']);
    expect(linesOf('pod-networks-overlap', ...routers, a, cluster('b', { router: 'ra', ...native }))).toEqual(
      [],
    );
  });
});

describe('[V pod-network-overlaps-node-network]', () => {
  const rule = 'pod-network-overlaps-node-network';

  it("names an addressable pod range over another's nodes, a host segment and a transfer network", () => {
    const parts = [
      router('ra'),
      router('rb'),
      link('l', ['ra', 'rb'], { cidrs: ['10.0.9.0/30'] }),
      cluster('a', { router: 'ra', pods: '10.0.0.0/16' }),
      cluster('b', { router: 'rb', nodes: '10.0.200.0/24' }),
      host('h', '10.0.201.9/24', { router: 'rb' }),
    ];
    expect(linesOf(rule, ...parts)).toEqual([
      'error a, b: 10.0.0.0/16 and 10.0.200.0/24 share 10.0.200.0/24',
      'error a, h: 10.0.0.0/16 and 10.0.201.0/24 share 10.0.201.0/24',
      'error a, l: 10.0.0.0/16 and 10.0.9.0/30 share 10.0.9.0/30',
    ]);
  });

  it('names any pod range over its own nodes, connected or not, but not a native one', () => {
    expect(linesOf(rule, cluster('a', { pods: '172.16.0.0/16', ...overlay }))).toEqual([
      'error a: 172.16.0.0/16 and 172.16.0.0/24 share 172.16.0.0/24',
    ]);
    expect(linesOf(rule, cluster('a', { pods: '172.16.0.128/25', ...native }))).toEqual([]);
  });

  it('asks others only for pods that can be called: an overlay needs a gateway', () => {
    const parts = (mode: object) => [
      ...routers,
      cluster('a', { router: 'ra', pods: '172.17.0.0/16', ...mode }),
      cluster('b', { router: 'rb', nodes: '172.17.200.0/24' }),
    ];
    expect(linesOf(rule, ...parts(overlay))).toEqual([]);
    expect(linesOf(rule, ...parts(gateway))).toEqual([
      'error a, b: 172.17.0.0/16 and 172.17.200.0/24 share 172.17.200.0/24',
    ]);
  });
});

describe('[V overlay-shadows-address]', () => {
  const parts = (address: string) => [
    ...routers,
    cluster('a', { router: 'ra', pods: '10.244.0.0/16', ...overlay, ...workload('w') }),
    host('h', address, { router: 'rb', port: 443 }),
  ];

  it('says that pods cannot reach a host whose prefix a node has now', () => {
    const found = findingsIn(...parts('10.244.1.9/24')).filter((f) => f.rule === 'overlay-shadows-address');
    expect(found).toMatchObject([
      {
        severity: 'error',
        entities: ['a', 'h'],
        facts: { when: 'now', node: 'node:a/1', nodePrefix: '10.244.1.0/24' },
        witness: { flow: { from: 'pod:a/w-0', to: 'host:h' }, verdict: 'not-delivered' },
      },
    ]);
  });

  it('says that it is latent where no node has the prefix yet, with the flow that still works', () => {
    const found = findingsIn(...parts('10.244.99.9/24')).filter((f) => f.rule === 'overlay-shadows-address');
    expect(found).toMatchObject([{ entities: ['a', 'h'], facts: { when: 'latent' } }]);
    expect(found[0]?.ranges.map((range) => range.what)).toEqual(['pod range', 'host address']);
  });

  it("covers others' nodes and routed pods, not what another overlay hides or nothing joins", () => {
    const b = (mode: object) =>
      cluster('b', { router: 'rb', nodes: '10.244.7.0/24', pods: '10.244.8.0/22', ...mode });
    expect(linesOf('overlay-shadows-address', ...parts('10.9.0.1/24'), b({}))).toEqual([
      'error a, b: 10.244.0.0/16 and 10.244.7.0/24 share 10.244.7.0/24',
      'error a, b: 10.244.0.0/16 and 10.244.8.0/22 share 10.244.8.0/22',
    ]);
    expect(linesOf('overlay-shadows-address', ...parts('10.9.0.1/24'), b(overlay))).toEqual([
      'error a, b: 10.244.0.0/16 and 10.244.7.0/24 share 10.244.7.0/24',
    ]);
    expect(
      linesOf(
        'overlay-shadows-address',
        ...apart,
        cluster('a', { router: 'ra', pods: '10.244.0.0/16', ...overlay }),
        b({}),
      ),
    ).toEqual([]);
  });

  it('leaves the host alone whose segment the range touches but whose address it does not', () => {
    expect(linesOf('overlay-shadows-address', ...parts('10.200.0.9/8'))).toEqual([]);
  });
});

describe('[V vip-aliases-address]', () => {
  const blackHole = (parts: object = {}) => [
    router('ra'),
    router('rb'),
    link('l', ['ra', 'rb']),
    cluster('a', {
      router: 'ra',
      pods: '10.0.0.0/16',
      services: '10.32.0.0/16',
      ...workload('cb', 3),
      ...parts,
    }),
    host('laptop', '10.32.0.7/24', { router: 'rb' }),
  ];

  it('finds the black hole, with the call whose answer is taken for a service', () => {
    const [finding] = findingsIn(...blackHole()).filter((f) => f.rule === 'vip-aliases-address');
    expect(finding).toMatchObject({
      severity: 'error',
      entities: ['a', 'laptop'],
      witness: { flow: { from: 'host:laptop', to: 'pod:a/cb-0' }, verdict: 'not-delivered' },
    });
    expect(linesOf('vip-aliases-address', ...blackHole())).toEqual([
      'error a, laptop: 10.32.0.0/16 and 10.32.0.7/32 share 10.32.0.7/32',
    ]);
  });

  it('gives the flow that proves it harmless under iptables', () => {
    const [finding] = findingsIn(...blackHole({ serviceProxy: 'iptables' })).filter(
      (f) => f.rule === 'vip-aliases-address',
    );
    expect(finding?.witness).toEqual({
      flow: { from: 'host:laptop', to: 'pod:a/cb-0' },
      verdict: 'delivered',
    });
  });

  it('covers own nodes and pods without any connection', () => {
    expect(
      linesOf(
        'vip-aliases-address',
        cluster('a', { pods: '10.96.128.0/17', services: '10.96.0.0/12', ...overlay }),
      ),
    ).toEqual(['error a: 10.96.0.0/12 and 10.96.128.0/17 share 10.96.128.0/17']);
    expect(linesOf('vip-aliases-address', cluster('a', { services: '172.16.0.0/12' }))).toEqual([
      'error a: 172.16.0.0/12 and 172.16.0.0/24 share 172.16.0.0/24',
    ]);
  });

  it("covers others' nodes, routed pods and transfer networks, not the pods of another overlay", () => {
    const parts = (mode: object) => [
      router('ra'),
      router('rb'),
      link('l', ['ra', 'rb'], { cidrs: ['10.96.9.0/30'] }),
      cluster('a', { router: 'ra', services: '10.96.0.0/12' }),
      cluster('b', { router: 'rb', nodes: '10.96.1.0/24', pods: '10.97.0.0/16', ...mode }),
    ];
    const nodes = 'error a, b: 10.96.0.0/12 and 10.96.1.0/24 share 10.96.1.0/24';
    const transfer = 'error a, l: 10.96.0.0/12 and 10.96.9.0/30 share 10.96.9.0/30';
    expect(linesOf('vip-aliases-address', ...parts({}))).toEqual([
      nodes,
      'error a, b: 10.96.0.0/12 and 10.97.0.0/16 share 10.97.0.0/16',
      transfer,
    ]);
    expect(linesOf('vip-aliases-address', ...parts(overlay))).toEqual([nodes, transfer]);
  });

  it('leaves alone what nothing joins, and adjacent ranges', () => {
    expect(
      linesOf('vip-aliases-address', cluster('a', { services: '10.32.0.0/16' }), host('h', '10.32.0.7/24')),
    ).toEqual([]);
    expect(
      linesOf('vip-aliases-address', cluster('a', { pods: '10.95.0.0/16', services: '10.96.0.0/16' })),
    ).toEqual([]);
  });
});

describe('[V vip-range-reused]', () => {
  const parts = (more: object = {}) => [
    cluster('a', { router: 'ra', services: '10.96.0.0/12' }),
    cluster('b', { router: 'rb', nodes: '172.17.0.0/24', services: { cidrs: ['10.96.0.0/16'], ...more } }),
  ];

  it('is a remark while service addresses stay inside', () => {
    expect(linesOf('vip-range-reused', ...routers, ...parts())).toEqual([
      'info a, b: 10.96.0.0/12 and 10.96.0.0/16 share 10.96.0.0/16',
    ]);
  });

  it('is an error where one is advertised, its owner first', () => {
    expect(linesOf('vip-range-reused', ...routers, ...parts({ advertise: true }))).toEqual([
      'error b, a: 10.96.0.0/16 and 10.96.0.0/12 share 10.96.0.0/16',
    ]);
  });

  it('says nothing of clusters that nothing joins', () => {
    expect(linesOf('vip-range-reused', ...apart, ...parts())).toEqual([]);
  });
});

describe('[V duplicate-address]', () => {
  it('names two hosts with one address, and shows that the segment is ambiguous', () => {
    const parts = [
      router('r'),
      host('h', '10.0.0.5/24', { router: 'r', port: 80 }),
      host('i', '10.0.0.5/24', { router: 'r', port: 80 }),
      host('j', '10.0.0.6/24', { router: 'r' }),
    ];
    expect(linesOf('duplicate-address', ...parts)).toEqual([
      'error h, i: 10.0.0.5/32 and 10.0.0.5/32 share 10.0.0.5/32',
    ]);
    expect(findingsIn(...parts).find((f) => f.rule === 'duplicate-address')?.witness).toEqual({
      flow: { from: 'host:j', to: 'host:h' },
      verdict: 'not-delivered',
    });
  });

  it('puts all addresses that two clusters have twice into one finding', () => {
    const found = findingsIn(
      ...routers,
      cluster('a', { router: 'ra', pods: '10.0.0.0/16', ...workload('w', 2) }),
      cluster('b', { router: 'rb', nodes: '172.17.0.0/24', pods: '10.0.0.0/16', ...workload('w', 2) }),
    ).filter((f) => f.rule === 'duplicate-address');
    expect(found).toMatchObject([{ entities: ['a', 'b'], facts: { count: 4 } }]);
  });

  it("counts an overlay's pods inside their cluster only, unless it has a gateway", () => {
    const parts = (mode: object) => [
      ...routers,
      cluster('a', { router: 'ra', pods: '10.0.0.0/16', ...workload('w'), ...mode }),
      cluster('b', { router: 'rb', nodes: '172.17.0.0/24', pods: '10.0.0.0/16', ...workload('w'), ...mode }),
    ];
    expect(linesOf('duplicate-address', ...parts(overlay))).toEqual([]);
    expect(linesOf('duplicate-address', ...parts(gateway))).toEqual([
      'error a, b: 10.0.0.1/32 and 10.0.0.1/32 share 10.0.0.1/32',
    ]);
    const twice = [0, 1].map((ordinal) => ({ ordinal, addresses: ['10.0.0.9'], node: 0 }));
    expect(
      linesOf(
        'duplicate-address',
        cluster('a', {
          pods: '10.0.0.0/16',
          ...overlay,
          workloads: [{ name: 'w', replicas: 2, pods: twice }],
        }),
      ),
    ).toEqual(['error a: 10.0.0.9/32 and 10.0.0.9/32 share 10.0.0.9/32']);
  });

  it('names two services with one address and port, not two ports of one address', () => {
    const parts = (port: number) =>
      cluster('a', {
        services: '10.96.0.0/24',
        workloads: [{ name: 'w', port: 80 }],
        expose: [
          { name: 'one', workload: 'w', port: 80, clusterIPs: ['10.96.0.50'] },
          { name: 'two', workload: 'w', port, clusterIPs: ['10.96.0.50'] },
        ],
      });
    expect(linesOf('duplicate-address', parts(80))).toEqual(['error a: 10.96.0.50/32 share 10.96.0.50/32']);
    expect(linesOf('duplicate-address', parts(443))).toEqual([]);
  });

  it('lets addresses repeat in networks that nothing joins', () => {
    expect(
      linesOf('duplicate-address', ...apart, cluster('a', { router: 'ra' }), cluster('b', { router: 'rb' })),
    ).toEqual([]);
    expect(
      linesOf('duplicate-address', properties({}), host('h', '10.0.0.5/24'), host('i', '10.0.0.5/24')),
    ).toEqual([]);
  });
});
