import { describe, expect, it } from 'vitest';
import { formatAddress } from '../address/address.ts';
import type { Cluster, Host, Router } from '../plan/plan.ts';
import { devicesOf, hopAt, legOf, legsOf, type PlanParts, pathOf, walk } from '../testing/walkHelpers.ts';
import { DISPOSITIONS, type Disposition, type FlowQuestion } from './trace.ts';

const host = (id: string, router: string, address: string, over: Partial<Host> = {}): Host => ({
  id,
  router,
  addresses: [address],
  port: 80,
  ...over,
});
/** Two routers with a host each; what the link carries is listed. */
const sites = (over: Partial<PlanParts> = {}, r: Partial<Router> = {}): PlanParts => ({
  routers: [{ id: 'r', ...r }, { id: 's' }],
  links: [
    {
      id: 'l',
      ends: ['r', 's'],
      routing: 'static',
      kind: 'direct',
      prefixes: [['10.33.0.0/24'], ['10.32.0.0/24']],
    },
  ],
  hosts: [host('h', 'r', '10.32.0.7/24'), host('i', 's', '10.33.0.7/24')],
  ...over,
});
const CALL: FlowQuestion = { from: 'host:h', to: 'host:i' };
const cluster = (over: Partial<Cluster> = {}): Cluster => ({
  id: 'a',
  router: 'r',
  nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
  pods: { cidrs: ['10.0.0.0/16'] },
  serviceProxy: 'iptables',
  workloads: [{ name: 'w', replicas: 2, port: 8080 }],
  ...over,
});

/** Requests go x → y, replies y → z → x. */
const triangle = (over: { back?: object; router?: Partial<Router>; firewall?: boolean } = {}): PlanParts => ({
  routers: [
    { id: 'x', routes: [{ to: '10.33.0.0/24', via: 'xy' }], ...over.router },
    { id: 'y', routes: [{ to: '10.32.0.0/24', via: 'yz' }] },
    { id: 'z', routes: [{ to: '10.32.0.0/24', via: 'zx' }], stateful: over.firewall ?? false },
  ],
  links: [
    { id: 'xy', ends: ['x', 'y'], routing: 'static', kind: 'direct' },
    { id: 'yz', ends: ['y', 'z'], routing: 'static', kind: 'direct', ...over.back },
    { id: 'zx', ends: ['z', 'x'], routing: 'static', kind: 'direct' },
  ],
  hosts: [host('h', 'x', '10.32.0.7/24'), host('i', 'y', '10.33.0.7/24')],
});

/** A client inside the pod CIDRs of a native cluster: node 0 translates its call, the pod of node 1 answers it directly. */
const mismatched = (): PlanParts => ({
  routers: [{ id: 'r', routes: [{ to: '10.96.0.0/24', via: '172.16.0.2' }] }],
  clusters: [
    {
      id: 'a',
      router: 'r',
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      services: { cidrs: ['10.96.0.0/24'] },
      network: { mode: 'native' },
      serviceProxy: 'iptables',
      workloads: [{ name: 'w', replicas: 1, port: 8080, pods: [{ ordinal: 0, node: 1 }] }],
      expose: [{ name: 's', workload: 'w', port: 80 }],
    },
  ],
  hosts: [host('h', 'r', '172.16.0.77/24')],
});

