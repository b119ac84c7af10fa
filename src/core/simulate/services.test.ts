import { describe, expect, it } from 'vitest';
import { formatAddress } from '../address/address.ts';
import type { Cluster, ServiceProxy } from '../plan/plan.ts';
import { legOf, legsOf, type PlanParts, packetAt, pathOf, walk } from '../testing/walkHelpers.ts';

/** The same cluster in either family. */
const RANGES = {
  4: {
    nodes: '172.16.0.0/24',
    pods: '10.0.0.0/16',
    services: '10.96.0.0/24',
    host: '10.32.0.7/24',
    alias: '10.96.0.50',
    aliasOn: '10.96.0.50/24',
    vip: '10.96.0.11',
    unallocated: '10.96.0.99',
    node0: '172.16.0.2',
  },
  6: {
    nodes: 'fd00:1::/64',
    pods: 'fd00:10::/56',
    services: 'fd00:96::/112',
    host: 'fd00:32::7/64',
    alias: 'fd00:96::50',
    aliasOn: 'fd00:96::50/112',
    vip: 'fd00:96::b',
    unallocated: 'fd00:96::99',
    node0: 'fd00:1::2',
  },
} as const;
type Family = 4 | 6;
const FAMILIES: Family[] = [4, 6];

/** w-0 is on node 0 and behind service s (port 80 to 8080); c-0 is on node 1. */
const cluster = (proxy: ServiceProxy, family: Family, over: Partial<Cluster> = {}): Cluster => ({
  id: 'a',
  router: 'r',
  nodes: { cidrs: [RANGES[family].nodes], count: 2 },
  pods: { cidrs: [RANGES[family].pods] },
  services: { cidrs: [RANGES[family].services] },
  network: { mode: 'bgp', advertiseToRouter: true },
  serviceProxy: proxy,
  workloads: [
    { name: 'w', replicas: 1, port: 8080 },
    { name: 'c', replicas: 1 },
  ],
  expose: [{ name: 's', workload: 'w', port: 80 }],
  ...over,
});

/** What is routed on leaves by the router's internet default. */
const inside = (proxy: ServiceProxy, family: Family, over: Partial<Cluster> = {}): PlanParts => ({
  routers: [{ id: 'r', internet: true }],
  clusters: [cluster(proxy, family, over)],
});

/** A host whose router sends the service range to node 0, which sends what it does not take back to the router. */
const outside = (proxy: ServiceProxy, family: Family, over: Partial<Cluster> = {}): PlanParts => ({
  routers: [{ id: 'r', routes: [{ to: RANGES[family].services, via: RANGES[family].node0 }] }],
  clusters: [cluster(proxy, family, over)],
  hosts: [{ id: 'h', router: 'r', addresses: [RANGES[family].host] }],
});

/** A client whose own address lies in the cluster's service range. */
const aliased = (proxy: ServiceProxy, family: Family, over: Partial<Cluster> = {}): PlanParts => ({
  routers: [{ id: 'r' }],
  clusters: [cluster(proxy, family, over)],
  hosts: [{ id: 'h', router: 'r', addresses: [RANGES[family].aliasOn], port: 443 }],
});
/** As `aliased`, and a service has the client's address as its VIP. */
const aliasedVip = (proxy: ServiceProxy, family: Family): PlanParts =>
  aliased(proxy, family, {
    expose: [{ name: 's', workload: 'w', port: 80, clusterIPs: [RANGES[family].alias] }],
  });

const allDelivered = (from: string, to: string) =>
  `request delivered@${to}; reply delivered@${from}; follow-up delivered@${to}; answer delivered@${from}`;
const DELIVERED = 'delivered';

interface Row {
  title: string;
  rule: string;
  proxy: ServiceProxy;
  otherPort: string;
  unallocated: string;
  /** The reply of a pod to a client in the range. */
  reply: string;
  /** The whole walk of a client that has an allocated VIP as its address. */
  vipReply: Record<Family, string>;
  fromOutside: string;
}

