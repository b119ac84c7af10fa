import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { anyPlan } from '#core/testing';
import { type ListPatch, listPatch, patchedList } from './listPatch.ts';
import { patchedPlan, planPatch } from './planPatch.ts';
import { sameValue } from './sameValue.ts';

const item = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), value: fc.nat(2) });

test('a change of a list makes the new list out of the old one, whatever was moved, taken out or put in', () => {
  fc.assert(
    fc.property(fc.array(item), fc.array(item), (before, after) => {
      const patch = listPatch(before, after, ({ id }) => id, sameValue);
      expect(patchedList(before, structuredClone(patch))).toEqual(after);
    }),
    { numRuns: 1000 },
  );
});

test('one edit among ten thousand is two stretches and the one', () => {
  const before = Array.from({ length: 10_000 }, (_, i) => ({ id: `c${i}` }));
  const after = before.with(5_000, { id: 'other' });
  expect(listPatch(before, after, ({ id }) => id, Object.is)).toEqual([
    { kept: 0, count: 5_000 },
    { given: [{ id: 'other' }] },
    { kept: 5_001, count: 4_999 },
  ]);
});

test('a list that stays is the same list', () => {
  const list = [{ id: 'a' }, { id: 'b' }];
  expect(
    patchedList(
      list,
      listPatch(list, [...list], ({ id }) => id, Object.is),
    ),
  ).toBe(list);
});

test('a change of another list is refused', () => {
  const patch: ListPatch<number> = [{ kept: 3, count: 2 }];
  expect(() => patchedList([1, 2, 3, 4], patch)).toThrow('another list');
});

test('a change of a plan makes the new plan out of the old one, and what it left alone is the same object', () => {
  fc.assert(
    fc.property(
      anyPlan(),
      anyPlan(),
      fc.array(fc.constantFrom('clusters', 'links', 'hosts')),
      (a, b, taken) => {
        // Some parts of one plan in another: what edits share, and what they replace.
        const after: Plan = { ...a, ...Object.fromEntries(taken.map((key) => [key, b[key as 'hosts']])) };
        const patched = patchedPlan(a, structuredClone(planPatch(a, after)));
        expect(patched).toEqual(after);
        for (const key of ['clusters', 'routers', 'links', 'hosts'] as const)
          if (!taken.some((other) => other === key)) expect(patched[key]).toBe(a[key]);
      },
    ),
  );
});

test('a part that is gone is gone', () => {
  const plan: Plan = { hopwright: 1, name: 'p', hosts: [] };
  const { hosts: _, ...without } = plan;
  expect(patchedPlan(plan, planPatch(plan, without))).toEqual(without);
});

test('values are the same when they say the same', () => {
  expect(sameValue({ a: [1n, { b: undefined }] }, { a: [1n, { b: undefined }] })).toBe(true);
  for (const other of [
    { a: [2n] },
    { a: [1n, 2n] },
    { a: [1n], b: 1 },
    { b: [1n] },
    { a: { 0: 1n } },
    null,
    [],
  ])
    expect(sameValue({ a: [1n] }, other)).toBe(false);
});
