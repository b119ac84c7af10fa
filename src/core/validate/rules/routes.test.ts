import { describe, expect, it } from 'vitest';
import {
  cluster,
  findingsIn,
  flow,
  host,
  linesOf,
  link,
  type PlanPart,
  router,
  workload,
} from '../../testing/index.ts';
import { describeFinding } from '../describe.ts';

const pair = (...parts: PlanPart[]) => [router('ra'), router('rb'), ...parts];
const a = (parts: object = {}) =>
  cluster('a', { router: 'ra', pods: '10.0.0.0/16', ...workload('w', 2), ...parts });
const host7 = host('h', '10.9.0.7/24', { router: 'rb', port: 443 });

describe('[V missing-route]', () => {
  const rule = 'missing-route';

  it('names two ends that know no way to each other, and who lacks it', () => {
    const found = findingsIn(
      ...pair(link('l', ['ra', 'rb'], { prefixes: [[], []] }), a({ pods: undefined }), host7),
    ).filter((f) => f.rule === rule);
    expect(found).toMatchObject([
      {
        entities: ['a', 'h', 'ra'],
        facts: { from: 'nodes', to: 'host', at: 'router:ra', address: '10.9.0.7' },
        witness: { flow: { from: 'node:a/0', to: 'host:h' }, verdict: 'not-delivered' },
      },
    ]);
  });

  it('says nothing where BGP tells both, where nothing joins, or on one router', () => {
    expect(linesOf(rule, ...pair(link('l', ['ra', 'rb']), a(), host7))).toEqual([]);
    expect(linesOf(rule, ...pair(a(), host7))).toEqual([]);
    expect(
      linesOf(
        rule,
        router('ra'),
        a({ network: { mode: 'bgp' } }),
        host('h', '10.9.0.7/24', { router: 'ra' }),
      ),
    ).toEqual([]);
  });

  it('asks every node prefix, not only the first: a static prefix may be too narrow', () => {
    const prefixes: [string[], string[]] = [['10.9.0.0/24'], ['172.16.0.0/24', '10.0.0.0/24']];
    expect(
      findingsIn(...pair(link('l', ['ra', 'rb'], { prefixes }), a(), host7)).filter(
        (f) => f.rule === 'missing-return-route',
      ),
    ).toMatchObject([{ entities: ['a', 'h', 'rb'], facts: { from: 'pods', address: '10.0.1.2' } }]);
  });

  it('judges each family by itself', () => {
    const dual = [
      cluster('a', { router: 'ra', nodes: ['172.16.0.0/24', 'fd00:1::/64'] }),
      host('h', ['10.9.0.7/24', 'fd00:9::7/64'], { router: 'rb' }),
    ];
    const prefixes: [string[], string[]] = [['10.9.0.0/24'], ['172.16.0.0/24']];
    expect(
      findingsIn(...pair(link('l', ['ra', 'rb'], { prefixes }), ...dual)).filter((f) => f.rule === rule),
    ).toMatchObject([{ facts: { family: 'IPv6' }, witness: { flow: { family: 6 } } }]);
  });

  it('names the cluster whose node is where the way ends', () => {
    const found = findingsIn(
      router('ra', { routes: [{ to: 'fd00:9::/64', via: '172.16.0.2' }] }),
      router('rb'),
      link('l', ['ra', 'rb'], { prefixes: [[], []] }),
      cluster('a', { router: 'ra' }),
      cluster('b', { router: 'ra', nodes: 'fd00:1::/64' }),
      host('h', 'fd00:9::7/64', { router: 'rb' }),
    ).filter((f) => f.rule === rule);
    expect(found.map((f) => f.entities)).toEqual([['b', 'h', 'a']]);
  });

  it('takes a way out of the plan for none', () => {
    const out = [router('ra', { internet: true }), router('rb', { internet: true })];
    const parts = [...out, link('l', ['ra', 'rb'], { prefixes: [[], []] }), a({ pods: undefined }), host7];
    expect(linesOf(rule, ...parts)).toHaveLength(1);
  });
});

