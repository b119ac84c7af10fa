import { describe, expect, test } from 'vitest';
import { type Finding, mustPrefix, type Plan } from '#core';
import { countText, maskedCidr, percent, usableText, usedText } from './cidrFacts.ts';
import { findingsAt, worst } from './marks.ts';
import { placeOf, problemFor, problemsAfter, setEdit, type Target, valueAt } from './target.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Test',
  clusters: [
    { id: 'paris', nodes: { cidrs: ['172.17.0.0/24'], count: 1 } },
    { id: 'london', nodes: { cidrs: ['172.16.0.0/24'], count: 3 }, pods: { cidrs: ['10.0.0.0/16'] } },
  ],
};
const london: Target = { kind: 'entity', collection: 'clusters', id: 'london' };

describe('fields and the document', () => {
  test('a field knows its value and its place', () => {
    expect(valueAt(plan, london, ['pods', 'cidrs', 0])).toBe('10.0.0.0/16');
    expect(valueAt(plan, london, ['services', 'cidrs'])).toBeUndefined();
    expect(placeOf(plan, london, ['pods', 'cidrs', 0])).toBe('clusters[1].pods.cidrs[0]');
    expect(placeOf(plan, { kind: 'plan' }, ['accept', 2, 'reason'])).toBe('accept[2].reason');
  });

  test('a value that makes no plan is told at its own field, and the plan is not touched', () => {
    const path = ['pods', 'cidrs', 0];
    const problems = problemsAfter(plan, [setEdit(london, path, '10.0.0.1/16')]);
    expect(problemFor(problems, placeOf(plan, london, path))).toContain('10.0.0.0/16');
    expect(problemsAfter(plan, [setEdit(london, path, '10.1.0.0/16')])).toEqual([]);
    expect(valueAt(plan, london, path)).toBe('10.0.0.0/16');
  });

  test('what a value breaks elsewhere is told with its place', () => {
    expect(
      problemFor([{ path: 'flows[0].to', message: 'there is no such pod' }], 'clusters[1].workloads'),
    ).toBe('flows[0].to: there is no such pod');
  });

  test('an edit that does not apply is a problem, not a crash', () => {
    const edit = { kind: 'rename', collection: 'clusters', id: 'london', to: 'paris' } as const;
    expect(problemFor(problemsAfter(plan, [edit]), 'clusters[1].id')).toContain('taken');
  });
});

describe('facts of a CIDR', () => {
  test('usable hosts leave out network and broadcast address', () => {
    expect(usableText(mustPrefix('10.0.0.0/24'))).toBe('254 usable: 10.0.0.1 – 10.0.0.254');
    expect(usableText(mustPrefix('10.0.0.7/32'))).toBe('1 usable: 10.0.0.7');
    expect(countText(2n ** 64n)).toBe('2^64');
    expect(countText(2n ** 64n - 2n)).toBe('about 2^64');
  });

  test('use is counted from derived facts', () => {
    const device = (
      id: string,
      kind: 'pod' | 'node' | 'router',
      addresses: string[],
      podPrefixes: string[],
    ) => ({
      id,
      kind,
      entity: kind === 'router' ? 'edge' : 'london',
      label: id,
      addresses,
      podPrefixes,
      node: undefined,
      routeCount: 0,
    });
    const derived = {
      devices: [
        device('router:edge', 'router', ['172.16.0.1'], []),
        device('node:london/0', 'node', ['172.16.0.2', '10.0.0.1'], ['10.0.0.0/24']),
        device('pod:london/cb-0', 'pod', ['10.0.0.2'], []),
      ],
      services: [{ id: 'service:london/ui', addresses: ['10.96.0.11'] }],
    };
    expect(usedText(mustPrefix('172.16.0.0/24'), 'segment', 'london', derived)).toEqual({
      text: '2 of 254 used',
      share: 2 / 254,
    });
    expect(usedText(mustPrefix('10.0.0.0/16'), 'pods', 'london', derived, 24)).toEqual({
      text: '1 of 256 node prefixes allocated, 1 pod',
      share: 1 / 256,
    });
    expect(usedText(mustPrefix('10.96.0.0/16'), 'services', 'london', derived)?.text).toBe(
      '1 of 65,534 used by services',
    );
  });

  test('a share is never rounded to nothing, nor to all', () => {
    const plain = (share: number) => percent(share).replaceAll('\u00a0', ' ');
    expect([0, 1 / 65_534, 0.37, 65_533 / 65_534, 1].map(plain)).toEqual([
      '0 %',
      '< 1 %',
      '37 %',
      '99 %',
      '100 %',
    ]);
  });

  test('host bits are taken off for the remedy, never by themselves', () => {
    expect(maskedCidr('10.0.0.5/16')).toBe('10.0.0.0/16');
    expect(maskedCidr('10.0.0.0/16')).toBeUndefined();
    expect(maskedCidr('10.0.0')).toBeUndefined();
  });
});

describe('findings at fields', () => {
  const finding: Finding = {
    id: 'f',
    rule: 'vip-aliases-address',
    severity: 'error',
    entities: ['london', 'laptop'],
    ranges: [
      { what: 'service range', owner: 'london', prefix: mustPrefix('10.32.0.0/16') },
      { what: 'host address', owner: 'laptop', prefix: mustPrefix('10.32.0.7/32') },
    ],
    overlap: mustPrefix('10.32.0.7/32'),
    facts: {},
    witness: undefined,
    repair: undefined,
    accepted: undefined,
  };

  test('both owners are marked, each at the field of its range', () => {
    expect(findingsAt([finding], 'london', 'services.cidrs', '10.32.0.0/16')).toEqual([finding]);
    expect(findingsAt([finding], 'laptop', 'addresses', '10.32.0.7/24')).toEqual([finding]);
    expect(findingsAt([finding], 'london', 'pods.cidrs', '10.32.0.0/16')).toEqual([]);
    expect(worst([finding])).toBe('error');
  });

  test('of several ranges only the colliding one is marked, and nothing that is accepted', () => {
    expect(findingsAt([finding], 'london', 'services.cidrs', '10.96.0.0/16')).toEqual([]);
    expect(findingsAt([{ ...finding, accepted: 'ours' }], 'london', 'services.cidrs')).toEqual([]);
  });
});
