import { describe, expect, it } from 'vitest';
import { formatAddress } from '../address/address.ts';
import type { Cluster, ServiceProxy } from '../plan/plan.ts';
import { devicesOf, legOf, legsOf, type PlanParts, packetAt, pathOf, walk } from '../testing/walkHelpers.ts';

/** w-0 is on node 0, w-1 on node 1. */
const plan = (over: Partial<Cluster> = {}): PlanParts => ({
  routers: [{ id: 'r' }],
  clusters: [
    {
      id: 'a',
      router: 'r',
      nodes: { cidrs: ['172.16.0.0/24', 'fd00:1::/64'], count: 2 },
      pods: { cidrs: ['10.0.0.0/16', 'fd00:10::/56'] },
      network: { mode: 'bgp', advertiseToRouter: true },
      serviceProxy: 'iptables',
      workloads: [{ name: 'w', replicas: 2, port: 8080 }],
      ...over,
    },
  ],
  hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24', 'fd00:32::7/64'], port: 443 }],
});
const seen = (parts: PlanParts, from: string, to: string, family: 4 | 6 = 4) => {
  const path = pathOf(parts, { from, to, family });
  const [request] = path.legs;
  return `${path.verdict} from ${request && formatAddress(request.seenSource)}`;
};
const OUTSIDE_PODS = { masquerade: 'outside-pods' } as const;

describe('masquerade', () => {
  it.each([
    [4, '172.16.0.3'],
    [6, 'fd00:1::3'],
  ] as const)("[M1] over IPv%i a pod that calls outside is seen with its node's address", (family, node) => {
    expect(seen(plan(OUTSIDE_PODS), 'pod:a/w-1', 'host:h', family)).toBe(`delivered from ${node}`);
  });

  it("[M1] a pod whose explicit address lies outside the pod CIDRs leaves with its node's address too", () => {
    const parts = plan({
      ...OUTSIDE_PODS,
      network: { mode: 'native' },
      pods: { cidrs: ['172.16.0.128/25'] },
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      workloads: [
        { name: 'w', replicas: 1, port: 8080, pods: [{ ordinal: 0, node: 0, addresses: ['172.16.0.60'] }] },
      ],
    });
    expect(seen(parts, 'pod:a/w-0', 'node:a/1')).toBe('delivered from 172.16.0.2');
  });

  it('[M1] without masquerade a pod keeps its address', () => {
    expect(seen(plan(), 'pod:a/w-1', 'host:h')).toBe('delivered from 10.0.1.2');
  });

  it('[M1] a pod of its own cluster sees the pod', () => {
    expect(seen(plan(OUTSIDE_PODS), 'pod:a/w-1', 'pod:a/w-0')).toBe('delivered from 10.0.1.2');
  });

  it('[M1] another node is outside the pod CIDRs', () => {
    expect(seen(plan(OUTSIDE_PODS), 'pod:a/w-1', 'node:a/0')).toBe('delivered from 172.16.0.3');
  });

  it('[M1] what the node delivers to itself does not leave', () => {
    expect(seen(plan(OUTSIDE_PODS), 'pod:a/w-1', 'node:a/1')).toBe('delivered from 10.0.1.2');
  });

  it('[M1] excepted destinations see the pod, others the node', () => {
    expect(seen(plan({ masquerade: { except: ['10.32.0.0/16'] } }), 'pod:a/w-1', 'host:h')).toBe(
      'delivered from 10.0.1.2',
    );
    expect(seen(plan({ masquerade: { except: ['10.33.0.0/16'] } }), 'pod:a/w-1', 'host:h')).toBe(
      'delivered from 172.16.0.3',
    );
  });

  it("[M1] only a new connection is masqueraded: a pod's reply keeps the address that was called", () => {
    expect(legsOf(plan(OUTSIDE_PODS), { from: 'host:h', to: 'pod:a/w-1' })).toMatch(
      /answer delivered@host:h$/,
    );
  });

  it('[A8] in a native cluster without pods a node is inside the pod CIDRs', () => {
    const parts = plan({
      ...OUTSIDE_PODS,
      network: { mode: 'native' },
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
    });
    for (const cluster of parts.clusters ?? []) delete cluster.pods;
    expect(seen(parts, 'pod:a/w-1', 'node:a/0')).toBe('delivered from 172.16.0.5');
    expect(seen(parts, 'pod:a/w-1', 'host:h')).toBe('delivered from 172.16.0.3');
  });
});

