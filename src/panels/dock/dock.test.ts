import { describe, expect, test } from 'vitest';
import { type Finding, type Leg, mustAddress, type RoundTrip, type Rule, type Severity } from '#core';
import { byRule, bySeverity, countBySeverity } from './groupFindings.ts';
import { probe } from './probe.ts';
import { asExpected, sideVerdict } from './sides.ts';

const address = mustAddress('10.0.0.2');
const leg = (name: Leg['leg'], disposition: Leg['disposition']): Leg => ({
  leg: name,
  disposition,
  at: 'node:a/0',
  ending: { disposition, rule: 'W4', device: 'node:a/0', src: address, dst: address },
  hops: [],
  seenSource: address,
});
const trip = (...paths: Leg[][]): RoundTrip => ({
  flow: {
    from: 'host:x',
    to: 'pod:a/b-0',
    port: 80,
    protocol: 'tcp',
    family: 4,
    bytes: 64,
  },
  verdict: paths.flat().every((l) => l.disposition === 'delivered') ? 'delivered' : 'not-delivered',
  paths: paths.map((legs) => ({
    verdict: legs.every((l) => l.disposition === 'delivered') ? 'delivered' : 'not-delivered',
    target: undefined,
    properties: [],
    legs,
  })),
});

describe('verdict cells', () => {
  test('a lost request has no reply to judge', () => {
    const lost = trip([leg('request', 'no-route')]);
    expect(sideVerdict(lost, 'request')?.disposition).toBe('no-route');
    expect(sideVerdict(lost, 'reply')).toBeUndefined();
  });

  test('[S10] one lost path of a service decides', () => {
    const some = trip(
      [leg('request', 'delivered'), leg('reply', 'delivered')],
      [leg('request', 'delivered'), leg('reply', 'captured')],
    );
    expect(sideVerdict(some, 'reply')).toMatchObject({ disposition: 'captured', path: 1 });
  });

  test('[W1] a lost follow-up is a loss on the client side', () => {
    const invalid = trip([
      leg('request', 'delivered'),
      leg('reply', 'delivered'),
      leg('follow-up', 'invalid-dropped'),
    ]);
    expect(sideVerdict(invalid, 'request')?.leg.leg).toBe('follow-up');
    expect(asExpected(invalid, 'delivered')).toBe(false);
    expect(asExpected(invalid, undefined)).toBeUndefined();
  });
});

describe('probing a routing table', () => {
  const route = (prefix: string, source: 'connected' | 'static' | 'bgp') => ({
    prefix,
    source,
    via: 'x',
    because: 'R1',
  });
  const table = [
    route('0.0.0.0/0', 'static'),
    route('10.0.0.0/8', 'bgp'),
    route('10.0.0.0/8', 'connected'),
    route('2001:db8::/32', 'static'),
  ];

  test('[R] the longest prefix wins, then connected before BGP', () => {
    const answer = probe(table, ' 10.1.2.3 ');
    expect(answer?.winner).toBe(table[2]);
    expect(answer?.losers).toEqual([table[1], table[0]]);
  });

  test('an address of a family without routes has no winner', () => {
    expect(probe(table, 'fd00::1')).toEqual({ winner: undefined, losers: [] });
  });

  test('what is no address is told apart from what has no route', () => {
    expect(probe(table, '10.1.2')).toBeUndefined();
  });
});

describe('the order of findings', () => {
  const finding = (id: string, rule: Rule, severity: Severity): Finding => ({
    id,
    rule,
    severity,
    entities: [],
    ranges: [],
    overlap: undefined,
    facts: {},
    witness: undefined,
    repair: undefined,
    accepted: undefined,
  });
  const all = [
    finding('i', 'vip-range-reused', 'info'),
    finding('w', 'public-range', 'warning'),
    finding('e', 'vip-aliases-address', 'error'),
    finding('w2', 'public-range', 'warning'),
  ];

  test('errors first', () => {
    expect(bySeverity(all).map((f) => f.id)).toEqual(['e', 'w', 'w2', 'i']);
    expect(byRule(all).map(([rule, group]) => [rule, group.length])).toEqual([
      ['vip-aliases-address', 1],
      ['public-range', 2],
      ['vip-range-reused', 1],
    ]);
    expect(countBySeverity(all)).toBe('1 error, 2 warnings, 1 note');
  });
});
