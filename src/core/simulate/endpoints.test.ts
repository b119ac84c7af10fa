import { describe, expect, it } from 'vitest';
import { formatAddress, mustAddress } from '../address/address.ts';
import type { Cluster } from '../plan/plan.ts';
import { hopAt, legOf, legsOf, networkOf, type PlanParts, walk } from '../testing/walkHelpers.ts';
import { traceRoundTrip } from './roundTrip.ts';
import type { FlowQuestion } from './trace.ts';
import { vbucketOf } from './vbucket.ts';

const plan = (over: Partial<Cluster> = {}): PlanParts => ({
  routers: [{ id: 'r' }, { id: 's' }],
  links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp', cidrs: ['10.255.0.0/30'] }],
  clusters: [
    {
      id: 'a',
      router: 'r',
      nodes: {
        cidrs: ['172.16.0.0/24', 'fd00:1::/64'],
        list: [{ name: 'blue' }, { name: 'green' }],
      },
      pods: { cidrs: ['10.0.0.0/16', 'fd00:10::/56'] },
      serviceProxy: 'iptables',
      services: { cidrs: ['10.96.0.0/24'] },
      workloads: [{ name: 'cb', replicas: 3, port: 8091 }],
      expose: [{ name: 'ui', workload: 'cb', port: 18091 }],
      ...over,
    },
  ],
  hosts: [
    { id: 'h', router: 'r', addresses: ['10.32.0.7/24', 'fd00:32::7/64'], port: 443 },
    { id: 'four', router: 's', addresses: ['10.33.0.7/24'], port: 80 },
    { id: 'six', router: 's', addresses: ['fd00:33::7/64'] },
  ],
});
const sent = (parts: PlanParts, question: FlowQuestion) => {
  const request = legOf(parts, question);
  const [first] = hopAt(request, question.from).steps;
  if (first?.kind !== 'originate') throw new Error('a request begins with its sender');
  return `${formatAddress(first.src)} > ${formatAddress(first.dst)}`;
};