const ROUTED_ON = 'exits-plan@router:r';
const pass = { 4: DELIVERED, 6: DELIVERED };
const TABLE: Row[] = [
  {
    title: '[S1] iptables',
    rule: 'S1',
    proxy: 'iptables',
    otherPort: ROUTED_ON,
    unallocated: ROUTED_ON,
    reply: DELIVERED,
    vipReply: pass,
    fromOutside: DELIVERED,
  },
  {
    title: '[S2] nftables',
    rule: 'S2',
    proxy: 'nftables',
    otherPort: 'refused@node:a/1',
    unallocated: 'captured@node:a/1',
    reply: DELIVERED,
    vipReply: pass,
    fromOutside: DELIVERED,
  },
  {
    title: '[S3] ipvs',
    rule: 'S3',
    proxy: 'ipvs',
    otherPort: 'refused@node:a/1',
    unallocated: ROUTED_ON,
    reply: DELIVERED,
    vipReply: { 4: 'request captured@node:a/0', 6: 'request delivered@pod:a/w-0; reply captured@node:a/0' },
    fromOutside: DELIVERED,
  },
  {
    title: '[S4] ebpf',
    rule: 'S4',
    proxy: 'ebpf',
    otherPort: ROUTED_ON,
    unallocated: ROUTED_ON,
    reply: DELIVERED,
    vipReply: pass,
    fromOutside: 'loop',
  },
  {
    title: '[S5] routed',
    rule: 'S5',
    proxy: 'routed',
    otherPort: 'captured@node:a/1',
    unallocated: 'captured@node:a/1',
    reply: 'captured@node:a/0',
    vipReply: {
      4: 'request delivered@pod:a/w-0; reply captured@node:a/0',
      6: 'request delivered@pod:a/w-0; reply captured@node:a/0',
    },
    fromOutside: DELIVERED,
  },
  {
    title: '[S6] any',
    rule: 'S6',
    proxy: 'any',
    otherPort: 'captured@node:a/1',
    unallocated: 'captured@node:a/1',
    reply: 'captured@node:a/0',
    vipReply: { 4: 'request captured@node:a/0', 6: 'request delivered@pod:a/w-0; reply captured@node:a/0' },
    fromOutside: DELIVERED,
  },
];
const CASES = TABLE.flatMap((row) => FAMILIES.map((family) => ({ ...row, family })));

describe.each(CASES)('$title over IPv$family', (row) => {
  const { proxy, family } = row;
  const { vip, unallocated, alias } = RANGES[family];

  it(`[${row.rule}] a pod that calls the VIP and port of a service reaches a pod of it`, () => {
    expect(legsOf(inside(proxy, family), { from: 'pod:a/c-0', to: 'service:a/s' })).toBe(
      allDelivered('pod:a/c-0', 'pod:a/w-0'),
    );
    const request = legOf(inside(proxy, family), { from: 'pod:a/c-0', to: `ip:${vip}`, port: 80 });
    expect(request.ending.port).toBe(8080);
    expect(request.hops.flatMap((h) => h.steps).find((s) => s.kind === 'dnat')).toMatchObject({
      rule: row.rule,
    });
  });

  it(`[${row.rule}] a node that calls a service itself reaches a pod of it`, () => {
    expect(legsOf(inside(proxy, family), { from: 'node:a/1', to: 'service:a/s' })).toBe(
      allDelivered('node:a/1', 'pod:a/w-0'),
    );
  });

  it(`[${row.rule}] a service call that arrives from elsewhere: ${row.fromOutside}`, () => {
    const legs = legsOf(outside(proxy, family), { from: 'host:h', to: 'service:a/s' });
    if (row.fromOutside === DELIVERED) expect(legs).toBe(allDelivered('host:h', 'pod:a/w-0'));
    else expect(legs).toMatch(`request ${row.fromOutside}@`);
  });

  it(`[${row.rule}] another port of the VIP: ${row.otherPort}`, () => {
    expect(legsOf(inside(proxy, family), { from: 'pod:a/c-0', to: `ip:${vip}`, port: 81 })).toBe(
      `request ${row.otherPort}`,
    );
    expect(legsOf(inside(proxy, family), { from: 'node:a/1', to: `ip:${vip}`, port: 81 })).toBe(
      `request ${row.otherPort}`,
    );
  });

  it(`[${row.rule}] an unallocated address of the range: ${row.unallocated}`, () => {
    expect(legsOf(inside(proxy, family), { from: 'pod:a/c-0', to: `ip:${unallocated}` })).toBe(
      `request ${row.unallocated}`,
    );
    expect(legsOf(inside(proxy, family), { from: 'node:a/1', to: `ip:${unallocated}` })).toBe(
      `request ${row.unallocated}`,
    );
  });

  it(`[${row.rule}] a pod's reply to a client in the range: ${row.reply}`, () => {
    const expected =
      row.reply === DELIVERED
        ? allDelivered('host:h', 'pod:a/w-0')
        : `request delivered@pod:a/w-0; reply ${row.reply}`;
    expect(legsOf(aliased(proxy, family), { from: 'host:h', to: 'pod:a/w-0' })).toBe(expected);
  });

  it(`[${row.rule}] a client whose address is an allocated VIP: ${row.vipReply[family]}`, () => {
    const expected =
      row.vipReply[family] === DELIVERED ? allDelivered('host:h', 'pod:a/w-0') : row.vipReply[family];
    expect(legsOf(aliasedVip(proxy, family), { from: 'host:h', to: 'pod:a/w-0' })).toBe(expected);
  });

  it(`[${row.rule}] a pod that begins a connection to a client in the range is judged as any new one`, () => {
    const expected =
      row.unallocated === ROUTED_ON ? allDelivered('pod:a/c-0', 'host:h') : `request ${row.unallocated}`;
    expect(legsOf(aliased(proxy, family), { from: 'pod:a/c-0', to: 'host:h' })).toBe(expected);
    expect(legsOf(aliased(proxy, family), { from: 'pod:a/c-0', to: `ip:${alias}` })).toBe(expected);
  });
});