describe('[V missing-return-route]', () => {
  const oneWay = link('l', ['ra', 'rb'], { prefixes: [['10.9.0.0/24'], ['172.16.0.0/24']] });

  it('is named from the end that has a route', () => {
    const found = findingsIn(...pair(oneWay, a(), host7)).filter((f) => f.rule === 'missing-return-route');
    expect(found).toMatchObject([
      {
        entities: ['a', 'h', 'rb'],
        facts: { from: 'pods', to: 'host', at: 'router:rb', address: '10.0.0.2' },
        witness: { flow: { from: 'pod:a/w-0', to: 'host:h' }, verdict: 'not-delivered' },
      },
    ]);
    expect(linesOf('missing-route', ...pair(oneWay, a(), host7))).toEqual([]);
  });

  it('says nothing of pods that hide behind their nodes, of an overlay, or of BGP kept from the router', () => {
    const none = (parts: object) => linesOf('missing-return-route', ...pair(oneWay, a(parts), host7));
    expect(none({ masquerade: 'outside-pods' })).toEqual([]);
    expect(none({ masquerade: { except: ['10.9.0.0/24'] } })).toHaveLength(1);
    expect(none({ network: { mode: 'overlay' } })).toEqual([]);
    expect(none({ network: { mode: 'bgp' } })).toEqual([]);
  });
});

describe('[V link-captures-local-prefix]', () => {
  const rule = 'link-captures-local-prefix';
  const listing = (...prefixes: string[]) => pair(link('l', ['ra', 'rb'], { prefixes: [prefixes, []] }), a());

  it('names a static prefix that is or lies in a local network', () => {
    expect(linesOf(rule, ...listing('172.16.0.128/25'))).toEqual([
      'error a, l, ra: 172.16.0.0/24 and 172.16.0.128/25 share 172.16.0.128/25',
    ]);
    expect(linesOf(rule, ...listing('10.0.0.0/16'))).toEqual([
      'error a, l, ra: 10.0.0.0/16 and 10.0.0.0/16 share 10.0.0.0/16',
    ]);
  });

  it('says nothing of pods that the router does not route: they are not local to it', () => {
    const parts = pair(
      link('l', ['ra', 'rb'], { prefixes: [['10.0.0.0/8'], []] }),
      a({ network: { mode: 'overlay' } }),
    );
    expect(linesOf(rule, ...parts)).toEqual([]);
  });

  it('only remarks on a summary whose local part the router knows better', () => {
    expect(linesOf(rule, ...listing('172.16.0.0/12'))).toEqual([
      'info a, l, ra: 172.16.0.0/24 and 172.16.0.0/12 share 172.16.0.0/24',
    ]);
  });

  it('says nothing of a default route through the link, or of what is on the other side', () => {
    expect(linesOf(rule, ...listing('0.0.0.0/0', '10.9.0.0/24'))).toEqual([]);
  });
});

describe('[V bgp-prefixes-not-shared]', () => {
  const rule = 'bgp-prefixes-not-shared';
  const bgp = (advertiseToRouter: boolean) => a({ network: { mode: 'bgp', advertiseToRouter } });

  it('names the router that the nodes leave out', () => {
    expect(linesOf(rule, ...pair(bgp(false)))).toEqual(['warning a, ra: 10.0.0.0/16']);
    expect(
      findingsIn(...pair(bgp(false), host7, link('l', ['ra', 'rb']))).find((f) => f.rule === rule)?.witness,
    ).toEqual({
      flow: { from: 'host:h', to: 'pod:a/w-0' },
      verdict: 'not-delivered',
    });
  });

  it('says nothing where the router is told, has routes of its own, or is not there', () => {
    expect(linesOf(rule, ...pair(bgp(true)))).toEqual([]);
    const routes = [
      { to: '10.0.0.0/24', via: '172.16.0.2' },
      { to: '10.0.1.0/24', via: '172.16.0.3' },
    ];
    expect(linesOf(rule, router('ra', { routes }), bgp(false))).toEqual([]);
    expect(linesOf(rule, cluster('a', { pods: '10.0.0.0/16', network: { mode: 'bgp' } }))).toEqual([]);
  });
});

describe('[V overlay-not-addressable]', () => {
  const rule = 'overlay-not-addressable';

  it('remarks on an overlay without a gateway', () => {
    expect(linesOf(rule, ...pair(a({ network: { mode: 'overlay' } })))).toEqual(['info a: 10.0.0.0/16']);
  });

  it('says nothing of one with a gateway, of a routed cluster, or where nothing is outside', () => {
    expect(linesOf(rule, ...pair(a({ network: { mode: 'overlay', gateway: {} } })))).toEqual([]);
    expect(linesOf(rule, ...pair(a()))).toEqual([]);
    expect(linesOf(rule, cluster('a', { pods: '10.0.0.0/16', network: { mode: 'overlay' } }))).toEqual([]);
  });
});