describe('targets', () => {
  it('[A9] a router means its address on its first segment', () => {
    expect(sent(plan(), { from: 'host:h', to: 'router:r' })).toBe('10.32.0.7 > 172.16.0.1');
  });

  it('[A9] a router without a segment means its address on its transfer network', () => {
    const parts = { ...plan(), hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24'] }] };
    expect(sent(parts, { from: 'host:h', to: 'router:s' })).toBe('10.32.0.7 > 10.255.0.2');
  });

  it.each([
    ['router:r', 80],
    ['node:a/1', 80],
    ['host:h', 443],
    ['pod:a/cb-0', 8091],
    ['service:a/ui', 18091],
  ])('[A9] a flow to %s without a port goes to %i', (to, port) => {
    expect(walk(plan(), { from: 'pod:a/cb-1', to }).flow.port).toBe(port);
  });

  it("[A9] an address without a port means the port of who has it in the caller's network", () => {
    const parts: PlanParts = {
      routers: [{ id: 'r' }, { id: 's' }],
      hosts: [
        { id: 'far', router: 's', addresses: ['10.40.0.9/24'], port: 22 },
        { id: 'near', router: 'r', addresses: ['10.40.0.9/24'], port: 443 },
        { id: 'h', router: 'r', addresses: ['10.32.0.7/24'] },
      ],
    };
    expect(walk(parts, { from: 'host:h', to: 'ip:10.40.0.9' }).flow.port).toBe(443);
    expect(walk(plan(), { from: 'pod:a/cb-0', to: 'ip:10.96.0.11' }).flow.port).toBe(18091);
    const alias = [{ id: 'alias', router: 's', addresses: ['10.96.0.11/24'], port: 443 }];
    expect(walk({ ...plan(), hosts: alias }, { from: 'pod:a/cb-0', to: 'ip:10.96.0.11' }).flow.port).toBe(
      18091,
    );
    expect(walk({ ...plan(), hosts: alias }, { from: 'router:s', to: 'ip:10.96.0.11' }).flow.port).toBe(443);
    expect(walk(plan(), { from: 'pod:a/cb-0', to: 'ip:203.0.113.1' }).flow.port).toBe(80);
  });

  it('[A9] nodes and routers listen on every port', () => {
    for (const to of ['router:r', 'node:a/1'])
      expect(walk(plan(), { from: 'host:h', to, port: 6443 }).verdict).toBe('delivered');
  });

  it('[A9] a node is named by its index or by its name', () => {
    expect(walk(plan(), { from: 'host:h', to: 'node:a/green' }).verdict).toBe('delivered');
    expect(sent(plan(), { from: 'host:h', to: 'node:a/green' })).toBe(
      sent(plan(), { from: 'host:h', to: 'node:a/1' }),
    );
  });

  it('[A9] a document id is hashed by CRC-32 as Couchbase clients do', () => {
    // The check value of CRC-32 is cbf43926 for these nine digits.
    expect(vbucketOf('123456789')).toBe(((0xcbf43926 >>> 16) & 0x7fff) % 1024);
    expect(vbucketOf('')).toBe(0);
  });

  it('[A9] text beyond ASCII is hashed as UTF-8', () => {
    // crc32("é€😀" in UTF-8), computed with zlib.
    expect(vbucketOf('é€😀')).toBe(((0x84d8cda6 >>> 16) & 0x7fff) % 1024);
  });

  it('[A9] a key means the pod whose ordinal is the vBucket modulo the replicas', () => {
    for (const document of ['user::1', 'user::2', 'airline_10', 'a/b']) {
      const request = legOf(plan(), { from: 'host:h', to: `key:a/cb/${document}` });
      expect(request).toMatchObject({ disposition: 'delivered', at: `pod:a/cb-${vbucketOf(document) % 3}` });
    }
  });

  it("[A9] a service of a workload listens on its own port and is translated to the pod's", () => {
    expect(legOf(plan(), { from: 'pod:a/cb-0', to: 'service:a/ui' }).ending.port).toBe(8091);
  });

  it.each([
    { from: 'host:nobody', to: 'host:h' },
    { from: 'service:a/ui', to: 'host:h' },
    { from: 'ip:10.32.0.7', to: 'host:h' },
    { from: 'host:h', to: 'pod:a/cb-9' },
    { from: 'host:h', to: 'service:a/nothing' },
    { from: 'host:h', to: 'key:a/nothing/x' },
    { from: 'host:h', to: 'ip:10.32.0' },
    { from: 'host:h', to: 'nonsense' },
  ])('a question that names nothing in the plan is a problem, a sentence: %j', (question) => {
    expect(traceRoundTrip(networkOf(plan()), question)).toEqual({
      problem: expect.stringMatching(/^(from|to): /),
    });
  });
});

describe('families', () => {
  it.each<[string, FlowQuestion, string]>([
    ['IPv4 where both ends have it', { from: 'host:h', to: 'host:four' }, '10.32.0.7 > 10.33.0.7'],
    ['IPv6 where one end has nothing else', { from: 'host:h', to: 'host:six' }, 'fd00:32::7 > fd00:33::7'],
    ['the one that is asked for', { from: 'host:h', to: 'pod:a/cb-0', family: 6 }, 'fd00:32::7 > fd00:10::2'],
    ['that of the address', { from: 'host:h', to: 'ip:fd00:33::7' }, 'fd00:32::7 > fd00:33::7'],
  ])('[A9] %s', (_, question, packet) => {
    expect(sent(plan(), question)).toBe(packet);
  });

  it('[W4] a sender without any address lacks one of the family that its target has', () => {
    const parts = {
      routers: [{ id: 'bare' }],
      hosts: [
        { id: 'four', addresses: ['10.33.0.7/24'] },
        { id: 'six', addresses: ['fd00:33::7/64'] },
      ],
    };
    expect(walk(parts, { from: 'router:bare', to: 'host:four' }).flow.family).toBe(4);
    expect(walk(parts, { from: 'router:bare', to: 'host:six' }).flow.family).toBe(6);
  });

  it('[W4] two ends without a common family cannot talk', () => {
    expect(legsOf(plan(), { from: 'host:four', to: 'host:six' })).toBe('request unreachable@host:four');
  });
});

describe('sources of what a device sends itself', () => {
  const overlay = plan({ network: { mode: 'overlay' } });

  it.each<[string, PlanParts, FlowQuestion, string]>([
    [
      'a node: its address on the segment',
      plan(),
      { from: 'node:a/0', to: 'host:h' },
      '172.16.0.2 > 10.32.0.7',
    ],
    [
      'a node towards its own pods: its end of the pod prefix',
      plan(),
      { from: 'node:a/0', to: 'pod:a/cb-0' },
      '10.0.0.1 > 10.0.0.2',
    ],
    [
      'a node into an overlay: its tunnel address',
      overlay,
      { from: 'node:a/0', to: 'pod:a/cb-1' },
      '10.0.0.1 > 10.0.1.2',
    ],
    [
      'the same over IPv6',
      overlay,
      { from: 'node:a/0', to: 'pod:a/cb-1', family: 6 },
      'fd00:10::1 > fd00:10:0:1::2',
    ],
    [
      'a router: its address on that segment',
      plan(),
      { from: 'router:r', to: 'host:h' },
      '10.32.0.1 > 10.32.0.7',
    ],
    [
      'a router over a link: its transfer address',
      plan(),
      { from: 'router:r', to: 'host:four' },
      '10.255.0.1 > 10.33.0.7',
    ],
    [
      'a device to itself: the address that is called',
      plan(),
      { from: 'router:r', to: 'ip:10.255.0.1' },
      '10.255.0.1 > 10.255.0.1',
    ],
  ])('[A10] %s', (_, parts, question, packet) => {
    expect(sent(parts, question)).toBe(packet);
    expect(legOf(parts, question).disposition).toBe('delivered');
  });

  it('[A10] a router over a link without a transfer network bears an address that it has', () => {
    const parts = plan();
    const links = (parts.links ?? []).map(({ cidrs: _, ...link }) => link);
    expect(sent({ ...parts, links }, { from: 'router:r', to: 'host:four' })).toBe('172.16.0.1 > 10.33.0.7');
  });

  it('[A10] what a node of a segment asks for on it, a router answers with any of its IPv4 addresses', () => {
    // The host's own segment holds the router's other address: it asks there, and the router answers.
    const parts: PlanParts = {
      routers: [{ id: 'r' }],
      hosts: [
        { id: 'h', router: 'r', addresses: ['10.32.0.7/8'] },
        { id: 'i', router: 'r', addresses: ['10.33.0.7/24'] },
      ],
    };
    expect(legsOf(parts, { from: 'host:h', to: 'ip:10.33.0.1', protocol: 'icmp' })).toMatch(
      /^request delivered@router:r/,
    );
  });

  it('[A10] of its ends of several pod prefixes a node bears the one whose prefix holds the pod', () => {
    const parts = plan({
      nodes: { cidrs: ['172.16.0.0/24'], list: [{ podCidrs: ['10.0.0.0/30', '10.9.0.0/24'] }] },
      workloads: [{ name: 'cb', replicas: 2, port: 8091 }],
    });
    expect(sent(parts, { from: 'node:a/0', to: 'pod:a/cb-0' })).toBe('10.0.0.1 > 10.0.0.2');
    expect(sent(parts, { from: 'node:a/0', to: 'pod:a/cb-1' })).toBe('10.9.0.1 > 10.9.0.2');
  });

  it('[A10] nobody answers an ARP request that bears an address of their own as its sender', () => {
    const parts: PlanParts = {
      routers: [{ id: 'r' }],
      hosts: [
        { id: 'h', router: 'r', addresses: ['10.32.0.7/24'] },
        { id: 'i', router: 'r', addresses: ['10.32.0.7/24', '10.32.0.11/24'] },
      ],
    };
    expect(legsOf(parts, { from: 'host:h', to: 'ip:10.32.0.11', protocol: 'icmp' })).toBe(
      'request neighbor-unreachable@host:h',
    );
  });
});

describe('targets that are no address of one device', () => {
  const network = networkOf({
    routers: [{ id: 'r' }],
    hosts: [{ id: 'h', router: 'r', addresses: ['192.168.0.7/24'], port: 443 }],
  });
  const request = (to: string, port?: number) => {
    const answer = traceRoundTrip(network, { from: 'host:h', to, ...(port === undefined ? {} : { port }) });
    return 'problem' in answer ? answer.problem : answer.paths[0]?.legs[0];
  };

  it('[W4] loopback is the sender itself, which calls from 127.0.0.1', () => {
    expect(request('ip:127.0.0.53', 443)).toMatchObject({ disposition: 'delivered', at: 'host:h' });
    expect(request('ip:127.0.0.53', 443)).toMatchObject({ seenSource: mustAddress('127.0.0.1') });
    expect(request('ip:127.0.0.1', 80)).toMatchObject({ disposition: 'refused' });
  });

  it.each(['ip:224.0.0.1', 'ip:255.255.255.255', 'ip:0.0.0.0'])('[W4] nothing is sent to %s', (to) => {
    expect(request(to)).toMatchObject({ disposition: 'no-route', at: 'host:h' });
  });
});
