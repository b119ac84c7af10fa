import { expect, test } from 'vitest';
import { type Finding, mustPrefix, type Plan, type Rule, type Severity } from '#core';
import { filterFindings, NO_FILTER } from './filterFindings.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Test',
  clusters: [{ id: 'ldn', name: 'London', nodes: { cidrs: ['172.16.0.0/24'], count: 1 } }],
};
const finding = (rule: Rule, severity: Severity, cidr: string): Finding => ({
  id: rule,
  rule,
  severity,
  entities: ['ldn'],
  ranges: [{ what: 'pod range', owner: 'ldn', prefix: mustPrefix(cidr) }],
  overlap: undefined,
  facts: {},
  witness: undefined,
  repair: undefined,
  accepted: undefined,
});
const all = [
  finding('public-range', 'warning', '8.0.0.0/16'),
  finding('reserved-range', 'info', '192.0.2.0/24'),
];
const rules = (filter: Partial<typeof NO_FILTER>) =>
  filterFindings(all, { ...NO_FILTER, ...filter }, plan).map(({ rule }) => rule);

test('nothing typed lets everything through', () => {
  expect(rules({ text: '  ' })).toEqual(['public-range', 'reserved-range']);
});

test('every word must be there: in the rule, the name, the range, in any case', () => {
  expect(rules({ text: 'LONDON 8.0' })).toEqual(['public-range']);
  expect(rules({ text: 'reserved' })).toEqual(['reserved-range']);
  expect(rules({ text: 'london paris' })).toEqual([]);
});

test('severities narrow it as well', () => {
  expect(rules({ severities: ['info'] })).toEqual(['reserved-range']);
  expect(rules({ severities: ['info'], text: '8.0' })).toEqual([]);
});
