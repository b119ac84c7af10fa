import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { EMPTY_HISTORY, type History, redoLabel, redone, remember, undoLabel, undone } from './history.ts';

const plan = (name: string): Plan => ({ hopwright: 1, name });
const change = (label: string, at = 0, merge?: string) => ({ label, merge, at });

test('undo gives the plan before, redo the plan after, each with its label', () => {
  const history = remember(EMPTY_HISTORY, plan('a'), change('Move London'));
  expect(undoLabel(history)).toBe('Move London');
  const back = undone(history, plan('b'));
  expect(back?.plan.name).toBe('a');
  expect(back && redoLabel(back.history)).toBe('Move London');
  const forth = back && redone(back.history, back.plan);
  expect(forth?.plan.name).toBe('b');
});

test('changes with one key join within 800 ms, each counted from the last', () => {
  let history = remember(EMPTY_HISTORY, plan('a'), change('Type', 0, 'field'));
  history = remember(history, plan('b'), change('Type', 700, 'field'));
  history = remember(history, plan('c'), change('Type', 1500, 'field'));
  expect(history.past.map((entry) => entry.plan.name)).toEqual(['a']);
  history = remember(history, plan('d'), change('Type', 2301, 'field'));
  expect(history.past.map((entry) => entry.plan.name)).toEqual(['a', 'd']);
});

test('another key, or none, begins an entry of its own', () => {
  let history = remember(EMPTY_HISTORY, plan('a'), change('Type', 0, 'field'));
  history = remember(history, plan('b'), change('Type', 1, 'other'));
  history = remember(history, plan('c'), change('Delete', 2));
  history = remember(history, plan('d'), change('Delete', 3));
  expect(history.past).toHaveLength(4);
});

test('after an undo nothing joins what was done before it', () => {
  const typed = remember(EMPTY_HISTORY, plan('a'), change('Type', 0, 'field'));
  const more = remember(typed, plan('b'), change('Delete', 10));
  const back = undone(more, plan('c'));
  const again = back && remember(back.history, back.plan, change('Type', 20, 'field'));
  expect(again?.past).toHaveLength(2);
  expect(again?.future).toEqual([]);
});

test('it keeps the last 200 entries', () => {
  let history: History = EMPTY_HISTORY;
  for (let i = 0; i < 250; i++) history = remember(history, plan(`${i}`), change(`${i}`));
  expect(history.past).toHaveLength(200);
  expect(history.past[0]?.plan.name).toBe('50');
});

test('undo to the start gives the first plan, redo to the end the last, whatever was done between', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ at: fc.nat(2000), merge: fc.option(fc.constantFrom('a', 'b')) })),
      (changes) => {
        let history: History = EMPTY_HISTORY;
        let current = plan('start');
        let at = 0;
        for (const [i, entry] of changes.entries()) {
          at += entry.at;
          history = remember(history, current, { label: `${i}`, at, merge: entry.merge ?? undefined });
          current = plan(`${i}`);
        }
        const last = current;
        for (let step = undone(history, current); step; step = undone(history, current))
          ({ plan: current, history } = step);
        expect(current.name).toBe('start');
        for (let step = redone(history, current); step; step = redone(history, current))
          ({ plan: current, history } = step);
        expect(current).toBe(last);
      },
    ),
  );
});
