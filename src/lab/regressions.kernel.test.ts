import { afterAll, describe, expect, it } from 'vitest';
import type { Cluster, Flow, Plan } from '#core';
import { differPatiently } from './differential.ts';
import { whyNoLabs } from './oracle/canRun.ts';
import { Oracle } from './oracle/runOracle.ts';
import { report } from './report.ts';

const reason = whyNoLabs('former disagreements');

/** Where the walk and the kernel once did not agree: each plan is as small as it could be made. */
interface Regression {
  readonly title: string;
  readonly plan: Plan;
  /** What the kernel does with each flow: the failing leg, or null. */
  readonly failed: Readonly<Record<string, string | null>>;
}

const workload = (replicas: number): Pick<Cluster, 'workloads'> => ({
  workloads: [{ name: 'cb', replicas, port: 8091 }],
});

function planOf(clusters: Cluster[], flows: Flow[], more: Partial<Plan> = {}): Plan {
  return { hopwright: 1, name: 'Regression', clusters, routers: [{ id: 'r0' }], flows, ...more };
}

const shadowed: Cluster = {
  id: 'c2',
  router: 'r0',
  nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
  pods: { cidrs: ['172.16.0.0/16'] },
  ...workload(2),
};

const regressions: readonly Regression[] = [
  {
    title: '[A10] a node that also has the router’s address does not answer the router’s ARP request',
    plan: planOf(
      [
        {
          id: 'c1',
          router: 'r0',
          nodes: { cidrs: ['172.16.1.0/24'], count: 2 },
          network: { mode: 'native' },
          ...workload(2),
        },
        shadowed,
      ],
      [
        { id: 'called-by-the-router', from: 'pod:c1/cb-0', to: 'node:c2/0' },
        { id: 'calls-through-the-router', from: 'node:c2/0', to: 'node:c1/0' },
      ],
    ),
    failed: { 'called-by-the-router': 'request', 'calls-through-the-router': null },
  },
  {
    title: '[S2] [S6] nftables drops what a node sends to itself into the service range',
    plan: planOf(
      [
        {
          id: 'c0',
          router: 'r0',
          nodes: { cidrs: ['10.96.3.0/24'], count: 1 },
          services: { cidrs: ['10.96.0.0/16'] },
          ...workload(1),
        },
      ],
      [
        { id: 'itself', from: 'node:c0/0', to: 'node:c0/0' },
        { id: 'from-elsewhere', from: 'router:r0', to: 'node:c0/0' },
      ],
    ),
    failed: { itself: 'request', 'from-elsewhere': null },
  },
  {
    title: '[A10] towards a pod a node bears its end of the prefix that holds the pod',
    plan: planOf(
      [
        {
          id: 'c1',
          router: 'r0',
          nodes: { cidrs: ['172.16.1.0/24'], count: 1 },
          pods: { cidrs: ['10.1.0.0/16', '10.201.0.0/16'], nodeMask: [30, 24] },
          services: { cidrs: ['10.97.0.0/16'] },
          serviceProxy: 'iptables',
          ...workload(2),
          expose: [{ name: 'cb', workload: 'cb' }],
        },
      ],
      [
        { id: 'pod', from: 'node:c1/0', to: 'pod:c1/cb-1' },
        { id: 'service', from: 'node:c1/0', to: 'service:c1/cb' },
      ],
    ),
    failed: { pod: null, service: null },
  },
  {
    title: '[M1] a pod is masqueraded also when its address is outside the pod CIDRs',
    plan: planOf(
      [
        {
          id: 'c1',
          router: 'r0',
          nodes: { cidrs: ['172.16.1.0/24'], count: 2 },
          pods: { cidrs: ['172.16.1.128/25'] },
          network: { mode: 'native' },
          serviceProxy: 'iptables',
          masquerade: 'outside-pods',
          workloads: [
            {
              name: 'cb',
              replicas: 1,
              port: 8091,
              pods: [{ ordinal: 0, node: 0, addresses: ['172.16.1.60'] }],
            },
          ],
        },
      ],
      [{ id: 'to-a-node', from: 'pod:c1/cb-0', to: 'node:c1/1' }],
    ),
    failed: { 'to-a-node': null },
  },
  {
    title:
      '[A10] of two nodes with one address the router finds the one that does not have the router’s, too',
    plan: planOf(
      [
        {
          id: 'c0',
          router: 'r0',
          nodes: { cidrs: ['172.16.0.0/24'], list: [{ addresses: ['172.16.0.20'] }] },
          pods: { cidrs: ['10.0.0.0/16'] },
          ...workload(1),
        },
        {
          id: 'c1',
          router: 'r0',
          nodes: { cidrs: ['172.16.0.0/24'], list: [{ addresses: ['172.16.0.20'] }] },
          pods: { cidrs: ['172.16.0.0/16'] },
          ...workload(1),
        },
      ],
      [
        { id: 'through-the-router', from: 'pod:c0/cb-0', to: 'host:h0' },
        { id: 'from-the-router', from: 'router:r0', to: 'node:c0/0' },
      ],
      { hosts: [{ id: 'h0', router: 'r0', addresses: ['192.168.0.11/24'], port: 443 }] },
    ),
    failed: { 'through-the-router': null, 'from-the-router': null },
  },
  {
    title: '[M2] pods of the gateway node are no outside clients, also with addresses outside the pod CIDRs',
    plan: planOf(
      [
        {
          id: 'c0',
          router: 'r0',
          nodes: { cidrs: ['172.16.0.0/24'], list: [{ podCidrs: ['10.9.0.0/24'] }, {}] },
          pods: { cidrs: ['10.0.0.0/16'] },
          network: { mode: 'overlay', gateway: { node: 0, snat: true } },
          ...workload(2),
        },
      ],
      [{ id: 'from-the-gateway', from: 'pod:c0/cb-0', to: 'pod:c0/cb-1' }],
    ),
    failed: { 'from-the-gateway': null },
  },
  {
    title:
      '[S6] a VIP outside the service range is captured on other ports, and when it is the address of its pod',
    plan: planOf(
      [
        {
          id: 'c0',
          router: 'r0',
          nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
          pods: { cidrs: ['10.0.0.0/16'] },
          ...workload(1),
          expose: [
            { name: 'pods-address', workload: 'cb', port: 80, clusterIPs: ['10.0.0.2'] },
            { name: 'hosts-address', workload: 'cb', port: 80, clusterIPs: ['192.168.0.11'] },
          ],
        },
      ],
      [
        { id: 'pods-address', from: 'node:c0/1', to: 'service:c0/pods-address' },
        { id: 'other-port', from: 'node:c0/1', to: 'host:h0' },
        { id: 'from-outside', from: 'host:h0', to: 'node:c0/1' },
      ],
      { hosts: [{ id: 'h0', router: 'r0', addresses: ['192.168.0.11/24'], port: 443 }] },
    ),
    failed: { 'pods-address': 'request', 'other-port': 'request', 'from-outside': 'request' },
  },
  {
    title: '[W4] a loopback address is the sender itself, and a group’s address nobody who answers',
    plan: planOf(
      [
        {
          id: 'c0',
          router: 'r0',
          nodes: { cidrs: ['172.16.0.0/24'], count: 1 },
          pods: { cidrs: ['10.0.0.0/16'] },
          masquerade: 'outside-pods',
          reversePathFilter: 'strict',
          ...workload(1),
        },
      ],
      [
        { id: 'host-itself', from: 'host:h0', to: 'ip:127.0.0.1', port: 443 },
        { id: 'pod-itself', from: 'pod:c0/cb-0', to: 'ip:127.0.0.53', port: 8091 },
        { id: 'node-itself', from: 'node:c0/0', to: 'ip:127.0.0.1', protocol: 'icmp' },
        { id: 'nobody-listens', from: 'host:h0', to: 'ip:127.0.0.1', port: 8091 },
        { id: 'router-itself', from: 'router:r0', to: 'ip:::1' },
        { id: 'group', from: 'host:h0', to: 'ip:239.1.2.3', port: 443 },
        { id: 'everybody', from: 'host:h0', to: 'ip:255.255.255.255', port: 443 },
      ],
      { hosts: [{ id: 'h0', router: 'r0', addresses: ['192.168.0.11/24', 'fd00::5/64'], port: 443 }] },
    ),
    failed: {
      'host-itself': null,
      'pod-itself': null,
      'node-itself': null,
      'nobody-listens': 'request',
      'router-itself': null,
      group: 'request',
      everybody: 'request',
    },
  },
  ...(
    [
      ['ebpf', null],
      ['any', 'request'],
    ] as const
  ).map(
    ([serviceProxy, failed]): Regression => ({
      title: `[S3] [S7] a node whose own address is a VIP is called on its other ports, but under ipvs: ${serviceProxy}`,
      plan: planOf(
        [
          {
            id: 'c0',
            router: 'r0',
            nodes: { cidrs: ['10.96.3.0/24'], count: 2 },
            pods: { cidrs: ['10.0.0.0/16'] },
            services: { cidrs: ['10.97.0.0/16'] },
            serviceProxy,
            ...workload(1),
            expose: [{ name: 'cb', workload: 'cb', clusterIPs: ['10.96.3.2'] }],
          },
        ],
        [{ id: 'node', from: 'host:h0', to: 'node:c0/0' }],
        { hosts: [{ id: 'h0', router: 'r0', addresses: ['192.168.0.11/24'], port: 443 }] },
      ),
      failed: { node: failed },
    }),
  ),
];

describe.skipIf(reason !== undefined)(
  `where the walk and a kernel once disagreed${reason ? ` (skipped: ${reason})` : ''}`,
  () => {
    const oracle = new Oracle();
    afterAll(() => oracle.close());

    it.each(regressions)('$title', async ({ plan, failed }) => {
      const difference = await differPatiently(oracle, plan);
      expect(difference.problems).toEqual([]);
      expect(difference.disagreements.length > 0 ? report('regression', plan, difference) : '').toBe('');
      for (const outcome of difference.outcomes)
        expect([outcome.flow, outcome.failed]).toEqual([outcome.flow, failed[outcome.flow]]);
    });
  },
);
