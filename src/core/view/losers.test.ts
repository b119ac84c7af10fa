import { expect, test } from 'vitest';
import { mustAddress } from '../address/address.ts';
import { mustPrefix } from '../address/prefix.ts';
import type { Route, RouteAction } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import type { Hop } from '../simulate/trace.ts';
import { losersOf } from './losers.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'two ways',
  routers: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
  links: [
    { id: 'ab', ends: ['a', 'b'], routing: 'static' },
    { id: 'ca', ends: ['c', 'a'], routing: 'static' },
  ],
};
const address = mustAddress('10.0.0.1');
const route = (prefix: string, action: RouteAction): Route => ({
  prefix: mustPrefix(prefix),
  source: 'static',
  action,
  pathLength: 0,
  because: 'R4',
});
const through = (prefix: string, link: string) => route(prefix, { kind: 'link', interface: 'l', link });
const hop = (...losers: Route[]): Hop => ({
  device: 'router:a',
  packet: { src: address, dst: address, outer: null },
  steps: [{ kind: 'route', route: through('10.0.0.0/24', 'ab'), losers }],
});
const losers = (...lost: Route[]) => losersOf(plan, hop(...lost), 'router:b', () => 'node:x/0');

test('a route that lost is told by where it leads, through a link to its other end', () => {
  expect(losers(through('10.0.0.0/8', 'ca'))).toEqual([{ device: 'router:c', prefixes: ['10.0.0.0/8'] }]);
  expect(losers(route('0.0.0.0/0', { kind: 'via', interface: 'e', gateway: address }))).toEqual([
    { device: 'node:x/0', prefixes: ['0.0.0.0/0'] },
  ]);
});

test('several routes to one device are one way', () => {
  expect(losers(through('10.0.0.0/8', 'ca'), through('0.0.0.0/0', 'ca'))).toEqual([
    { device: 'router:c', prefixes: ['10.0.0.0/8', '0.0.0.0/0'] },
  ]);
});

test('where the packet goes anyway, and what leads nowhere, is no other way', () => {
  expect(losers(through('0.0.0.0/0', 'ab'), route('0.0.0.0/0', { kind: 'blackhole' }))).toEqual([]);
  expect(losersOf(plan, hop(), undefined, () => undefined)).toEqual([]);
});
