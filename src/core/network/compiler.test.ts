import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdit } from '../plan/applyEdit.ts';
import { anyStep, plansInTurn } from '../testing/anyEdits.ts';
import { anyPlan } from '../testing/anyPlan.ts';
import { planOf } from '../testing/walkHelpers.ts';
import { Compiler, compileNetwork } from './compileNetwork.ts';
import type { Network } from './network.ts';
import { OverlaidMap } from './overlaidMap.ts';

/** With the order of its maps, which `toEqual` does not look at. */
const inOrder = (network: Network): unknown[] =>
  Object.values(network).map((part: unknown) =>
    part instanceof Map || part instanceof OverlaidMap ? [...part] : part,
  );

test('whatever is edited, the network is that of the plan compiled from nothing', () => {
  fc.assert(
    fc.property(anyPlan(), fc.array(anyStep(), { minLength: 1, maxLength: 8 }), (first, steps) => {
      const compiler = new Compiler();
      for (const plan of plansInTurn(first, steps))
        expect(inOrder(compiler.compile(plan))).toEqual(inOrder(compileNetwork(plan)));
    }),
    { numRuns: 150 },
  );
});

test('an edit makes only those devices again that it reaches', () => {
  const compiler = new Compiler();
  const cluster = (id: string, router: string, third: number) => ({
    id,
    router,
    nodes: { cidrs: [`172.16.${third}.0/24`], count: 2 },
    pods: { cidrs: [`10.${third}.0.0/16`] },
    workloads: [{ name: 'w' }],
  });
  const plan = planOf({
    routers: [{ id: 'r' }, { id: 's' }],
    links: [{ id: 'l', ends: ['r', 's'], routing: 'static' }],
    clusters: [cluster('a', 'r', 1), cluster('b', 's', 2), cluster('far', 's', 3)],
    hosts: [{ id: 'h', router: 's', addresses: ['172.16.2.9/24'] }],
  });
  const before = compiler.compile(plan);
  const edited = (path: string[], value: unknown): string[] => {
    const after = compiler.compile(
      applyEdit(plan, { kind: 'set', collection: 'clusters', id: 'b', path, value }),
    );
    return [...after.devices].flatMap(([id, device]) => (before.devices.get(id) === device ? [] : [id]));
  };
  expect(edited(['pods', 'cidrs'], ['10.9.0.0/16'])).toEqual([
    'node:b/0',
    'node:b/1',
    'pod:b/w-0',
    'router:s',
  ]);
  expect(compiler.compile(plan).devices.get('node:a/0')).toBe(before.devices.get('node:a/0'));
});

test('what no network is compiled from leaves the network itself as it is', () => {
  const compiler = new Compiler();
  const plan = planOf({ routers: [{ id: 'r' }] });
  expect(compiler.compile({ ...plan, name: 'Other', flows: [] })).toBe(compiler.compile(plan));
});
