import { describe, expect, it } from 'vitest';
import { compileNetwork, type Plan } from '#core';
import { labScript } from './labScript.ts';
import { whyNoLab } from './whyNoLab.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Two sites\nrm -rf / #',
  clusters: [
    {
      id: 'london',
      router: 'edge',
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: ['10.96.0.0/16'] },
      network: { mode: 'overlay', encapsulation: 'wireguard', gateway: { node: 0 } },
      serviceProxy: 'nftables',
      masquerade: 'outside-pods',
      workloads: [{ name: 'cb', replicas: 2, port: 8091 }],
      expose: [{ name: 'ui', workload: 'cb' }],
    },
  ],
  routers: [{ id: 'edge', stateful: true, reversePathFilter: 'loose' }],
  hosts: [{ id: 'laptop', router: 'edge', addresses: ['192.168.7.7/24'] }],
  flows: [{ id: 'ui', from: 'host:laptop', to: 'service:london/ui' }],
};
const script = labScript(plan, compileNetwork(plan));
const lines = script.split('\n');

describe('labScript', () => {
  it('is the same text for the same plan', () => {
    expect(labScript(plan, compileNetwork(plan))).toBe(script);
  });

  it('makes a namespace of every device, under one prefix', () => {
    const made = lines.filter((line) => line.startsWith('  make ')).map((line) => line.split(' ')[3]);
    expect(made).toEqual([
      'wires',
      'node-london-0',
      'node-london-1',
      'pod-london-cb-0',
      'pod-london-cb-1',
      'router-edge',
      'host-laptop',
    ]);
    expect(script).toContain(':-hw-two-sites-rm-rf}');
  });

  it('never lets a name of the plan out of its comment', () => {
    expect(lines.filter((line) => line.includes('rm -rf'))).toEqual([
      '# Two sites rm -rf / #: 6 devices as Linux network namespaces, written by hopwright from the plan.',
    ]);
  });

  it('never lets the name of a workload end the batch that says which pod a route is for', () => {
    const named: Plan = {
      hopwright: 1,
      name: 'Native',
      clusters: [
        {
          id: 'a',
          nodes: { cidrs: ['172.16.0.0/24'], count: 1 },
          network: { mode: 'native' },
          workloads: [{ name: 'cb\nIP\nreboot\n\u0085' }],
        },
      ],
    };
    const text = labScript(named, compileNetwork(named));
    expect(text).toContain('# A5 own pod pod:a/cb IP reboot');
    expect(text).not.toMatch(/^\s*reboot/m);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what may not be there
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });

  it('[R] gives routes the metrics of their kind: connected 0, static 20', () => {
    expect(script).toMatch(/^route add 172\.16\.0\.0\/24 dev seg0 metric 0 src 172\.16\.0\.2 /m);
    expect(script).toMatch(/^route add 0\.0\.0\.0\/0 via 172\.16\.0\.1 onlink dev seg0 metric 20 /m);
  });

  it('[E3] makes a VXLAN tunnel with the MTU of the encapsulation that the plan names', () => {
    expect(script).toMatch(/^link add tunnel4 address \S+ mtu 1440 type vxlan id \d+ local 172\.16\.0\.2 /m);
  });

  it('[S2] [S9] [M1] [M2] [S8] writes the rules of services, masquerade, gateway and stateful routers', () => {
    expect(script).toContain('ct state new ip daddr { 10.96.0.11 } reject comment "S2"');
    expect(script).toContain('ct status dnat ip saddr != { 10.0.0.0/16 } masquerade comment "S9"');
    expect(script).toContain('iifname "pods" ip daddr != { 10.0.0.0/16 } masquerade comment "M1"');
    expect(script).toContain(
      'iifname "seg*" oifname "tunnel*" ip saddr != { 10.0.0.0/16 } masquerade comment "M2"',
    );
    expect(script).toContain('ct state invalid drop comment "S8"');
  });

  it('[S10] asks for each pod of a service by the port of the client', () => {
    expect(script).toContain(
      'th dport 8091 dnat ip to th sport & 15 map { 0 : 10.0.0.2 . 8091, 1 : 10.0.1.2 . 8091, 2 ',
    );
  });
});

describe('whyNoLab', () => {
  const nodes = (count: number): Plan => ({
    hopwright: 1,
    name: 'Many',
    clusters: [{ id: 'c', nodes: { cidrs: ['172.16.0.0/16'], count } }],
  });

  it('has nothing against a plan with devices, also without flows', () => {
    expect(whyNoLab(compileNetwork(nodes(1000)))).toBeUndefined();
    expect(labScript(nodes(1), compileNetwork(nodes(1)))).toContain('there is nothing to run');
  });

  it('refuses what would build for minutes, and says by how much', () => {
    expect(whyNoLab(compileNetwork(nodes(1001)))).toContain('at most 1,000 devices, and this plan has 1,001');
  });

  it('refuses a plan in which there is nothing', () => {
    const empty = compileNetwork({ hopwright: 1, name: 'Empty' });
    expect(whyNoLab(empty)).toContain('nothing to build yet');
  });
});
