import { describe, expect, it } from 'vitest';
import { cluster, findingsIn, flow, host, linesOf, link, router, workload } from '../../testing/index.ts';

const routers = [router('ra'), router('rb'), link('l', ['ra', 'rb'])];

describe('[V platform-range]', () => {
  it("names a cluster's own range that its platform uses, with the platform's document", () => {
    const parts = cluster('a', { platform: 'openshift', pods: '100.64.0.0/17', nodes: '10.0.0.0/24' });
    expect(linesOf('platform-range', parts)).toEqual([
      'error a: 100.64.0.0/16 and 100.64.0.0/17 share 100.64.0.0/17',
    ]);
    expect(findingsIn(parts).find((f) => f.rule === 'platform-range')).toMatchObject({
      facts: { platform: 'OpenShift', use: 'the OVN-Kubernetes join switch' },
      source: expect.stringContaining('docs.redhat.com'),
    });
  });

  it('names a host and nodes elsewhere that its pods could call, where something joins them', () => {
    const aks = cluster('a', { router: 'ra', platform: 'aks' });
    const others = [
      host('h', '172.30.0.7/24', { router: 'rb' }),
      cluster('b', { router: 'rb', nodes: '172.31.5.0/24', services: '172.30.128.0/17' }),
    ];
    expect(linesOf('platform-range', ...routers, aks, ...others)).toEqual([
      'error a, b: 172.31.0.0/16 and 172.31.5.0/24 share 172.31.5.0/24',
      'error a, h: 172.30.0.0/16 and 172.30.0.7/32 share 172.30.0.7/32',
    ]);
    expect(linesOf('platform-range', router('ra'), router('rb'), aks, ...others)).toEqual([]);
  });

  it("never reports a platform's own default against itself", () => {
    const kind = cluster('a', {
      platform: 'kind',
      nodes: '172.18.0.0/16',
      pods: '10.244.0.0/16',
      services: '10.96.0.0/16',
    });
    expect(linesOf('platform-range', kind)).toEqual([]);
  });
});

