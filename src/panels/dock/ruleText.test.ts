import { expect, test } from 'vitest';
import { RULES } from '#core';
import { networkModel, rulePage } from './rulePages.ts';
import { citedRules, ruleText } from './ruleText.ts';

test('every rule of a finding has its page, without the heading', () => {
  for (const rule of RULES) expect(rulePage(rule), rule).toMatch(/^\*\*/);
  expect(rulePage('no-such-rule')).toBeUndefined();
});

test('a rule that is an entry of a list is told whole, over all its lines', () => {
  expect(ruleText(networkModel, 'A4')).toMatch(/^Replicas are placed on nodes in turn/);
  expect(ruleText(networkModel, 'A6')?.split('\n').length).toBeGreaterThan(2);
  expect(ruleText(networkModel, 'A6')).not.toContain('**A7**');
});

test('[S5] a rule that is a row of a table is told with its columns', () => {
  expect(ruleText(networkModel, 'S5')).toMatch(/^- \*\*serviceProxy\*\*: `routed`\n- \*\*VIP and port/);
});

test('what the model does not number has no text', () => {
  expect(ruleText(networkModel, 'S99')).toBeUndefined();
});

test('the numbers in a sentence are found, each once', () => {
  expect(citedRules('10.0.0.0/8 via r (static, R4 link vpn); R3 and R4 again, SHA256')).toEqual(['R4', 'R3']);
});