describe('what a proxy looks at', () => {
  it('[S4] ebpf translates what comes from outside only where the range is advertised', () => {
    const services = { cidrs: [RANGES[4].services], advertise: true };
    expect(legsOf(outside('ebpf', 4, { services }), { from: 'host:h', to: 'service:a/s' })).toBe(
      allDelivered('host:h', 'pod:a/w-0'),
    );
  });

  it('[R7] an advertised range is called from outside through the first node without a route in the plan', () => {
    const parts: PlanParts = {
      ...outside('ebpf', 4, { services: { cidrs: [RANGES[4].services], advertise: true } }),
      routers: [{ id: 'r' }],
    };
    expect(legsOf(parts, { from: 'host:h', to: 'service:a/s' })).toBe(allDelivered('host:h', 'pod:a/w-0'));
  });

  it.each(['tcp', 'udp'] as const)("[A6] a service's port is also %s", (protocol) => {
    expect(walk(inside('any', 4), { from: 'pod:a/c-0', to: 'service:a/s', protocol }).verdict).toBe(
      'delivered',
    );
  });

  it('[A6] a ping has no port, so no service takes it', () => {
    expect(legsOf(inside('iptables', 4), { from: 'pod:a/c-0', to: 'service:a/s', protocol: 'icmp' })).toBe(
      'request exits-plan@router:r',
    );
    expect(legsOf(inside('any', 4), { from: 'pod:a/c-0', to: 'service:a/s', protocol: 'icmp' })).toBe(
      'request captured@node:a/1',
    );
  });

  it('[A6] nothing listens at the conventional API server and DNS addresses', () => {
    expect(legsOf(inside('any', 4), { from: 'pod:a/c-0', to: 'ip:10.96.0.1', port: 443 })).toBe(
      'request captured@node:a/1',
    );
    expect(legsOf(inside('any', 4), { from: 'pod:a/c-0', to: 'ip:10.96.0.10', port: 53 })).toBe(
      'request captured@node:a/1',
    );
  });
});

