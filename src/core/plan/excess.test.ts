import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { applyEdits } from './applyEdit.ts';
import { PlanEditError, PlanLimitError } from './editError.ts';
import type { PlanEdit } from './edits.ts';
import { excessesOf } from './excess.ts';
import { EDGES, type Edge, listOf } from './limitEdges.testing.ts';
import { LIMITS } from './limits.ts';
import { parsePlan, parsePlanValue } from './parsePlan.ts';
import type { Plan } from './plan.ts';
import { planFileText } from './planFileText.ts';

const small: Plan = { hopwright: 1, name: 'n', routers: [{ id: 'r' }] };

/** A plan of an edge; undefined where only the blanks of its text are too much. */
function planOf(edge: Edge, n: number): Plan | undefined {
  const document = edge.document(n);
  const value: unknown = typeof document === 'string' ? JSON.parse(document) : document;
  return edge.where === 'text of one byte a character' ? undefined : (value as Plan);
}

const edges = Object.entries(EDGES).flatMap(([name, list]) =>
  list.map((edge) => ({
    ...edge,
    name,
    most: edge.limit ?? LIMITS[name as keyof typeof EDGES],
  })),
);

describe('no edit makes a plan that no file could be opened with again', () => {
  it.each(edges)('$name: as much as a plan may have is taken, one more is refused: $where', (edge) => {
    const full = planOf(edge, edge.most);
    const over = planOf(edge, edge.most + 1);
    if (!full || !over) return;
    expect(applyEdits(small, [{ kind: 'replace', plan: full }])).toBe(full);
    expect(() => applyEdits(small, [{ kind: 'replace', plan: over }])).toThrow(PlanLimitError);
    // Who has such a plan already, of an older program, may go on with it and take from it.
    expect(applyEdits(over, [{ kind: 'set-plan', path: ['x-kept'], value: undefined }])).toBe(over);
    expect(applyEdits(over, [{ kind: 'replace', plan: full }])).toBe(full);
  });

  it.each([
    [
      [{ kind: 'set-plan', path: ['name'], value: 'a'.repeat(254) }],
      'name of the plan has 254 characters; 253 are allowed: shorten it',
    ],
    [
      [{ kind: 'set', collection: 'routers', id: 'r', path: ['name'], value: '😀'.repeat(254) }],
      'name of r has 254 characters; 253 are allowed: shorten it',
    ],
    [
      [
        {
          kind: 'add',
          collection: 'clusters',
          entity: { id: 'london', nodes: { cidrs: [], count: 5_001 } },
        },
      ],
      'nodes.count of london must be at most 5000, not 5001',
    ],
    [
      [{ kind: 'add', collection: 'notes', entity: { id: 'n', text: 'a'.repeat(16_385), position: [0, 0] } }],
      'text of n is longer than 16 KiB of text; shorten it',
    ],
    [
      listOf(2_001, (i) => ({
        kind: 'add',
        collection: 'notes',
        entity: { id: `n${i}`, text: '', position: [0, 0] },
      })),
      'the plan would have 2001 notes; 2000 are allowed: delete something first, or go on in another plan',
    ],
    [
      listOf(41, (i) => ({
        kind: 'add',
        collection: 'clusters',
        entity: { id: `c${i}`, nodes: { cidrs: [], count: 5_000 } },
      })),
      'the plan would have 205000 nodes in all; 200000 are allowed: delete something first, or go on in another plan',
    ],
  ] as [PlanEdit[], string][])('says what, where and what to do: %#', (edits, sentence) => {
    expect(() => applyEdits(small, edits)).toThrow(sentence);
    expect(small).toEqual({ hopwright: 1, name: 'n', routers: [{ id: 'r' }] });
  });

  it('may go beyond a limit on the way, if it is back at the end', () => {
    const edits: PlanEdit[] = [
      { kind: 'set-plan', path: ['name'], value: 'a'.repeat(300) },
      { kind: 'set-plan', path: ['name'], value: 'a' },
    ];
    expect(applyEdits(small, edits)).toMatchObject({ name: 'a' });
  });
});

/** Lengths and counts around a limit. */
const near = (limit: number): fc.Arbitrary<number> => fc.integer({ min: limit - 2, max: limit + 2 });
const nearText = (limit: number): fc.Arbitrary<string> =>
  fc.tuple(near(limit), fc.constantFrom('a', '😀', '\ud800', 'é')).map(([n, unit]) => unit.repeat(n));

let fresh = 0;
const edit = (): fc.Arbitrary<PlanEdit> =>
  fc.oneof(
    nearText(LIMITS.name).map((value): PlanEdit => ({ kind: 'set-plan', path: ['name'], value })),
    nearText(LIMITS.notesBytes / 4).map((value): PlanEdit => ({ kind: 'set-plan', path: ['notes'], value })),
    nearText(LIMITS.notesBytes).map((value): PlanEdit => ({ kind: 'set-plan', path: ['notes'], value })),
    near(LIMITS.depth).map((levels): PlanEdit => {
      let value: unknown = [];
      for (let level = 2; level < levels; level++) value = [value];
      return { kind: 'set-plan', path: ['x-deep'], value };
    }),
    fc.tuple(near(LIMITS.nodesInCluster), near(LIMITS.replicas), nearText(LIMITS.name)).map(
      ([count, replicas, name]): PlanEdit => ({
        kind: 'add',
        collection: 'clusters',
        entity: {
          id: `c-${fresh++}`,
          name,
          nodes: { cidrs: [], count },
          workloads: [{ name: 'w', replicas }],
        },
      }),
    ),
    nearText(LIMITS.name).map(
      (name): PlanEdit => ({ kind: 'add', collection: 'routers', entity: { id: `r-${fresh++}`, name } }),
    ),
    nearText(LIMITS.noteBytes / 4).map(
      (text): PlanEdit => ({
        kind: 'add',
        collection: 'notes',
        entity: { id: `n-${fresh++}`, text, position: [0, 0] },
      }),
    ),
    near(LIMITS.list).map(
      (n): PlanEdit => ({
        kind: 'add',
        collection: 'hosts',
        entity: { id: `h-${fresh++}`, addresses: listOf(n, () => '10.0.0.1/8') },
      }),
    ),
    nearText(LIMITS.name).map((id): PlanEdit => ({ kind: 'move', positions: { [id]: [0.5, -1e21] } })),
    fc.constant<PlanEdit>({ kind: 'set-plan', path: ['x-huge'], value: 'x'.repeat(1_000_000) }),
    fc.constant<PlanEdit>({ kind: 'remove', collection: 'routers', id: 'r0' }),
  );

test('what applyEdits takes, parsePlan takes, also out of the file that is written: random edits at the limits', () => {
  const starts = edges.flatMap((edge) =>
    edge.name === 'values' || edge.name === 'properties' ? [] : [edge, { ...edge, most: edge.most - 1 }],
  );
  const counts = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.array(edit(), { minLength: 1, maxLength: 6 }),
      (start, edits) => {
        let here = planOf(start, start.most) ?? small;
        for (const one of edits) {
          try {
            here = applyEdits(here, [one]);
            counts.taken++;
          } catch (error) {
            expect(error).toBeInstanceOf(PlanEditError);
            counts.refused++;
          }
        }
        const parsed = parsePlanValue(here);
        expect(parsed.ok ? [] : parsed.problems.slice(0, 3)).toEqual([]);
        const opened = parsePlan(planFileText(here));
        expect(opened.ok ? [] : opened.problems.slice(0, 3)).toEqual([]);
        expect(excessesOf(here)).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
  expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(10);
});