describe('overlay gateways', () => {
  const gateway = (snat: boolean, over: Partial<Cluster> = {}) =>
    plan({
      network: { mode: 'overlay', gateway: { node: 0, snat } },
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      pods: { cidrs: ['10.0.0.0/16'] },
      serviceProxy: 'nftables',
      ...over,
    });
  const reply = (parts: PlanParts, to: string) => devicesOf(legOf(parts, { from: 'host:h', to }, 'reply'));

  it("[M2] with snat an outside client has the gateway's tunnel address, and the reply returns through it", () => {
    const parts = gateway(true);
    expect(seen(parts, 'host:h', 'pod:a/w-1')).toBe('delivered from 10.0.0.1');
    expect(reply(parts, 'pod:a/w-1')).toBe('pod:a/w-1 > node:a/1 > node:a/0 > router:r > host:h');
  });

  it('[M2] a gateway that says nothing of its node and translation is node 0 with snat', () => {
    const parts = gateway(true, { network: { mode: 'overlay', gateway: {} } });
    expect(seen(parts, 'host:h', 'pod:a/w-1')).toBe('delivered from 10.0.0.1');
  });

  it('[M2] pods on the gateway node itself see the client', () => {
    expect(seen(gateway(true), 'host:h', 'pod:a/w-0')).toBe('delivered from 10.32.0.7');
  });

  it("[M2] without snat the reply leaves by the pod's own node", () => {
    const parts = gateway(false);
    expect(seen(parts, 'host:h', 'pod:a/w-1')).toBe('delivered from 10.32.0.7');
    expect(reply(parts, 'pod:a/w-1')).toBe('pod:a/w-1 > node:a/1 > router:r > host:h');
  });

  it("[M2] the gateway's own pods are no outside clients, whatever their addresses", () => {
    const parts = plan({
      nodes: { cidrs: ['172.16.0.0/24'], list: [{ podCidrs: ['10.9.0.0/24'] }, {}] },
      pods: { cidrs: ['10.0.0.0/16'] },
      network: { mode: 'overlay', gateway: { snat: true } },
    });
    expect(seen(parts, 'pod:a/w-0', 'pod:a/w-1')).toBe('delivered from 10.9.0.2');
  });

  it('[M2] pods of the cluster are no outside clients', () => {
    expect(seen(gateway(true), 'pod:a/w-0', 'pod:a/w-1')).toBe('delivered from 10.0.0.2');
  });

  /** A pod of node 1 calls out by its own node; the reply enters by the gateway, which knows nothing of it. */
  it.each<[ServiceProxy, 'tcp' | 'udp' | 'icmp', string]>([
    ['iptables', 'tcp', 'request delivered@host:h; reply invalid-dropped@node:a/0'],
    ['iptables', 'udp', 'request delivered@host:h; reply reply-mismatch@pod:a/w-1'],
    ['iptables', 'icmp', 'request delivered@host:h; reply invalid-dropped@node:a/0'],
    [
      'nftables',
      'tcp',
      'request delivered@host:h; reply delivered@pod:a/w-1; follow-up delivered@host:h; answer reply-mismatch@pod:a/w-1',
    ],
    ['nftables', 'icmp', 'request delivered@host:h; reply delivered@pod:a/w-1'],
  ])('[S8] [W1] under %s a %s reply that the gateway alone sees', (serviceProxy, protocol, expected) => {
    expect(legsOf(gateway(true, { serviceProxy }), { from: 'pod:a/w-1', to: 'host:h', protocol })).toBe(
      expected,
    );
  });
});

describe('replies', () => {
  it('[M3] a reply is translated back where the connection was translated', () => {
    const reply = legOf(plan(OUTSIDE_PODS), { from: 'pod:a/w-1', to: 'host:h' }, 'reply');
    expect(packetAt(reply, 'router:r')).toBe('10.32.0.7 > 172.16.0.3');
    expect(packetAt(reply, 'node:a/1')).toBe('10.32.0.7 > 10.0.1.2');
  });

  /** A host inside the pod CIDRs is not source-NATed (S9), so the pod of the other node answers it directly. */
  it('[M3] a reply that does not pass the translation comes from an address that the client does not know', () => {
    const parts: PlanParts = {
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
      hosts: [{ id: 'h', router: 'r', addresses: ['172.16.0.77/24'] }],
    };
    const answer = walk(parts, { from: 'host:h', to: 'service:a/s' });
    const reply = answer.paths[0]?.legs[1];
    expect(reply).toMatchObject({ disposition: 'reply-mismatch', at: 'host:h', ending: { rule: 'M3' } });
    expect(reply?.ending.expected && formatAddress(reply.ending.expected)).toBe('10.96.0.11');
  });
});
