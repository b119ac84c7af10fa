import { expect, test } from 'vitest';
import type { Finding, Plan } from '#core';
import type { Layer } from '#core/view';
import { attachmentId } from '#editor';
import { PLAIN } from '../decorate.ts';
import { toGraph } from '../toGraph.ts';
import { findingsOn, pointedLayers } from './pointed.ts';
import { withLayers } from './withLayers.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'two sites',
  routers: [{ id: 'r' }, { id: 's' }],
  clusters: [{ id: 'c', router: 'r', nodes: { cidrs: ['10.0.0.0/24'], count: 1 } }],
  links: [
    { id: 'vpn', kind: 'vpn', ends: ['r', 's'], routing: 'static' },
    { id: 'fibre', kind: 'direct', ends: ['r', 's'], routing: 'static' },
  ],
};
const graph = toGraph(plan, [], [], PLAIN);
const linesOf = (...layers: ('underlay' | 'overlay')[]) =>
  withLayers(graph, new Set<Layer>(layers)).edges.map(({ id }) => id);

test('hiding the underlay leaves tunnels, hiding the overlay leaves what they run on', () => {
  expect(linesOf('overlay')).toEqual(['vpn']);
  expect(linesOf('underlay')).toEqual([attachmentId('c'), 'fibre']);
  expect(linesOf()).toEqual([]);
});

test('where every line is drawn, the graph is the very same: nothing is drawn again', () => {
  expect(withLayers(graph, new Set(['underlay', 'overlay']))).toBe(graph);
});

test('a hidden line that is selected is drawn, everything that is selected is not', () => {
  const pointed = (...selection: string[]) => [
    ...pointedLayers({
      plan,
      selection,
      finding: undefined,
      analysis: { status: 'ready', revision: 0, judgement: undefined, failure: undefined },
      playback: {
        question: undefined,
        answer: undefined,
        path: 0,
        cursor: 0,
        playing: false,
        speed: 1,
      },
    }).keys(),
  ];
  expect(pointed('vpn')).toEqual(['overlay']);
  expect(pointed(attachmentId('c'))).toEqual(['underlay']);
  expect(pointed('c')).toEqual([]);
  expect(pointed('r', 's', 'vpn')).toEqual([]);
});

test('a hidden layer tells its worst finding; what was accepted and what is information is no alarm', () => {
  const about = (severity: Finding['severity'], accepted?: string): Finding => ({
    id: severity,
    rule: 'missing-route',
    severity,
    entities: ['vpn'],
    ranges: [],
    overlap: undefined,
    facts: {},
    witness: undefined,
    repair: undefined,
    accepted,
  });
  const worst = (...findings: Finding[]) => findingsOn(plan, ['overlay'], findings).get('overlay');
  expect(worst(about('warning'), about('error'), about('warning'))).toBe('error');
  expect(worst(about('info'))).toBeUndefined();
  expect(worst(about('error', 'it is a test bed'))).toBeUndefined();
});