describe('[V asymmetric-path]', () => {
  const rule = 'asymmetric-path';
  const gateway = (parts: object = {}) =>
    pair(
      link('l', ['ra', 'rb']),
      a({ network: { mode: 'overlay', gateway: { snat: false } }, serviceProxy: 'ebpf', ...parts }),
      host7,
    );

  it('warns of a gateway that pods do not answer through', () => {
    expect(findingsIn(...gateway()).filter((f) => f.rule === rule)).toMatchObject([
      { severity: 'warning', entities: ['h', 'a'], witness: { verdict: 'delivered' } },
    ]);
  });

  it('is an error where a node that sees one direction drops INVALID (S8)', () => {
    expect(findingsIn(...gateway({ serviceProxy: 'iptables' })).filter((f) => f.rule === rule)).toMatchObject(
      [
        {
          severity: 'error',
          facts: { dropper: 'node:a/0', ending: 'invalid-dropped' },
          witness: { verdict: 'not-delivered' },
        },
      ],
    );
  });

  it('names the hop that drops, and nothing that a lost reply would still have passed', () => {
    const triangle = (x: object, ra: object = {}) => [
      router('ra', ra),
      router('rb'),
      router('x', x),
      link('direct', ['ra', 'rb'], { prefixes: [['10.9.0.0/24'], []] }),
      link('l1', ['ra', 'x'], { prefixes: [[], ['172.16.0.0/24']] }),
      link('l2', ['x', 'rb'], { prefixes: [[], ['172.16.0.0/24']] }),
      cluster('a', { router: 'ra' }),
      host('h', '10.9.0.7/24', { router: 'rb', port: 443 }),
      flow('f', 'node:a/0', 'host:h'),
    ];
    const one = (...parts: Parameters<typeof triangle>) =>
      findingsIn(...triangle(...parts)).find((f) => f.rule === rule);
    expect(one({ stateful: true })).toMatchObject({
      severity: 'error',
      entities: ['a', 'h', 'x'],
      facts: { there: [], back: ['router:x'], dropper: 'router:x' },
    });
    const filtered = one({}, { reversePathFilter: 'strict' });
    expect(filtered).toMatchObject({ severity: 'error', entities: ['a', 'h', 'x', 'ra'] });
    expect(filtered && describeFinding(filtered)).toContain(
      'router:ra would answer that source another way and drops it (filtered-source)',
    );
  });

  it("judges the plan's own flows first", () => {
    const found = findingsIn(...gateway(), flow('f', 'pod:a/w-1', 'host:h')).filter((f) => f.rule === rule);
    expect(found).toMatchObject([
      { entities: ['a', 'h'], witness: { flow: { from: 'pod:a/w-1', to: 'host:h' } } },
    ]);
  });

  it('says nothing where the gateway translates sources', () => {
    expect(linesOf(rule, ...gateway({ network: { mode: 'overlay', gateway: { snat: true } } }))).toEqual([]);
    expect(linesOf(rule, ...pair(link('l', ['ra', 'rb']), a(), host7))).toEqual([]);
  });
});

describe('[V equal-routes]', () => {
  it('names the router, both links and every prefix that it could send either way', () => {
    const found = findingsIn(...pair(link('l', ['ra', 'rb']), link('m', ['ra', 'rb']), host7)).filter(
      (f) => f.rule === 'equal-routes',
    );
    expect(found).toMatchObject([
      {
        severity: 'warning',
        entities: ['ra', 'l', 'm'],
        facts: { chosen: 'through link l', others: ['through link m'], prefixes: ['10.9.0.0/24'] },
      },
    ]);
  });

  it('says nothing where one way is better', () => {
    const statics = link('m', ['ra', 'rb'], { prefixes: [['10.9.0.0/24'], []] });
    expect(linesOf('equal-routes', ...pair(link('l', ['ra', 'rb']), statics, host7))).toEqual([]);
  });
});

