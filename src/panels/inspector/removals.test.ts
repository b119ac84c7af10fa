import { expect, test } from 'vitest';
import { applyEdits, type Plan, parsePlanValue } from '#core';
import { examples } from '#presets';
import { removeService, removeWorkload } from './removals.ts';
import type { Target } from './target.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Test',
  clusters: [
    {
      id: 'london',
      nodes: { cidrs: ['172.16.0.0/24'], count: 1 },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: ['10.96.0.0/16'] },
      workloads: [{ name: 'cb' }, { name: 'web' }],
      expose: [
        { name: 'ui', workload: 'cb' },
        { name: 'shop', workload: 'web' },
      ],
    },
  ],
  hosts: [{ id: 'laptop', addresses: ['192.0.2.7/24'] }],
  flows: [
    { id: 'pod', from: 'host:laptop', to: 'pod:london/cb-0' },
    { id: 'ui', from: 'host:laptop', to: 'service:london/ui' },
    { id: 'key', from: 'host:laptop', to: 'key:london/cb/user::1' },
    { id: 'shop', from: 'host:laptop', to: 'service:london/shop' },
    { id: 'node', from: 'node:london/0', to: 'host:laptop' },
  ],
};
const london: Target = { kind: 'entity', collection: 'clusters', id: 'london' };

test('a workload takes its services and the flows from and to it along, and nothing else', () => {
  const after = applyEdits(plan, removeWorkload(plan, london, 0));
  expect(after.clusters?.[0]?.workloads?.map(({ name }) => name)).toEqual(['web']);
  expect(after.clusters?.[0]?.expose?.map(({ name }) => name)).toEqual(['shop']);
  expect(after.flows?.map(({ id }) => id)).toEqual(['shop', 'node']);
});

test('a service takes along the flows that call it', () => {
  const after = applyEdits(plan, removeService(plan, london, 0));
  expect(after.flows?.map(({ id }) => id)).toEqual(['pod', 'key', 'shop', 'node']);
});

test('whatever is removed from an example, a plan remains', () => {
  for (const example of examples)
    for (const cluster of example.plan.clusters ?? []) {
      const target: Target = { kind: 'entity', collection: 'clusters', id: cluster.id };
      const removals = [
        ...(cluster.workloads ?? []).map((_, index) => removeWorkload(example.plan, target, index)),
        ...(cluster.expose ?? []).map((_, index) => removeService(example.plan, target, index)),
      ];
      for (const edits of removals)
        expect(parsePlanValue(applyEdits(example.plan, edits)), example.id).toMatchObject({ ok: true });
    }
});
