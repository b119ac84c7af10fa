import { describe, expect, it } from 'vitest';
import { encapsulationOverhead } from '../network/mtu.ts';
import type { Cluster, LinkEncapsulation, OverlayEncapsulation } from '../plan/plan.ts';
import {
  deviceOf,
  devicesOf,
  hopAt,
  legOf,
  legsOf,
  networkOf,
  type PlanParts,
  packetAt,
  pathOf,
  walk,
} from '../testing/walkHelpers.ts';

const overlay = (over: Partial<Cluster> = {}): Cluster => ({
  id: 'a',
  router: 'r',
  nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
  pods: { cidrs: ['10.0.0.0/16'] },
  network: { mode: 'overlay' },
  serviceProxy: 'iptables',
  workloads: [{ name: 'w', replicas: 2, port: 8080 }],
  ...over,
});
const plan = (over: Partial<Cluster> = {}): PlanParts => ({
  routers: [{ id: 'r' }],
  clusters: [overlay(over)],
});
const POD_TO_POD = { from: 'pod:a/w-0', to: 'pod:a/w-1' };

describe('overlay tunnels', () => {
  it("[E1] a packet to another node's pod goes node to node in an outer header, and is unwrapped there", () => {
    const request = legOf(plan(), POD_TO_POD);
    expect(devicesOf(request)).toBe('pod:a/w-0 > node:a/0 > node:a/1 > pod:a/w-1');
    expect(hopAt(request, 'node:a/0').packet.outer).toEqual({
      kind: 'vxlan',
      src: '172.16.0.2',
      dst: '172.16.0.3',
    });
    expect(packetAt(request, 'node:a/0')).toBe('10.0.0.2 > 10.0.1.2');
    expect(hopAt(request, 'node:a/1').steps.map((s) => s.kind)).toContain('decapsulate');
    expect(hopAt(request, 'node:a/1').packet.outer).toBeNull();
  });

  it('[E1] on the way it is forwarded by the outer header', () => {
    const request = legOf(
      plan({ nodes: { cidrs: ['172.16.0.0/24', '172.16.1.0/24'], count: 2 } }),
      POD_TO_POD,
    );
    expect(devicesOf(request)).toBe('pod:a/w-0 > node:a/0 > router:r > node:a/1 > pod:a/w-1');
    expect(hopAt(request, 'router:r').packet.outer?.dst).toBe('172.16.1.2');
  });

  it('[E1] what the outer path suffers is suffered', () => {
    const { router: _, ...alone } = overlay({
      nodes: { cidrs: ['172.16.0.0/24', '172.16.1.0/24'], count: 2 },
    });
    expect(legsOf({ clusters: [alone] }, POD_TO_POD)).toBe('request no-route@node:a/0');
    expect(
      legsOf(
        plan({ nodes: { cidrs: ['172.16.0.0/24'], list: [{}, { addresses: ['172.16.7.7'] }] } }),
        POD_TO_POD,
      ),
    ).toBe('request no-route@router:r');
  });

  it.each([
    ['IPv4 where both nodes have it', ['172.16.0.0/24', 'fd00:1::/64'], '172.16.0.3'],
    ['IPv6 where they have no other', ['fd00:1::/64'], 'fd00:1::3'],
  ])("[E1] the outer addresses are the nodes': %s", (_, cidrs, dst) => {
    expect(hopAt(legOf(plan({ nodes: { cidrs, count: 2 } }), POD_TO_POD), 'node:a/0').packet.outer?.dst).toBe(
      dst,
    );
  });

  it('[E1] IPv6 pods travel in IPv4 tunnels', () => {
    const request = legOf(plan({ pods: { cidrs: ['fd00:10::/56'] } }), POD_TO_POD);
    expect(request.disposition).toBe('delivered');
    expect(hopAt(request, 'node:a/0').packet.outer?.dst).toBe('172.16.0.3');
  });

  it('[E1] a tunnel whose other end lies in the tunnel itself ends as a loop on that node', () => {
    const parts = plan({
      nodes: { cidrs: ['10.0.0.0/16'], list: [{ addresses: ['10.0.0.1'] }, { addresses: ['10.0.1.1'] }] },
      pods: { cidrs: ['10.0.0.0/8'] },
    });
    const request = legOf(parts, { from: 'node:a/0', to: 'node:a/1', port: 22 });
    expect(request).toMatchObject({
      disposition: 'loop',
      at: 'node:a/0',
      ending: { rule: 'E1', devices: ['node:a/0'] },
    });
  });

  it('[E1] a tunnel packet that another overlay takes in goes in both headers, and comes out in one', () => {
    const parts: PlanParts = {
      routers: [{ id: 'r' }],
      clusters: [
        overlay({
          nodes: {
            cidrs: ['172.16.0.0/24', '172.16.1.0/24'],
            list: [{ addresses: ['172.16.0.2'] }, { addresses: ['172.16.1.70'] }],
          },
        }),
        overlay({
          id: 'b',
          nodes: { cidrs: ['172.20.0.0/24'], count: 2 },
          pods: { cidrs: ['172.16.1.0/25'], nodeMask: [26] },
          network: { mode: 'overlay', encapsulation: 'geneve', gateway: { node: 0 } },
        }),
      ],
    };
    const request = legOf(parts, POD_TO_POD);
    expect(devicesOf(request)).toBe('pod:a/w-0 > node:a/0 > router:r > node:b/0 > node:b/1');
    expect(hopAt(request, 'node:b/0').packet.outer).toEqual({
      kind: 'geneve',
      src: '172.20.0.2',
      dst: '172.20.0.3',
    });
    expect(hopAt(request, 'node:b/1').packet.outer?.kind).toBe('vxlan');
    expect(request).toMatchObject({ disposition: 'neighbor-unreachable', at: 'node:b/1' });
  });

  it('[E1] a packet over an encapsulated link is wrapped router to router', () => {
    const request = legOf(linked({ encapsulation: 'wireguard' }), { from: 'host:h', to: 'host:i' });
    expect(hopAt(request, 'router:r').packet.outer).toEqual({
      kind: 'wireguard',
      src: 'router:r',
      dst: 'router:s',
    });
    expect(hopAt(request, 'router:s').packet.outer).toBeNull();
  });

  it('[E1] a direct link wraps nothing', () => {
    const path = pathOf(linked({ kind: 'direct' }), { from: 'host:h', to: 'host:i' });
    expect(path.properties).not.toContain('encapsulated');
    expect(pathOf(linked({}), { from: 'host:h', to: 'host:i' }).properties).toContain('encapsulated');
  });
});