describe('[V mtu-too-large]', () => {
  const rule = 'mtu-too-large';

  it('names the sender and the link that leaves less room, with the packet that is lost', () => {
    const found = findingsIn(...pair(link('l', ['ra', 'rb']), a(), host7)).filter((f) => f.rule === rule);
    expect(found).toMatchObject([
      {
        severity: 'warning',
        entities: ['a', 'l'],
        facts: { mtu: 1500, room: 1423, kind: 'ipsec' },
        witness: { flow: { bytes: 1500 }, verdict: 'not-delivered' },
      },
      { entities: ['h', 'l'] },
    ]);
  });

  it('says nothing where the path below the tunnel is wide enough, or nothing is wrapped', () => {
    expect(linesOf(rule, ...pair(link('l', ['ra', 'rb'], { mtu: 1577 }), a(), host7))).toEqual([]);
    expect(linesOf(rule, ...pair(link('l', ['ra', 'rb'], { kind: 'direct' }), a(), host7))).toEqual([]);
    expect(linesOf(rule, ...pair(link('l', ['ra', 'rb']), a({ mtu: 1400 })))).toEqual([]);
  });

  it("counts an overlay's wrapping behind a gateway", () => {
    const parts = pair(
      link('l', ['ra', 'rb'], { kind: 'direct' }),
      a({ network: { mode: 'overlay', gateway: { snat: true } } }),
      host7,
    );
    expect(findingsIn(...parts).filter((f) => f.rule === rule)).toMatchObject([
      { entities: ['h', 'a'], facts: { mtu: 1500, room: 1450, kind: 'vxlan' } },
    ]);
  });
});

describe('[V forwarding-loop]', () => {
  const rule = 'forwarding-loop';
  const each = (...to: string[]) => link('l', ['ra', 'rb'], { prefixes: [to, to] });

  it('is an error where the address of somebody circles', () => {
    const parts = pair(
      router('rc'),
      link('m', ['rb', 'rc'], { prefixes: [[], []] }),
      each('10.8.0.0/16'),
      host('h', '10.8.0.7/24', { router: 'rc' }),
      host('i', '10.9.0.7/24', { router: 'ra' }),
    );
    const found = findingsIn(...parts).filter((f) => f.rule === rule);
    expect(found).toMatchObject([
      { severity: 'error', facts: { destination: '10.8.0.1' }, witness: { verdict: 'not-delivered' } },
    ]);
    expect(found[0]?.entities).toEqual(['rc', 'ra', 'rb']);
  });

  it('warns where only addresses that nobody has circle', () => {
    const found = findingsIn(
      ...pair(each('10.0.0.0/8'), host7, host('i', '10.7.0.7/24', { router: 'ra' })),
    ).filter((f) => f.rule === rule);
    expect(found).toMatchObject([
      {
        severity: 'warning',
        entities: ['ra', 'rb'],
        facts: { destination: '10.0.0.0' },
        witness: { flow: { to: 'ip:10.0.0.0' }, verdict: 'not-delivered' },
      },
    ]);
  });

  it('sees the part of an overlay range that no node has circle between router and gateway', () => {
    const found = findingsIn(router('ra'), a({ network: { mode: 'overlay', gateway: {} } })).filter(
      (f) => f.rule === rule,
    );
    expect(found).toMatchObject([
      { severity: 'warning', entities: ['ra', 'a'], facts: { destination: '10.0.2.0' } },
    ]);
  });

  it('says nothing where a blackhole route ends it, or only one side sends', () => {
    const routes = [{ to: '10.0.0.0/16', via: 'blackhole' }];
    const gateway = { network: { mode: 'overlay', gateway: {} }, pods: '10.0.0.0/15', count: 1 };
    expect(
      linesOf(
        rule,
        router('ra', { routes: [...routes, { to: '10.1.0.0/16', via: 'blackhole' }] }),
        a(gateway),
      ),
    ).toEqual([]);
    expect(
      linesOf(rule, ...pair(link('l', ['ra', 'rb'], { prefixes: [['10.0.0.0/8'], []] }), host7)),
    ).toEqual([]);
  });
});

describe('[V expectation-failed]', () => {
  it('names the flow, its ends and where it ended', () => {
    const parts = pair(
      link('l', ['ra', 'rb']),
      a(),
      host7,
      flow('f', 'host:h', 'pod:a/w-0', { expect: 'not-delivered' }),
    );
    expect(findingsIn(...parts).filter((f) => f.rule === 'expectation-failed')).toMatchObject([
      {
        severity: 'error',
        entities: ['h', 'a'],
        facts: { flow: 'f', expect: 'not-delivered', verdict: 'delivered' },
        witness: { flow: { from: 'host:h', to: 'pod:a/w-0' }, verdict: 'delivered' },
      },
    ]);
  });

  it('says nothing where it holds, or nothing is expected', () => {
    const kept = flow('f', 'host:h', 'pod:a/w-0', { expect: 'delivered' });
    const open = flow('g', 'host:h', 'ip:10.99.0.1');
    expect(linesOf('expectation-failed', ...pair(link('l', ['ra', 'rb']), a(), host7, kept, open))).toEqual(
      [],
    );
  });
});
