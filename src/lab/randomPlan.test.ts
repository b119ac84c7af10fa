import { describe, expect, it } from 'vitest';
import { parsePlanValue } from '#core';
import { randomPlan } from './randomPlan.ts';
import { tightPlan } from './tightPlan.ts';

const seeds = Array.from({ length: 300 }, (_, i) => i + 1);

describe('random plans', () => {
  it('are the same for the same seed', () => {
    for (const draw of [randomPlan, tightPlan])
      for (const seed of seeds.slice(0, 20)) expect(draw(seed)).toEqual(draw(seed));
  });

  it('are plans that anybody could have written: every one is read without a problem', () => {
    const problems = seeds.flatMap((seed) => {
      const parsed = parsePlanValue(randomPlan(seed));
      return parsed.ok ? [] : [`seed ${seed}: ${JSON.stringify(parsed.problems)}`];
    });
    expect(problems).toEqual([]);
  });

  it('hold every mode, service proxy, protocol and family', () => {
    const plans = seeds.map(randomPlan);
    const clusters = plans.flatMap((plan) => plan.clusters ?? []);
    const flows = plans.flatMap((plan) => plan.flows ?? []);
    expect(new Set(clusters.map((c) => c.network?.mode))).toEqual(
      new Set(['routed', 'bgp', 'overlay', 'native']),
    );
    expect(new Set(clusters.map((c) => c.serviceProxy)).size).toBe(6);
    expect(new Set(flows.map((f) => f.protocol ?? 'tcp'))).toEqual(new Set(['tcp', 'udp', 'icmp']));
    expect(new Set(flows.map((f) => f.family))).toEqual(new Set([undefined, 4, 6]));
    expect(flows).toHaveLength(plans.length * 5);
  });
});
