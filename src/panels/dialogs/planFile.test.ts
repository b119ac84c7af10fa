import { expect, test } from 'vitest';
import { parsePlan } from '#core';
import { fileNameOf, fileTextOf } from './planFile.ts';

const named = (name: string) => ({ hopwright: 1, name }) as const;

test('a plan file is called after the plan', () => {
  expect(fileNameOf(named('Two sites over a VPN'))).toBe('two-sites-over-a-vpn.hopwright.json');
  expect(fileNameOf(named('Zürich / Łódź'))).toBe('zurich-łodz.hopwright.json');
  expect(fileNameOf(named('東京'))).toBe('東京.hopwright.json');
  expect(fileNameOf(named(' ../.. '))).toBe('plan.hopwright.json');
});

test('a downloaded plan reads back to the same', () => {
  const plan = named('Test');
  expect(parsePlan(fileTextOf(plan))).toEqual({ ok: true, plan });
});