const linked = (over: Partial<NonNullable<PlanParts['links']>[number]>): PlanParts => ({
  routers: [{ id: 'r' }, { id: 's' }],
  links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp', ...over }],
  hosts: [
    { id: 'h', router: 'r', addresses: ['10.32.0.7/24', 'fd00:32::7/64'] },
    { id: 'i', router: 's', addresses: ['10.33.0.7/24', 'fd00:33::7/64'], port: 80 },
  ],
});

describe('overhead', () => {
  it.each<[OverlayEncapsulation | LinkEncapsulation, number, number | undefined]>([
    ['vxlan', 50, 70],
    ['geneve', 50, 70],
    ['gre', 24, 44],
    ['ipip', 20, undefined],
    ['wireguard', 60, 80],
    ['ipsec', 77, 97],
  ])('[E2] %s adds %i bytes over IPv4 and %i over IPv6', (kind, four, six) => {
    expect(encapsulationOverhead(kind, 4)).toBe(four);
    if (six !== undefined) expect(encapsulationOverhead(kind, 6)).toBe(six);
  });

  it('[E3] of two clusters on one segment the smaller MTU holds for both', () => {
    const parts = plan({ mtu: 1400, network: { mode: 'routed' } });
    const other = overlay({ id: 'b', pods: { cidrs: ['10.1.0.0/16'] }, mtu: 9000 });
    const network = networkOf({ ...parts, clusters: [...(parts.clusters ?? []), other] });
    expect(deviceOf(network, 'pod:a/w-0').interfaces[0]?.mtu[4]).toBe(1400);
    expect(deviceOf(network, 'pod:b/w-0').interfaces[0]?.mtu[4]).toBe(1350);
  });

  it.each<[string, Partial<Cluster>, number]>([
    ["a routed pod has its node's MTU", { network: { mode: 'routed' } }, 1500],
    ['vxlan over IPv4', {}, 1450],
    ['vxlan over IPv6', { nodes: { cidrs: ['fd00:1::/64'], count: 2 } }, 1430],
    ['wireguard', { network: { mode: 'overlay', encapsulation: 'wireguard' } }, 1440],
    ['vxlan on jumbo frames', { mtu: 9000 }, 8950],
  ])("[E3] a pod's MTU is its node's less the overlay's overhead: %s", (_, over, mtu) => {
    const pod = deviceOf(networkOf(plan(over)), 'pod:a/w-0');
    expect(pod.interfaces[0]?.mtu).toEqual({ 4: mtu, 6: mtu });
  });
});

