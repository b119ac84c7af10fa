import { expect, test } from 'vitest';
import { applyEdit, compileNetwork, parsePlanValue, validate } from '#core';
import { examples } from '#presets';
import { acceptEdit, withdrawEdit } from './acceptance.ts';

const plan = examples.find((example) => example.id === 'black-hole')?.plan;
if (!plan) throw new Error('the black hole is an example');
const judged = validate(plan, compileNetwork(plan));

test('an accepted finding is one that the core takes for accepted, with its reason', () => {
  for (const finding of judged) {
    const accepted = applyEdit(plan, acceptEdit(plan, finding, 'ours since 1994'));
    expect(parsePlanValue(accepted)).toMatchObject({ ok: true });
    const again = validate(accepted, compileNetwork(accepted)).find(({ id }) => id === finding.id);
    expect(again?.accepted).toBe('ours since 1994');
  }
});

test('withdrawing takes the acceptance back and leaves the plan as it was', () => {
  for (const finding of judged) {
    const accepted = applyEdit(plan, acceptEdit(plan, finding, 'ours'));
    expect(applyEdit(accepted, withdrawEdit(accepted, finding))).toEqual(plan);
  }
});

test('other acceptances stay', () => {
  const other = { rule: 'public-range' as const, entities: ['paris'], reason: 'bought' };
  const [finding] = judged;
  if (!finding) throw new Error('the black hole has findings');
  const with2 = applyEdit(
    { ...plan, accept: [other] },
    acceptEdit({ ...plan, accept: [other] }, finding, 'x'),
  );
  expect(applyEdit(with2, withdrawEdit(with2, finding)).accept).toEqual([other]);
});
