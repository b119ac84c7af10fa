import { expect, test } from 'vitest';
import type { Link, Router } from '../plan/plan.ts';
import { endLabels } from './endLabels.ts';
import { bgpSession, SESSION_DOTS, sessionPath } from './session.ts';

const link = (routing: 'bgp' | 'static'): Link => ({
  id: 'l',
  ends: ['a', 'b'],
  kind: 'vpn',
  routing,
});
const routers = (a?: number, b?: number): ReadonlyMap<string, Router> =>
  new Map([
    ['a', { id: 'a', ...(a === undefined ? {} : { asn: a }) }],
    ['b', { id: 'b', ...(b === undefined ? {} : { asn: b }) }],
  ]);
const line = (x1: number, y1: number, x2: number, y2: number) => ({
  start: { x: x1, y: y1 },
  end: { x: x2, y: y2 },
  bend: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 },
});
const numbers = (path: string): number[] => [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(([n]) => Number(n));

test('a link with static routes has no session', () => {
  expect(bgpSession(link('static'), routers(64512, 64513))).toBeUndefined();
});

test('between two systems it is external, within one internal, and without a number it says that it does not know', () => {
  expect(bgpSession(link('bgp'), routers(64512, 64513))).toEqual({
    kind: 'external',
    ends: ['AS 64512', 'AS 64513'],
  });
  expect(bgpSession(link('bgp'), routers(64512, 64512))?.kind).toBe('internal');
  expect(bgpSession(link('bgp'), routers(undefined, 64512))).toEqual({
    kind: 'unknown',
    ends: ['AS ?', 'AS 64512'],
  });
  expect(SESSION_DOTS.external).not.toBe(SESSION_DOTS.internal);
});

test('it runs above a level link, whichever way that was drawn, and reaches under both cards', () => {
  expect(numbers(sessionPath(line(0, 100, 600, 100)))).toEqual([-20, 86, 620, 86]);
  expect(numbers(sessionPath(line(600, 100, 0, 100)))).toEqual([620, 86, -20, 86]);
});

test('it runs to the left of an upright link', () => {
  for (const upright of [line(100, 0, 100, 300), line(100, 300, 100, 0)]) {
    const [x1, , x2] = numbers(sessionPath(upright));
    expect([x1, x2]).toEqual([86, 86]);
  }
});

test('of links side by side each has its session on its outer side, where no sibling runs', () => {
  const bent = { ...line(0, 0, 600, 0), bend: { x: 300, y: -36 } };
  const [, y1 = 0, , control = 0] = numbers(sessionPath(bent));
  expect(y1).toBeLessThan(-8);
  expect(control).toBe(-72 - 14);
});

test('AS numbers stand on the side of a straight link that its addresses leave free', () => {
  const [address] = endLabels(line(0, 0, 600, 0), ['10.0.0.1', '10.0.0.2']) ?? [];
  const [as] = endLabels(line(0, 0, 600, 0), ['AS 64512', 'AS 64513'], 'session') ?? [];
  expect(address?.y).toBeGreaterThan(0);
  expect(as?.y).toBeLessThan(0);
});