describe('legs', () => {
  it.each([
    ['tcp', ['request', 'reply', 'follow-up', 'answer']],
    ['udp', ['request', 'reply']],
    ['icmp', ['request', 'reply']],
  ] as const)('[W1] over %s a flow is walked as %j', (protocol, legs) => {
    expect(pathOf(sites(), { ...CALL, protocol }).legs.map((leg) => leg.leg)).toEqual(legs);
  });

  it('[W1] a leg is walked only if the one before was delivered', () => {
    expect(legsOf(sites({}, { routes: [{ to: '10.33.0.7/32', via: 'blackhole' }] }), CALL)).toBe(
      'request blackholed@router:r',
    );
  });

  it('[W2] the receiver answers to the source that it saw, from the address that was called', () => {
    const parts: PlanParts = { ...sites(), clusters: [cluster({ masquerade: 'outside-pods' })] };
    const reply = legOf(
      { ...parts, hosts: [host('h', 'r', '10.32.0.7/24')] },
      { from: 'pod:a/w-0', to: 'host:h' },
      'reply',
    );
    const [sent] = hopAt(reply, 'host:h').steps;
    if (sent?.kind !== 'originate') throw new Error('a reply begins with its sender');
    expect([sent.src, sent.dst].map(formatAddress)).toEqual(['10.32.0.7', '172.16.0.2']);
  });

  it('[W2] a router with two addresses answers from the one that was called', () => {
    const parts = sites({ hosts: [host('h', 'r', '10.32.0.7/24'), host('i', 'r', '10.33.0.7/24')] });
    expect(legsOf(parts, { from: 'host:h', to: 'ip:10.33.0.1', protocol: 'udp' })).toBe(
      'request delivered@router:r; reply delivered@host:h',
    );
  });

  it('[W4] the flow is delivered only if every leg is', () => {
    const oneWay = sites({
      links: [{ id: 'l', ends: ['r', 's'], routing: 'static', prefixes: [['10.33.0.0/24'], []] }],
    });
    expect(legsOf(oneWay, CALL)).toBe('request delivered@host:i; reply no-route@router:s');
    expect(walk(oneWay, CALL).verdict).toBe('not-delivered');
    expect(walk(sites(), CALL).verdict).toBe('delivered');
  });
});

describe('reverse-path filters', () => {
  it.each([
    ['off', 'request delivered@host:i; reply delivered@host:h'],
    ['loose', 'request delivered@host:i; reply delivered@host:h'],
    ['strict', 'request delivered@host:i; reply filtered-source@router:x'],
  ] as const)(
    '[W3] %s: a packet that comes by another interface than its source is routed to',
    (reversePathFilter, legs) => {
      expect(legsOf(triangle({ router: { reversePathFilter } }), { ...CALL, protocol: 'udp' })).toBe(legs);
    },
  );

  it.each([
    ['off', 'request delivered@host:h; reply no-route@router:r'],
    ['loose', 'request filtered-source@router:r'],
    ['strict', 'request filtered-source@router:r'],
  ] as const)('[W3] %s: a packet whose source has no route', (reversePathFilter, legs) => {
    const oneWay = sites(
      { links: [{ id: 'l', ends: ['r', 's'], routing: 'static', prefixes: [[], ['10.32.0.0/24']] }] },
      { reversePathFilter },
    );
    expect(legsOf(oneWay, { from: 'host:i', to: 'host:h', protocol: 'udp' })).toBe(legs);
  });

  it.each(['loose', 'strict'] as const)(
    '[W3] %s over IPv6: a packet that is routed back the way it came passes',
    (reversePathFilter) => {
      const parts: PlanParts = {
        routers: [{ id: 'r', reversePathFilter }, { id: 's' }],
        links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp' }],
        hosts: [host('h', 'r', 'fd00:32::7/64'), host('i', 's', 'fd00:33::7/64')],
      };
      expect(walk(parts, CALL).verdict).toBe('delivered');
    },
  );

  it('[W3] over IPv6 strict asks for the best route back, a shorter one does not help', () => {
    const parts: PlanParts = {
      routers: [
        {
          id: 'r',
          reversePathFilter: 'strict',
          routes: [
            { to: '::/0', via: 'l' },
            { to: 'fd00:33::/64', via: 'm' },
          ],
        },
        { id: 's', routes: [{ to: '::/0', via: 'l' }] },
      ],
      links: [
        { id: 'l', ends: ['r', 's'], routing: 'static' },
        { id: 'm', ends: ['r', 's'], routing: 'static' },
      ],
      hosts: [host('h', 'r', 'fd00:32::7/64'), host('i', 's', 'fd00:33::7/64')],
    };
    expect(legsOf(parts, { from: 'host:i', to: 'host:h', protocol: 'udp' })).toBe(
      'request filtered-source@router:r',
    );
  });

  it("[W3] a node's filter is its cluster's", () => {
    const parts: PlanParts = {
      routers: [{ id: 'r' }],
      clusters: [cluster({ reversePathFilter: 'strict' })],
      hosts: [host('h', 'r', '10.0.0.77/32', { addresses: ['10.32.0.7/24'] })],
    };
    expect(walk(parts, { from: 'host:h', to: 'pod:a/w-0' }).verdict).toBe('delivered');
  });
});