describe('a service range over pods and nodes', () => {
  const over = (proxy: ServiceProxy): PlanParts =>
    inside(proxy, 4, {
      pods: { cidrs: ['10.0.0.0/17'] },
      services: { cidrs: ['10.0.0.0/16'] },
      expose: [{ name: 's', workload: 'w', port: 80, clusterIPs: ['10.0.200.5'] }],
    });

  it('[S2] nftables judges after DNAT: a range that covers its own pods kills its own services', () => {
    const request = legOf(over('nftables'), { from: 'pod:a/c-0', to: 'service:a/s' });
    expect(request).toMatchObject({ disposition: 'captured', at: 'node:a/1', ending: { rule: 'S2' } });
  });

  it.each([
    ['nftables', 'refused', 'S2'],
    ['any', 'captured', 'S6'],
  ] as const)(
    'under %s a VIP outside the service range is a service address on its other ports too: %s',
    (proxy, disposition, rule) => {
      const expose = [{ name: 's', workload: 'w', port: 80, clusterIPs: ['10.55.0.5'] }];
      const leg = legOf(inside(proxy, 4, { expose }), { from: 'pod:a/c-0', to: 'ip:10.55.0.5', port: 81 });
      expect(leg).toMatchObject({ disposition, ending: { rule } });
    },
  );

  it('[S2] what a node sends to its own address in the range passes the filter too, what comes to it does not', () => {
    const parts = inside('nftables', 4, { services: { cidrs: ['172.16.0.0/16'] } });
    expect(legsOf(parts, { from: 'node:a/0', to: 'node:a/0' })).toBe('request captured@node:a/0');
    expect(
      legsOf(
        { ...parts, hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24'] }] },
        { from: 'host:h', to: 'node:a/0' },
      ),
    ).toBe(allDelivered('host:h', 'node:a/0'));
  });

  it('[S5] the range is a route: a longer one inside it wins, own pods stay reachable', () => {
    expect(legsOf(over('routed'), { from: 'pod:a/c-0', to: 'pod:a/w-0' })).toBe(
      allDelivered('pod:a/c-0', 'pod:a/w-0'),
    );
    expect(legsOf(over('routed'), { from: 'pod:a/c-0', to: 'service:a/s' })).toBe(
      allDelivered('pod:a/c-0', 'pod:a/w-0'),
    );
  });

  it('[S5] nodes inside the range stay reachable', () => {
    const parts = inside('routed', 4, { services: { cidrs: ['172.16.0.0/16'] } });
    expect(legsOf(parts, { from: 'pod:a/c-0', to: 'node:a/0' })).toBe(allDelivered('pod:a/c-0', 'node:a/0'));
  });

  it('[S7] any plans for the worst: what nftables would drop is lost though a route would pass it', () => {
    const request = legOf(over('any'), { from: 'pod:a/c-0', to: 'pod:a/w-0' });
    expect(request).toMatchObject({ disposition: 'captured', at: 'node:a/1', ending: { rule: 'S6' } });
  });
});

describe('connections seen one way only', () => {
  /** A triangle: requests go x → f → r, replies r → x; or, `turned`, the other way round. f is a firewall. */
  const triangle = (
    turned: boolean,
    over: Partial<NonNullable<PlanParts['routers']>[number]> = {},
  ): PlanParts => {
    const [there, back] = turned ? ['rx', 'rf'] : ['xf', 'rx'];
    return {
      routers: [
        { id: 'x', routes: [{ to: '10.40.0.0/24', via: there }] },
        { id: 'r', routes: [{ to: '10.32.0.0/24', via: back }] },
        {
          id: 'f',
          stateful: true,
          routes: [
            { to: '10.40.0.0/24', via: 'rf' },
            { to: '10.32.0.0/24', via: 'xf' },
          ],
          ...over,
        },
      ],
      links: [
        { id: 'xf', ends: ['x', 'f'], routing: 'static' },
        { id: 'rf', ends: ['r', 'f'], routing: 'static' },
        { id: 'rx', ends: ['r', 'x'], routing: 'static' },
      ],
      hosts: [
        { id: 'client', router: 'x', addresses: ['10.32.0.7/24'] },
        { id: 'server', router: 'r', addresses: ['10.40.0.9/24'], port: 80 },
      ],
    };
  };
  const question = (protocol: 'tcp' | 'udp' | 'icmp') => ({
    from: 'host:client',
    to: 'host:server',
    protocol,
  });
  const both = 'request delivered@host:server; reply delivered@host:client';

  it.each([
    ['request', 'tcp', `${both}; follow-up invalid-dropped@router:f`],
    ['request', 'icmp', both],
    ['request', 'udp', both],
    ['reply', 'tcp', 'request delivered@host:server; reply invalid-dropped@router:f'],
    ['reply', 'icmp', 'request delivered@host:server; reply invalid-dropped@router:f'],
    ['reply', 'udp', both],
  ] as const)('[S8] a stateful router that sees the %s alone, over %s', (seen, protocol, expected) => {
    expect(legsOf(triangle(seen === 'reply'), question(protocol))).toBe(expected);
  });

  it('[S8] a router that is not stateful passes it all', () => {
    expect(legsOf(triangle(true, { stateful: false }), question('tcp'))).toBe(
      allDelivered('host:client', 'host:server'),
    );
  });

  it('[S8] only what is forwarded is judged: a stateful router may answer for itself', () => {
    const parts = triangle(true);
    const toRouter = legsOf(parts, { from: 'host:client', to: 'router:f', protocol: 'icmp' });
    expect(toRouter).not.toMatch('invalid-dropped');
  });

  /** Outside requests enter by gateway node 0 and its tunnel; the reply leaves by node 1 itself. */
  const gateway = (proxy: ServiceProxy): PlanParts => ({
    routers: [{ id: 'r' }],
    clusters: [
      cluster(proxy, 4, {
        network: { mode: 'overlay', gateway: { node: 0, snat: false } },
        workloads: [{ name: 'w', replicas: 1, port: 8080, pods: [{ ordinal: 0, node: 1 }] }],
      }),
    ],
    hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24'] }],
  });

  it.each<[ServiceProxy, string]>([
    ['iptables', 'request delivered@pod:a/w-0; reply delivered@host:h; follow-up invalid-dropped@node:a/0'],
    ['any', 'request delivered@pod:a/w-0; reply delivered@host:h; follow-up invalid-dropped@node:a/0'],
    ['nftables', allDelivered('host:h', 'pod:a/w-0')],
    ['ebpf', allDelivered('host:h', 'pod:a/w-0')],
  ])('[S8] a node under %s that forwarded the request alone', (proxy, expected) => {
    expect(legsOf(gateway(proxy), { from: 'host:h', to: 'pod:a/w-0' })).toBe(expected);
  });
});

describe('sources of service connections', () => {
  it('[S9] a client outside the pod CIDRs is source-NATed to the node that took it in, and gets its reply', () => {
    const parts = outside('iptables', 4, {
      workloads: [{ name: 'w', replicas: 1, port: 8080, pods: [{ ordinal: 0, node: 1 }] }],
    });
    const path = pathOf(parts, { from: 'host:h', to: 'service:a/s' });
    expect(path.properties).toContain('nat');
    expect(path.legs[0] && formatAddress(path.legs[0].seenSource)).toBe('172.16.0.2');
    expect(path.legs[1] && packetAt(path.legs[1], 'node:a/0')).toBe('10.96.0.11 > 10.32.0.7');
    expect(path.verdict).toBe('delivered');
  });

  it('[S9] a pod of the cluster that calls a service keeps its address', () => {
    const path = pathOf(inside('iptables', 4), { from: 'pod:a/c-0', to: 'service:a/s' });
    expect(path.properties).not.toContain('nat');
  });

  it.each(FAMILIES)(
    '[S9] a pod that reaches itself through its service is source-NATed, over IPv%i',
    (family) => {
      const path = pathOf(inside('iptables', family), { from: 'pod:a/w-0', to: 'service:a/s' });
      expect(path.verdict).toBe('delivered');
      expect(path.properties).toContain('nat');
    },
  );

  it('[A10] a node that takes a call in for its own pod gives it its own end of the pod prefix', () => {
    const path = pathOf(outside('iptables', 4), { from: 'host:h', to: 'service:a/s' });
    expect(path.legs[0] && formatAddress(path.legs[0].seenSource)).toBe('10.0.0.1');
  });
});

describe('pods behind a service', () => {
  const { router: _, ...alone } = cluster('iptables', 4, {
    network: { mode: 'routed' },
    workloads: [
      { name: 'w', replicas: 2, port: 8080 },
      { name: 'c', replicas: 1 },
    ],
  });

  it('[S10] a service with several pods is walked once for each', () => {
    const parts = inside('any', 4, {
      workloads: [
        { name: 'w', replicas: 3, port: 8080 },
        { name: 'c', replicas: 1 },
      ],
    });
    const answer = walk(parts, { from: 'pod:a/c-0', to: 'service:a/s' });
    expect(answer.paths.map((p) => p.target)).toEqual(['pod:a/w-0', 'pod:a/w-1', 'pod:a/w-2']);
    expect(answer.paths.map((p) => p.legs[0]?.at)).toEqual(['pod:a/w-0', 'pod:a/w-1', 'pod:a/w-2']);
    expect(answer.verdict).toBe('delivered');
  });

  it('[S10] a pod without an address of the family is no endpoint, and makes no path', () => {
    const parts = {
      routers: [{ id: 'r' }],
      clusters: [
        cluster('iptables', 4, {
          network: { mode: 'native' as const },
          nodes: { cidrs: ['172.16.0.0/24', '172.16.50.0/24'], count: 2 },
          pods: { cidrs: ['172.16.0.128/25'] },
          workloads: [{ name: 'w', replicas: 3, port: 8080 }],
        }),
      ],
    };
    expect(walk(parts, { from: 'pod:a/w-0', to: 'service:a/s' }).paths.map((p) => p.target)).toEqual([
      'pod:a/w-0',
      'pod:a/w-2',
    ]);
  });

  it('[S10] by its address too', () => {
    const parts = inside('any', 4, {
      workloads: [
        { name: 'w', replicas: 3, port: 8080 },
        { name: 'c', replicas: 1 },
      ],
    });
    expect(walk(parts, { from: 'pod:a/c-0', to: 'ip:10.96.0.11' }).paths.map((p) => p.legs[0]?.at)).toEqual([
      'pod:a/w-0',
      'pod:a/w-1',
      'pod:a/w-2',
    ]);
  });

  it('[S10] one pod that cannot be reached makes the flow not delivered', () => {
    const answer = walk({ clusters: [alone] }, { from: 'pod:a/c-0', to: 'service:a/s' });
    expect(answer.paths.map((p) => p.legs[0]?.disposition)).toEqual(['delivered', 'no-route']);
    expect(answer.verdict).toBe('not-delivered');
  });

  it.each(TABLE)('[S11] $proxy refuses for a service without a ready pod', ({ proxy }) => {
    const parts = inside(proxy, 4, {
      workloads: [
        { name: 'w', replicas: 0 },
        { name: 'c', replicas: 1 },
      ],
      expose: [{ name: 's', workload: 'w', port: 80 }],
    });
    expect(legsOf(parts, { from: 'pod:a/c-0', to: 'service:a/s' })).toBe('request refused@node:a/0');
    expect(legOf(parts, { from: 'pod:a/c-0', to: 'service:a/s' }).ending.rule).toBe('S11');
  });

  it('[S11] a node without any route to the VIP says no-route first', () => {
    const parts = {
      clusters: [
        {
          ...alone,
          workloads: [
            { name: 'w', replicas: 0 },
            { name: 'c', replicas: 1 },
          ],
        },
      ],
    };
    expect(legsOf(parts, { from: 'pod:a/c-0', to: 'service:a/s' })).toBe('request no-route@node:a/0');
    expect(legsOf(parts, { from: 'node:a/0', to: 'service:a/s' })).toBe('request no-route@node:a/0');
  });
});

describe('a client whose address a service range took, and reverse-path filters', () => {
  it('[S12] the martian check is of IPv4: over IPv6 the request arrives and the reply is captured', () => {
    expect(legsOf(aliasedVip('ipvs', 4), { from: 'host:h', to: 'pod:a/w-0' })).toBe(
      'request captured@node:a/0',
    );
    expect(legsOf(aliasedVip('ipvs', 6), { from: 'host:h', to: 'pod:a/w-0' })).toBe(
      'request delivered@pod:a/w-0; reply captured@node:a/0',
    );
  });

  it.each(FAMILIES.flatMap((f) => (['loose', 'strict'] as const).map((mode) => [f, mode] as const)))(
    "[S12] over IPv%i a %s filter on a node of S5 drops the aliased client's request already",
    (family, reversePathFilter) => {
      expect(
        legsOf(aliased('routed', family, { reversePathFilter }), { from: 'host:h', to: 'pod:a/w-0' }),
      ).toBe('request filtered-source@node:a/0');
    },
  );

  it('[S12] under iptables the filter has a way back and passes it', () => {
    expect(
      legsOf(aliased('iptables', 4, { reversePathFilter: 'strict' }), { from: 'host:h', to: 'pod:a/w-0' }),
    ).toBe(allDelivered('host:h', 'pod:a/w-0'));
  });
});
