import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { diff, patched } from './patch.ts';

test('a patch, written and read again as JSON, gives exactly the other value, keys in the same order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (from, to) => {
      const [a, b] = [JSON.parse(JSON.stringify(from)), JSON.parse(JSON.stringify(to))];
      const patch = diff(a, b);
      const made = patch === undefined ? a : patched(a, JSON.parse(JSON.stringify(patch)));
      expect(JSON.stringify(made)).toBe(JSON.stringify(b));
    }),
    { numRuns: 2000 },
  );
});

test('so it does for values that share most of their structure', () => {
  const list = fc.array(fc.dictionary(fc.string({ maxLength: 2 }), fc.jsonValue({ maxDepth: 1 })));
  fc.assert(
    fc.property(list, fc.nat(), fc.nat(3), list, (from, at, drop, put) => {
      const to = from.toSpliced(at % (from.length + 1), drop, ...put);
      const patch = diff(from, to);
      expect(patch === undefined ? from : patched(from, patch)).toEqual(to);
    }),
    { numRuns: 1000 },
  );
});

test('one changed property of one of a thousand clusters is a patch of one line', () => {
  const clusters = Array.from({ length: 1000 }, (_, i) => ({
    id: `c${i}`,
    nodes: { cidrs: ['10.0.0.0/24'], count: 3 },
  }));
  const from: Plan = { hopwright: 1, name: 'large', clusters };
  const renamed = { ...from, clusters: clusters.with(500, { id: 'c500', nodes: { cidrs: [], count: 3 } }) };
  const removed = { ...from, clusters: clusters.toSpliced(500, 1) };
  for (const to of [renamed, removed]) {
    expect(JSON.stringify(diff(from, to)).length).toBeLessThan(150);
    expect(JSON.stringify(diff(to, from)).length).toBeLessThan(150);
  }
});

test('what a patch does not touch is shared, so that a history of plans costs what changed', () => {
  const from = { a: { deep: [1] }, b: [{ x: 1 }, { y: 2 }] };
  const patch = diff(from, { ...from, b: [{ x: 1 }, { y: 3 }] });
  const made = patch && (patched(from, patch) as typeof from);
  expect(made?.a).toBe(from.a);
  expect(made?.b[0]).toBe(from.b[0]);
});

test('keys that mean something to objects are keys like others', () => {
  const from = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}');
  const to = JSON.parse('{"__proto__": {"a": 2}}');
  const patch = diff(from, to);
  const made = patch && patched(from, patch);
  expect(JSON.stringify(made)).toBe('{"__proto__":{"a":2}}');
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
});