describe('[V reserved-range]', () => {
  it.each([
    ['127.1.0.0/16', '127.0.0.0/8'],
    ['169.254.7.0/24', '169.254.0.0/16'],
    ['224.0.0.0/16', '224.0.0.0/4'],
    ['192.0.2.0/24', '192.0.2.0/24'],
    ['198.51.100.0/25', '198.51.100.0/24'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['198.18.0.0/16', '198.18.0.0/15'],
    ['240.0.0.0/16', '240.0.0.0/4'],
    ['100.96.0.0/11', '100.64.0.0/10'],
    ['fe80::/64', 'fe80::/10'],
    ['ff05::/64', 'ff00::/8'],
    ['2001:db8:42::/56', '2001:db8::/32'],
  ])('warns of %s, which lies in %s', (range, block) => {
    expect(linesOf('reserved-range', cluster('a', { pods: range }))).toEqual([
      `warning a: ${range} and ${block} share ${range}`,
    ]);
  });

  it('says nothing of private ranges, nor of link-local transfer networks', () => {
    const parts = [
      router('ra'),
      router('rb'),
      link('l', ['ra', 'rb'], { cidrs: ['169.254.10.0/30', 'fe80::/127'] }),
      cluster('a', { pods: ['10.0.0.0/16', 'fd00::/56'], services: '192.168.0.0/16' }),
    ];
    expect(linesOf('reserved-range', ...parts)).toEqual([]);
  });

  it('names the address of a host, once', () => {
    expect(linesOf('reserved-range', host('h', '100.64.0.7/24'))).toEqual([
      'warning h: 100.64.0.7/32 and 100.64.0.0/10 share 100.64.0.7/32',
    ]);
  });
});

describe('[V public-range]', () => {
  it('warns of IPv4 ranges that are not private, also where they only begin so', () => {
    const parts = cluster('a', { nodes: '192.168.0.0/24', pods: '192.160.0.0/12', services: '11.0.0.0/16' });
    expect(linesOf('public-range', parts)).toEqual(['warning a: 11.0.0.0/16', 'warning a: 192.160.0.0/12']);
  });

  it("says nothing of private and reserved ranges, global IPv6, or GKE's own service range", () => {
    expect(
      linesOf(
        'public-range',
        cluster('a', { pods: ['10.0.0.0/16', '2a0a:e5c0::/48'], services: '100.64.0.0/16' }),
      ),
    ).toEqual([]);
    expect(linesOf('public-range', cluster('a', { platform: 'gke', services: '34.118.224.0/20' }))).toEqual(
      [],
    );
  });
});

describe('[V family-mismatch]', () => {
  it('[E2] warns where an IPIP overlay is to carry IPv6, or to run over it', () => {
    const overlay = (nodes: string[], pods: string[], encapsulation: 'ipip' | 'vxlan' = 'ipip') =>
      linesOf('family-mismatch', cluster('a', { nodes, pods, network: { mode: 'overlay', encapsulation } }));
    const dual = [
      ['172.16.0.0/24', 'fd00:1::/64'],
      ['10.0.0.0/16', 'fd00:10::/56'],
    ] as const;
    expect(overlay([...dual[0]], [...dual[1]])).toEqual(['warning a: fd00:10::/56']);
    expect(overlay([...dual[0]], [...dual[1]], 'vxlan')).toEqual([]);
    expect(overlay(['172.16.0.0/24'], ['10.0.0.0/16'])).toEqual([]);
  });

  it('names a cluster whose ranges do not offer the same families', () => {
    const found = findingsIn(cluster('a', { nodes: ['172.16.0.0/24', 'fd00:1::/64'], pods: '10.0.0.0/16' }));
    expect(found).toMatchObject([
      {
        rule: 'family-mismatch',
        severity: 'error',
        entities: ['a'],
        facts: { nodes: ['IPv4', 'IPv6'], pods: ['IPv4'] },
      },
    ]);
  });

  it('lets a cluster be without pods or services, or native', () => {
    const dual = ['172.16.0.0/24', 'fd00:1::/64'];
    expect(linesOf('family-mismatch', cluster('a', { nodes: dual }))).toEqual([]);
    expect(
      linesOf(
        'family-mismatch',
        cluster('a', {
          nodes: dual,
          services: ['10.96.0.0/16', 'fd00:96::/112'],
          network: { mode: 'native' },
        }),
      ),
    ).toEqual([]);
  });

  it('names a static link that carries one of two families that both sides have', () => {
    const sides = [
      cluster('a', { router: 'ra', nodes: ['172.16.0.0/24', 'fd00:1::/64'] }),
      host('h', ['10.9.0.7/24', 'fd00:9::7/64'], { router: 'rb' }),
    ];
    const prefixes: [string[], string[]] = [['10.9.0.0/24'], ['172.16.0.0/24']];
    const joined = (list: [string[], string[]]) => [
      router('ra'),
      router('rb'),
      link('l', ['ra', 'rb'], { prefixes: list }),
      ...sides,
    ];
    expect(findingsIn(...joined(prefixes)).filter((f) => f.rule === 'family-mismatch')).toMatchObject([
      { entities: ['l', 'a', 'h'], facts: { family: 'IPv6' }, witness: { verdict: 'not-delivered' } },
    ]);
    expect(
      linesOf('family-mismatch', ...joined([['10.9.0.0/24', 'fd00:9::/64'], ['172.16.0.0/24']])),
    ).toEqual([]);
  });
});

describe('[V address-by-ip]', () => {
  const a = (kind: 'StatefulSet' | 'Deployment') =>
    cluster('a', { pods: '10.0.0.0/16', workloads: [{ name: 'cb', kind, port: 8091 }] });

  it("warns of a flow to a StatefulSet's pod by address", () => {
    expect(linesOf('address-by-ip', a('StatefulSet'), flow('f', 'node:a/0', 'ip:10.0.0.2'))).toEqual([
      'warning a: 10.0.0.2/32 share 10.0.0.2/32',
    ]);
  });

  it('says nothing of a Deployment, a name, or an address that nobody has', () => {
    expect(linesOf('address-by-ip', a('Deployment'), flow('f', 'node:a/0', 'ip:10.0.0.2'))).toEqual([]);
    expect(linesOf('address-by-ip', a('StatefulSet'), flow('f', 'node:a/0', 'pod:a/cb-0'))).toEqual([]);
    expect(linesOf('address-by-ip', a('StatefulSet'), flow('f', 'node:a/0', 'ip:10.0.0.99'))).toEqual([]);
  });
});

describe('[V stateful-behind-vip]', () => {
  const a = (sharded: boolean) =>
    cluster('a', {
      pods: '10.0.0.0/16',
      services: '10.96.0.0/16',
      ...workload('cb', 3),
      workloads: [{ name: 'cb', replicas: 3, port: 8091, sharded }],
    });

  it('warns of a flow to a sharded workload through its service, by name or by VIP', () => {
    const flows = [flow('f', 'node:a/0', 'service:a/cb'), flow('g', 'node:a/0', 'ip:10.96.0.11')];
    expect(linesOf('stateful-behind-vip', a(true), ...flows)).toEqual(['warning a', 'warning a']);
  });

  it('says nothing of what is not sharded, or of a call by key', () => {
    expect(linesOf('stateful-behind-vip', a(false), flow('f', 'node:a/0', 'service:a/cb'))).toEqual([]);
    expect(linesOf('stateful-behind-vip', a(true), flow('f', 'node:a/0', 'key:a/cb/user::42'))).toEqual([]);
  });
});
