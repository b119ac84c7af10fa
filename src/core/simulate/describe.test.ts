import { describe, expect, it } from 'vitest';
import { hopAt, legOf, type PlanParts } from '../testing/walkHelpers.ts';
import { describeEnding, describeStep } from './describe.ts';
import type { FlowQuestion } from './trace.ts';

/** The routing black hole: a client whose address lies in the service range of the cluster that it calls. */
const blackHole: PlanParts = {
  routers: [{ id: 'r' }],
  clusters: [
    {
      id: 'a',
      router: 'r',
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: ['10.32.0.0/16'] },
      network: { mode: 'overlay', gateway: { node: 1, snat: false } },
      workloads: [{ name: 'w', replicas: 1, port: 8080 }],
      expose: [{ name: 's', workload: 'w', port: 80 }],
    },
  ],
  hosts: [
    { id: 'h', router: 'r', addresses: ['10.32.0.7/24'] },
    { id: 'i', router: 'r', addresses: ['10.40.0.7/24'], port: 443 },
  ],
};
const ending = (question: FlowQuestion, leg: 'request' | 'reply' = 'request') =>
  describeEnding(legOf(blackHole, question, leg).ending);

describe('the one sentence of an ending', () => {
  it.each<[string, FlowQuestion, 'request' | 'reply', RegExp]>([
    [
      'captured: who swallowed it, and which range of which cluster',
      { from: 'host:h', to: 'pod:a/w-0' },
      'reply',
      /^node:a\/0 swallows the packet: 10\.32\.0\.7 is captured by the service \(VIP\) range 10\.32\.0\.0\/16 of cluster a \(S6\)\.$/,
    ],
    [
      'refused: the port that nothing listens on',
      { from: 'host:h', to: 'host:i', port: 22 },
      'request',
      /^host:i refuses: nothing listens on port 22 \(W4\)\.$/,
    ],
    [
      'no-route: the device and the address',
      { from: 'host:i', to: 'ip:192.168.1.1' },
      'request',
      /^router:r .*192\.168\.1\.1/,
    ],
    [
      'delivered: the receiver and the source that it saw',
      { from: 'host:i', to: 'pod:a/w-0' },
      'request',
      /^pod:a\/w-0 receives it from 10\.40\.0\.7 on port 8080\.$/,
    ],
    [
      'too-big: the largest size that would pass',
      { from: 'host:i', to: 'pod:a/w-0', protocol: 'udp', bytes: 1500 },
      'request',
      /1450/,
    ],
  ])('%s', (_, question, leg, sentence) => {
    expect(ending(question, leg)).toMatch(sentence);
  });
});

describe('the sentence of a step names its rule', () => {
  const sentences = (question: FlowQuestion, device: string, leg: 'request' | 'reply' = 'request') =>
    hopAt(legOf(blackHole, question, leg), device).steps.map(describeStep);

  it('translation by a service, and back', () => {
    const question = { from: 'host:i', to: 'ip:10.32.0.11' } as const;
    const parts = {
      ...blackHole,
      routers: [{ id: 'r', routes: [{ to: '10.32.0.11/32', via: '172.16.0.2' }] }],
    };
    const there = hopAt(legOf(parts, question), 'node:a/0').steps.map(describeStep);
    expect(there).toContain('S6: service:a/s translates 10.32.0.11 to 10.0.0.2 port 8080 (DNAT)');
    expect(there.some((s) => s.startsWith('S9: source 10.40.0.7 becomes 10.0.0.1'))).toBe(true);
    const back = hopAt(legOf(parts, question, 'reply'), 'node:a/0').steps.map(describeStep);
    expect(back.filter((s) => s.startsWith('M3: tracked connection'))).toHaveLength(2);
  });

  it('tunnels, with both ends and the room they take', () => {
    const question = { from: 'host:i', to: 'pod:a/w-0' } as const;
    expect(sentences(question, 'node:a/1')).toContain(
      'E1: wraps it in vxlan, 172.16.0.3 to 172.16.0.2 (50 bytes more)',
    );
    expect(sentences(question, 'node:a/0')).toContain('E1: unwraps vxlan from 172.16.0.3');
  });

  it('the route that decided, with those that lost', () => {
    const steps = sentences({ from: 'host:h', to: 'pod:a/w-0' }, 'node:a/0', 'reply');
    expect(steps.find((s) => s.startsWith('route'))).toMatch(
      /^route 10\.32\.0\.0\/16 taken by the service range of a .*; loses: 0\.0\.0\.0\/0 via 172\.16\.0\.1/,
    );
  });
});