describe('room', () => {
  const big = (parts: PlanParts, bytes: number, over = {}) =>
    legOf(parts, { from: 'host:h', to: 'host:i', protocol: 'udp', bytes, ...over });

  it.each([
    ['ipsec', 1423],
    ['wireguard', 1440],
    ['gre', 1476],
  ] as const)('[E3] a %s link with 1500 below has room for %i bytes', (encapsulation, room) => {
    expect(
      walk(linked({ encapsulation }), { from: 'host:h', to: 'host:i', protocol: 'udp', bytes: room }).verdict,
    ).toBe('delivered');
    expect(big(linked({ encapsulation }), room + 1)).toMatchObject({
      disposition: 'too-big',
      at: 'router:r',
      ending: { rule: 'E3', size: room + 1, room },
    });
  });

  it("[E3] a link's own MTU counts, also for IPv6 and for a direct link", () => {
    expect(big(linked({ kind: 'direct', mtu: 1400 }), 1500).ending.room).toBe(1400);
    expect(big(linked({ mtu: 1400 }), 1500, { family: 6 }).ending.room).toBe(1323);
  });

  it('[E3] a pod that sends more than its own MTU is stopped at home', () => {
    expect(legOf(plan(), { ...POD_TO_POD, protocol: 'udp', bytes: 1500 })).toMatchObject({
      disposition: 'too-big',
      at: 'pod:a/w-0',
      ending: { size: 1500, room: 1450 },
    });
  });

  it('[E3] where the outer packet is too big, the drop names what would pass inside', () => {
    const parts: PlanParts = {
      routers: [{ id: 'r' }],
      clusters: [
        overlay({ nodes: { cidrs: ['172.16.0.0/24', '172.16.1.0/24'], count: 2 } }),
        { id: 'narrow', router: 'r', nodes: { cidrs: ['172.16.1.0/24'], count: 0 }, mtu: 1400 },
      ],
    };
    expect(legOf(parts, { ...POD_TO_POD, protocol: 'udp', bytes: 1450 })).toMatchObject({
      disposition: 'too-big',
      at: 'router:r',
      ending: { size: 1450, room: 1350 },
    });
    expect(legOf(parts, { ...POD_TO_POD, protocol: 'udp', bytes: 1350 }).disposition).toBe('delivered');
  });

  it('[E3] what arrives too big for the tunnel is dropped at its mouth', () => {
    const parts: PlanParts = {
      ...plan({ network: { mode: 'overlay', gateway: { node: 0 } } }),
      hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24'] }],
    };
    const question = { from: 'host:h', to: 'pod:a/w-1', protocol: 'udp' as const };
    expect(legOf(parts, { ...question, bytes: 1451 })).toMatchObject({
      disposition: 'too-big',
      at: 'node:a/0',
      ending: { size: 1451, room: 1450 },
    });
    expect(walk(parts, { ...question, bytes: 1450 }).verdict).toBe('delivered');
  });
});
