import { expect, it } from 'vitest';
import { compileNetwork } from '../network/compileNetwork.ts';
import type { Plan } from '../plan/plan.ts';
import { findingsOf } from './judge.ts';

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** Clusters on routers of their own that are joined to each other. */
const clusters = (count: number, parts: (i: number) => object): Plan =>
  ({
    hopwright: 1,
    name: 'Crowd',
    routers: times(count, (i) => ({ id: `r${i}` })),
    links: times(count - 1, (i) => ({ id: `l${i}`, ends: [`r${i}`, `r${i + 1}`], routing: 'bgp' })),
    clusters: times(count, (i) => ({
      id: `c${i}`,
      router: `r${i}`,
      nodes: { cidrs: [`172.16.${i}.0/24`], count: 1 },
      ...parts(i),
    })),
  }) as Plan;

it('a range that an owner lists five thousand times is one range: of each two owners there is one finding', () => {
  const cidrs = times(5_000, () => '10.0.0.0/8');
  for (const [rule, plan] of [
    ['node-networks-overlap', clusters(4, () => ({ nodes: { cidrs, count: 1 } }))],
    ['vip-range-reused', clusters(4, () => ({ services: { cidrs } }))],
    ['pod-networks-overlap', clusters(4, () => ({ pods: { cidrs } }))],
  ] as const) {
    const found = findingsOf(plan, compileNetwork(plan)).filter((finding) => finding.rule === rule);
    expect(found, rule).toHaveLength(6);
  }
});

it('hundreds of thousands of overlaps between ranges are told as a thousand, and how many more there are', () => {
  const pods = times(2_000, (k) => `10.${k >> 8}.${k & 255}.0/24`);
  const plan = clusters(12, () => ({ pods: { cidrs: pods } }));
  const found = findingsOf(plan, compileNetwork(plan)).filter(({ rule }) => rule === 'pod-networks-overlap');
  expect(found).toHaveLength(1_000);
  expect(found.filter(({ facts }) => facts.more !== undefined)).toEqual([
    expect.objectContaining({ facts: expect.objectContaining({ more: 50_000, atLeast: 'yes' }) }),
  ]);
  // Below what is counted, the count is true: 40 clusters have 780 pairs, in two ranges each.
  const few = clusters(40, () => ({ pods: { cidrs: ['10.0.0.0/16', '10.64.0.0/16'] } }));
  const counted = findingsOf(few, compileNetwork(few)).filter(({ rule }) => rule === 'pod-networks-overlap');
  expect(counted).toHaveLength(1_000);
  expect(counted.find(({ facts }) => facts.more !== undefined)?.facts).toMatchObject({ more: 560 });
});
