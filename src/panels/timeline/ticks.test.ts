import { expect, test } from 'vitest';
import { type Hop, type Leg, mustAddress, type Path } from '#core';
import { hopPlaces } from '#core/view';
import { placeText } from '#editor';
import { ticks } from './ticks.ts';

const a = mustAddress('10.0.0.2');
const hop = (device: string, steps: Hop['steps'] = []): Hop => ({
  device,
  packet: { src: a, dst: a, outer: null },
  steps,
});
const leg = (name: Leg['leg'], disposition: Leg['disposition'], hops: readonly Hop[]): Leg => ({
  leg: name,
  disposition,
  at: 'node:london/1',
  ending: { disposition, rule: 'S5', device: 'node:london/1', src: a, dst: a },
  hops,
  seenSource: a,
});
const path: Path = {
  verdict: 'not-delivered',
  target: undefined,
  properties: [],
  legs: [
    leg('request', 'delivered', [
      hop('host:laptop'),
      hop('router:edge', [{ kind: 'snat', from: a, to: a, rule: 'M1' }]),
      hop('pod:london/cb-0'),
    ]),
    leg('reply', 'captured', [hop('pod:london/cb-0'), hop('node:london/1')]),
  ],
};

test('the cursor is told as leg, hop, device and what happens there', () => {
  expect(hopPlaces(path).map(placeText)).toEqual([
    'request hop 1 of 3, host:laptop, forwarded',
    'request hop 2 of 3, router:edge, translated',
    'request hop 3 of 3, pod:london/cb-0, delivered',
    'reply hop 1 of 2, pod:london/cb-0, forwarded',
    'reply hop 2 of 2, node:london/1, captured',
  ]);
});

test('ticks stand evenly over both lanes', () => {
  expect(ticks(path).map((tick) => [tick.at, tick.lane, tick.label, tick.event])).toEqual([
    [0, 'request', '1', 'forwarded'],
    [0.25, 'request', '2', 'translated'],
    [0.5, 'request', '3', 'delivered'],
    [0.75, 'reply', "1'", 'forwarded'],
    [1, 'reply', "2'", 'dropped'],
  ]);
});

test('a path of one hop has its tick at the start', () => {
  const lost: Path = { ...path, legs: [leg('request', 'unreachable', [hop('host:laptop')])] };
  expect(ticks(lost).map((tick) => tick.at)).toEqual([0]);
});
