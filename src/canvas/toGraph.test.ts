import { expect, test } from 'vitest';
import { type Finding, mustPrefix, type Plan } from '#core';
import { rangeMark } from '#core/view';
import type { DeviceView } from '#editor';
import { decorate, PLAIN } from './decorate.ts';
import type { CanvasNode } from './graph.ts';
import { toGraph } from './toGraph.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'sites',
  clusters: [
    {
      id: 'london',
      name: 'London',
      router: 'edge-l',
      nodes: { cidrs: ['172.16.0.0/24'], count: 3 },
      services: { cidrs: ['10.32.0.0/16'] },
    },
    { id: 'paris', nodes: { cidrs: ['172.18.0.0/24'], count: 1 } },
  ],
  routers: [
    { id: 'edge-l', name: 'London edge', asn: 64512 },
    { id: 'edge-p', name: 'Paris edge' },
  ],
  hosts: [{ id: 'laptop', name: 'Client', router: 'edge-p', addresses: ['10.32.0.7/24'] }],
  links: [
    { id: 'vpn', name: 'London–Paris', ends: ['edge-l', 'edge-p'], routing: 'static' },
    { id: 'line', kind: 'direct', ends: ['edge-p', 'edge-l'], routing: 'bgp' },
  ],
  view: { positions: { london: [10, 20] } },
};

const finding = (more: Partial<Finding>): Finding => ({
  id: 'f',
  rule: 'vip-aliases-address',
  severity: 'error',
  entities: ['london', 'laptop'],
  ranges: [
    { what: 'service range', owner: 'london', prefix: mustPrefix('10.32.0.0/16') },
    { what: 'host address', owner: 'laptop', prefix: mustPrefix('10.32.0.7/32') },
  ],
  overlap: mustPrefix('10.32.0.7/32'),
  facts: {},
  witness: undefined,
  repair: undefined,
  accepted: undefined,
  ...more,
});

const markOf = (node: CanvasNode | undefined) =>
  node?.type === 'cluster' || node?.type === 'host' ? node.data.mark : undefined;

const judged = (findings: Finding[], devices: DeviceView[] = []) =>
  decorate({ findings, flows: {}, derived: { devices, services: [] } });

test('every cluster, router and host is a node where the plan puts it, every link and attachment an edge', () => {
  const { nodes, edges } = toGraph(plan, [], [], PLAIN);
  expect(nodes.map(({ id, type }) => [id, type])).toEqual([
    ['london', 'cluster'],
    ['paris', 'cluster'],
    ['edge-l', 'router'],
    ['edge-p', 'router'],
    ['laptop', 'host'],
  ]);
  expect(nodes[0]?.position).toEqual({ x: 10, y: 20 });
  expect(edges.map(({ id, source, target }) => [id, source, target])).toEqual([
    ['attachment:london', 'london', 'edge-l'],
    ['attachment:laptop', 'laptop', 'edge-p'],
    ['vpn', 'edge-l', 'edge-p'],
    ['line', 'edge-p', 'edge-l'],
  ]);
});

test('edges are named for people, with both ends', () => {
  const names = toGraph(plan, [], [], PLAIN).edges.map(({ ariaLabel }) => ariaLabel);
  expect(names).toEqual([
    'London is attached to London edge',
    'Client is attached to Paris edge',
    'VPN London–Paris between London edge and Paris edge',
    'Direct link line between Paris edge and London edge',
  ]);
});

test('an attachment to a router that is not there draws nothing', () => {
  const broken: Plan = { ...plan, hosts: [{ id: 'x', router: 'nobody', addresses: ['10.0.0.1/24'] }] };
  expect(toGraph(broken, [], [], PLAIN).edges.map(({ id }) => id)).not.toContain('attachment:x');
});

test('parallel links run side by side whichever end they were drawn from', () => {
  const { edges } = toGraph(plan, [], [], PLAIN);
  const offsets = edges.flatMap(({ data }) => (data && 'offset' in data ? [data.offset] : []));
  // Drawn from opposite ends, equal signs mean opposite sides.
  expect(offsets).toEqual([-18, -18]);
});

test('what is selected is selected: nodes, links and attachments', () => {
  const { nodes, edges } = toGraph(plan, ['paris', 'vpn', 'attachment:london'], [], PLAIN);
  expect([...nodes, ...edges].filter(({ selected }) => selected).map(({ id }) => id)).toEqual([
    'paris',
    'attachment:london',
    'vpn',
  ]);
});

test('an overlap is marked on both owners, on the very ranges, and said aloud', () => {
  const { nodes } = toGraph(plan, [], [], judged([finding({})]));
  const [london, paris, , , laptop] = nodes;
  expect(london?.data.mark).toMatchObject({ severity: 'error', count: 1 });
  expect(paris?.data.mark).toBeUndefined();
  expect(london?.ariaLabel).toBe('Cluster London, 1 finding, worst: error');
  expect(rangeMark(markOf(london), '10.32.0.0/16')).toEqual({
    severity: 'error',
    common: ['10.32.0.7/32'],
  });
  expect(rangeMark(markOf(london), '172.16.0.0/24')).toBeUndefined();
  expect(rangeMark(markOf(laptop), '10.32.0.7/32')).toMatchObject({ severity: 'error' });
});

test('the worst finding colours the card, all are counted, accepted ones are not', () => {
  const mild = finding({ id: 'g', severity: 'warning' });
  const accepted = finding({ id: 'h', accepted: 'ours since 1994' });
  const { nodes } = toGraph(plan, [], [], judged([mild, finding({}), accepted]));
  expect(nodes[0]?.data.mark).toMatchObject({ severity: 'error', count: 2 });
});

test('a closed cluster carries no devices, an opened one its nodes and pods', () => {
  const device: DeviceView = {
    id: 'node:london/0',
    kind: 'node',
    entity: 'london',
    label: 'london-0',
    addresses: [],
    podPrefixes: [],
    node: undefined,
    routeCount: 0,
  };
  const decorations = judged([], [device]);
  expect(toGraph(plan, [], [], decorations).nodes[0]?.data).toMatchObject({ open: false, devices: [] });
  expect(toGraph(plan, [], ['london'], decorations).nodes[0]?.data).toMatchObject({
    open: true,
    devices: [device],
  });
});

test('a cluster opens away from its router', () => {
  const upwards = (y: number): unknown =>
    toGraph({ ...plan, view: { positions: { london: [0, y], 'edge-l': [0, 300] } } }, [], ['london'], PLAIN)
      .nodes[0]?.data.upwards;
  expect(upwards(0)).toBe(true);
  expect(upwards(500)).toBe(false);
});