interface Ended {
  disposition: Disposition;
  at: string;
  parts: PlanParts;
  question?: FlowQuestion;
  leg?: 'request' | 'reply' | 'follow-up';
  ending?: object;
}

const CASES: Ended[] = [
  { disposition: 'delivered', at: 'host:i', parts: sites() },
  {
    disposition: 'misdelivered',
    at: 'host:j',
    parts: sites({
      hosts: [host('h', 'r', '10.32.0.7/24'), host('i', 's', '10.33.0.7/24'), host('j', 'r', '10.33.0.7/24')],
    }),
    ending: { devices: ['host:i'] },
  },
  {
    disposition: 'ambiguous',
    at: 'router:s',
    parts: sites({
      hosts: [host('h', 'r', '10.32.0.7/24'), host('i', 's', '10.33.0.7/24'), host('j', 's', '10.33.0.7/24')],
    }),
    ending: { devices: ['host:i', 'host:j'] },
  },
  { disposition: 'refused', at: 'host:i', parts: sites(), question: { ...CALL, port: 22 } },
  { disposition: 'no-route', at: 'router:r', parts: sites({ links: [] }) },
  {
    disposition: 'neighbor-unreachable',
    at: 'router:s',
    parts: sites(),
    question: { ...CALL, to: 'ip:10.33.0.8' },
  },
  {
    disposition: 'captured',
    at: 'node:a/0',
    parts: {
      ...sites(),
      clusters: [cluster({ serviceProxy: 'any', services: { cidrs: ['10.33.0.0/16'] } })],
    },
    question: { from: 'pod:a/w-0', to: 'host:i' },
    ending: { cluster: 'a' },
  },
  {
    disposition: 'blackholed',
    at: 'router:r',
    parts: sites({}, { routes: [{ to: '10.33.0.7/32', via: 'blackhole' }] }),
  },
  {
    disposition: 'too-big',
    at: 'router:r',
    parts: sites({ links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp', mtu: 1400 }] }),
    question: { ...CALL, bytes: 1500 },
    leg: 'follow-up',
    ending: { size: 1500, room: 1323 },
  },
  {
    // It circles from where it came to r by the link for the first time.
    disposition: 'loop',
    at: 'router:s',
    parts: sites({
      hosts: [host('h', 'r', '10.32.0.7/24')],
      links: [
        { id: 'l', ends: ['r', 's'], routing: 'static', prefixes: [['10.33.0.0/24'], ['10.33.0.0/24']] },
      ],
    }),
    question: { ...CALL, to: 'ip:10.33.0.7' },
    ending: { devices: ['router:s', 'router:r'] },
  },
  {
    disposition: 'invalid-dropped',
    at: 'router:z',
    parts: triangle({ firewall: true }),
    leg: 'reply',
  },
  {
    disposition: 'reply-mismatch',
    at: 'host:h',
    parts: mismatched(),
    question: { from: 'host:h', to: 'service:a/s' },
    leg: 'reply',
    ending: { rule: 'M3' },
  },
  {
    disposition: 'filtered-source',
    at: 'router:x',
    parts: triangle({ router: { reversePathFilter: 'strict' } }),
    leg: 'reply',
  },
  {
    disposition: 'exits-plan',
    at: 'router:r',
    parts: sites({}, { internet: true }),
    question: { ...CALL, to: 'ip:203.0.113.9' },
  },
  {
    disposition: 'unreachable',
    at: 'host:h',
    parts: sites({ hosts: [{ id: 'h', addresses: ['10.32.0.7/24'] }, host('i', 's', '10.33.0.7/24')] }),
  },
  { disposition: 'unreachable', at: 'host:h', parts: sites(), question: { ...CALL, family: 6 } },
];

describe('dispositions', () => {
  it('[W4] each is here at least once', () => {
    expect(new Set(CASES.map((c) => c.disposition))).toEqual(new Set(DISPOSITIONS));
  });

  it.each(CASES)(
    '[W4] $disposition at $at',
    ({ disposition, at, parts, question = CALL, leg = 'request', ending = {} }) => {
      expect(legOf(parts, question, leg)).toMatchObject({ disposition, at, ending });
    },
  );

  it('[W4] misdelivered also when the other device listens there', () => {
    const parts = sites({
      hosts: [
        host('h', 'r', '10.32.0.7/24'),
        host('i', 's', '10.33.0.7/24'),
        host('j', 'r', '10.33.0.7/24', { port: 443 }),
      ],
    });
    expect(legsOf(parts, CALL)).toBe('request misdelivered@host:j');
  });

  it('[W4] an address that nobody is meant by reaches whoever has it', () => {
    expect(legsOf(sites(), { ...CALL, to: 'ip:10.33.0.7', protocol: 'icmp' })).toBe(
      'request delivered@host:i; reply delivered@host:h',
    );
  });

  it('[W4] a sender that is connected but knows no way says no-route itself', () => {
    const parts: PlanParts = { routers: [{ id: 'r' }], hosts: [host('h', 'r', '10.32.0.7/24')] };
    expect(legsOf(parts, { from: 'router:r', to: 'ip:10.33.0.7' })).toBe('request no-route@router:r');
  });

  it('[W4] every device answers a ping, whatever it listens on', () => {
    expect(walk(sites(), { ...CALL, protocol: 'icmp' }).verdict).toBe('delivered');
    const { port: _, ...silent } = host('i', 's', '10.33.0.7/24');
    const parts = sites({ hosts: [host('h', 'r', '10.32.0.7/24'), silent] });
    expect(walk(parts, { ...CALL, protocol: 'icmp' }).verdict).toBe('delivered');
    expect(legsOf(parts, CALL)).toBe('request refused@host:i');
  });
});

describe('sizes', () => {
  const narrow = (mtu: number) =>
    sites({ links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp', kind: 'direct', mtu }] });

  it('[W5] for TCP the handshake comes first and small, then the bytes', () => {
    expect(legsOf(narrow(1400), { ...CALL, bytes: 1500 })).toBe(
      'request delivered@host:i; reply delivered@host:h; follow-up too-big@router:r',
    );
  });

  it('[W5] UDP and ICMP send the bytes at once, DF set', () => {
    for (const protocol of ['udp', 'icmp'] as const)
      expect(legsOf(narrow(1400), { ...CALL, protocol, bytes: 1500 })).toBe('request too-big@router:r');
  });

  it('[W5] a packet of exactly the MTU passes', () => {
    for (const protocol of ['tcp', 'udp', 'icmp'] as const)
      expect(walk(narrow(1400), { ...CALL, protocol, bytes: 1400 }).verdict).toBe('delivered');
  });

  it.each([
    [
      'tcp',
      'request delivered@host:i; reply delivered@host:h; follow-up delivered@host:i; answer too-big@router:y',
    ],
    ['udp', 'request delivered@host:i; reply too-big@router:y'],
    ['icmp', 'request delivered@host:i; reply delivered@host:h'],
  ] as const)('[W5] a reply of the same size over a narrower way back, over %s', (protocol, legs) => {
    expect(legsOf(triangle({ back: { mtu: 1400 } }), { ...CALL, protocol, bytes: 1500 })).toBe(legs);
  });

  it('[W5] an echo reply goes without DF and is cut where it does not fit', () => {
    const reply = legOf(
      triangle({ back: { mtu: 1400 } }),
      { ...CALL, protocol: 'icmp', bytes: 1500 },
      'reply',
    );
    expect(hopAt(reply, 'router:y').steps).toContainEqual({ kind: 'fragment', size: 1500, room: 1400 });
  });

  it('[W5] over IPv6 only its sender cuts an echo reply', () => {
    const six = (parts: PlanParts): PlanParts =>
      JSON.parse(
        JSON.stringify(parts)
          .replace(/10\.(3\d)\.0\.0\/24/g, 'fd00:$1::/64')
          .replace(/10\.(3\d)\.0\.7\/24/g, 'fd00:$1::7/64'),
      );
    const parts = six(triangle({ back: { mtu: 1400 } }));
    const ping: FlowQuestion = { ...CALL, protocol: 'icmp', bytes: 1500 };
    expect(legsOf(parts, ping)).toBe('request delivered@host:i; reply too-big@router:y');
    expect(legsOf(parts, { ...ping, to: 'router:y' })).toBe(
      'request delivered@router:y; reply delivered@host:h',
    );
  });
});

describe('properties beside a verdict', () => {
  const properties = (parts: PlanParts, question: FlowQuestion) => pathOf(parts, question).properties;

  it('[W4] none for a plain way there and back', () => {
    expect(properties(sites(), CALL)).toEqual([]);
  });

  it('[W4] asymmetric: request and reply take different devices', () => {
    expect(properties(triangle(), CALL)).toEqual(['asymmetric']);
  });

  it("[W4] nat: the receiver does not see the client's own address", () => {
    const parts: PlanParts = {
      routers: [{ id: 'r' }],
      clusters: [cluster({ masquerade: 'outside-pods' })],
      hosts: [host('h', 'r', '10.32.0.7/24')],
    };
    expect(properties(parts, { from: 'pod:a/w-0', to: 'host:h' })).toEqual(['nat']);
  });

  it('[W4] encapsulated: by a link or by an overlay', () => {
    expect(properties(sites({ links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp' }] }), CALL)).toEqual([
      'encapsulated',
    ]);
    const parts: PlanParts = {
      routers: [{ id: 'r' }],
      clusters: [cluster({ network: { mode: 'overlay' } })],
    };
    expect(properties(parts, { from: 'pod:a/w-0', to: 'pod:a/w-1' })).toEqual(['encapsulated']);
  });

  it('[W4] extra-hop: the router was a detour between two nodes of one segment', () => {
    const parts: PlanParts = { routers: [{ id: 'r' }], clusters: [cluster()] };
    const path = pathOf(parts, { from: 'pod:a/w-0', to: 'pod:a/w-1' });
    expect(path.legs[0] && devicesOf(path.legs[0])).toBe(
      'pod:a/w-0 > node:a/0 > router:r > node:a/1 > pod:a/w-1',
    );
    expect(path.properties).toEqual(['extra-hop']);
  });

  it("[W4] no extra-hop between nodes of two segments, or that know each other's pods", () => {
    const parts = (over: Partial<Cluster>): PlanParts => ({
      routers: [{ id: 'r' }],
      clusters: [cluster(over)],
    });
    const apart = parts({ nodes: { cidrs: ['172.16.0.0/24', '172.16.1.0/24'], count: 2 } });
    expect(properties(apart, { from: 'pod:a/w-0', to: 'pod:a/w-1' })).toEqual([]);
    expect(properties(parts({ network: { mode: 'bgp' } }), { from: 'pod:a/w-0', to: 'pod:a/w-1' })).toEqual(
      [],
    );
  });
});
