import { describe, expect, it } from 'vitest';
import { EDGES, listOf, plan } from './limitEdges.testing.ts';
import { LIMITS } from './limits.ts';
import { parsePlan, parsePlanValue } from './parsePlan.ts';

const problemsOf = (document: unknown): string[] => {
  const parsed = typeof document === 'string' ? parsePlan(document) : parsePlanValue(document);
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
};

describe.each(Object.entries(EDGES))('the limit of %s', (name, edges) => {
  const stated = LIMITS[name as keyof typeof EDGES];

  it.each(edges)('accepts as much as it says, and refuses one more by name: $where', (edge) => {
    const limit = edge.limit ?? stated;
    expect(problemsOf(edge.document(limit)).slice(0, 3)).toEqual([]);
    expect(problemsOf(edge.document(limit + 1)).slice(0, 3)).toEqual([edge.told].flat());
  });
});

it('as many problems as are told one by one are all told, and of one more only that there are more', () => {
  const unknown = (n: number): string[] =>
    problemsOf(plan(Object.fromEntries(listOf(n, (i) => [`k${i}`, 0]))));
  expect(unknown(LIMITS.problems)).toHaveLength(LIMITS.problems);
  expect(unknown(LIMITS.problems).at(-1)).toMatch(/^k999: /);
  expect(unknown(LIMITS.problems + 1)).toHaveLength(LIMITS.problems + 1);
  expect(unknown(LIMITS.problems + 1).slice(-2)).toEqual([
    expect.stringMatching(/^k999: /),
    ': there are more problems; mend these first',
  ]);
});

it('an id has 63 characters at most', () => {
  const told = (n: number): string[] => problemsOf(plan({ routers: [{ id: 'r'.repeat(n) }] }));
  expect(told(63)).toEqual([]);
  expect(told(64)).toEqual([expect.stringContaining('is not an id: 1 to 63 letters')]);
});
