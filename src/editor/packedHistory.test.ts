import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, type Plan, type PlanEdit } from '#core';
import { EMPTY_HISTORY, type History, redone, remember, undone } from './history.ts';
import { packHistory, unpackHistory } from './packedHistory.ts';

const start: Plan = { hopwright: 1, name: 'start' };
const change = (label: string) => ({ label, merge: undefined, at: 0 });

/** As it comes out of the store: nothing is shared any more. */
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const edit: fc.Arbitrary<PlanEdit | 'undo' | 'redo'> = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map(
    (n): PlanEdit => ({
      kind: 'add',
      collection: 'routers',
      entity: { id: `r${n}` },
    }),
  ),
  fc.integer({ min: 0, max: 20 }).map(
    (n): PlanEdit => ({
      kind: 'remove',
      collection: 'routers',
      id: `r${n}`,
    }),
  ),
  fc.string().map((value): PlanEdit => ({ kind: 'set-plan', path: ['name'], value: `n${value}` })),
  fc.constant('undo' as const),
  fc.constant('redo' as const),
);

/** Nobody adds what is there, or removes what is not. */
function fits(plan: Plan, edit: PlanEdit): boolean {
  const has = (id: string): boolean => plan.routers?.some((router) => router.id === id) ?? false;
  if (edit.kind === 'add') return !has(edit.entity.id);
  return edit.kind === 'remove' ? has(edit.id) : true;
}

test('a history that was kept over a reload undoes to the start and redoes to the end, with its labels', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 60 }), (edits) => {
      let plan = start;
      let history: History = EMPTY_HISTORY;
      for (const [i, one] of edits.entries()) {
        if (one === 'undo' || one === 'redo') {
          const result = (one === 'undo' ? undone : redone)(history, plan);
          if (result) ({ plan, history } = result);
        } else {
          if (!fits(plan, one)) continue;
          const after = applyEdits(plan, [one]);
          history = remember(history, plan, change(`step ${i}`));
          plan = after;
        }
      }
      const back = unpackHistory(stored(packHistory(history, plan)), stored(plan));
      expect(back).toEqual({ ...history, open: undefined });
    }),
  );
});

test('what takes too much room is dropped from the far end, and what is near can still be undone', () => {
  let history: History = EMPTY_HISTORY;
  let plan = start;
  for (let i = 0; i < 10; i++) {
    history = remember(history, plan, change(`step ${i}`));
    plan = { ...plan, name: `${i}`.repeat(100) };
  }
  const { past } = unpackHistory(packHistory(history, plan, 450), plan);
  expect(past.map(({ label }) => label)).toEqual(['step 7', 'step 8', 'step 9']);
  expect(past).toEqual(history.past.slice(-3));
});

test('a step that cannot be read ends the history there; the rest can be undone', () => {
  const history = remember(remember(EMPTY_HISTORY, start, change('one')), start, change('two'));
  const packed = packHistory(history, start);
  const broken = { ...packed, past: packed.past.with(1, { label: 'one', patch: '{"items":[[0,{}]]}' }) };
  expect(unpackHistory(broken, start).past).toEqual([{ label: 'two', plan: start }]);
});

test('two hundred moves in a plan of a thousand clusters are packed into less than the plan itself', () => {
  const clusters = Array.from({ length: 1000 }, (_, i) => ({
    id: `c${i}`,
    nodes: { cidrs: ['10.0.0.0/24'], count: 3 },
  }));
  let plan: Plan = { hopwright: 1, name: 'large', clusters, view: { positions: {} } };
  let history: History = EMPTY_HISTORY;
  for (let i = 0; i < 200; i++) {
    history = remember(history, plan, change('Move'));
    plan = applyEdits(plan, [{ kind: 'move', positions: { [`c${i}`]: [i, i] } }]);
  }
  const packed = packHistory(history, plan);
  expect(packed.past).toHaveLength(200);
  expect(JSON.stringify(packed).length).toBeLessThan(JSON.stringify(plan).length);
});
