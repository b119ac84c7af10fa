import { expect, test } from 'vitest';
import { parsePlanValue } from '#core';
import type { Case, CasebookVerdict } from './case.ts';
import { further } from './cases/further.ts';
import { cases } from './cases.ts';
import { casebookIds } from './ids.ts';
import { badRepairs, complaints, falseWitnesses } from './judge.ts';
import { expressedOtherwise, inexpressible } from './lacking.ts';
import { planIds, planOf } from './planOf.ts';

const all = [...cases, ...further];

for (const entry of all) {
  test(`[casebook ${entry.id}] ${entry.title}`, () => {
    const plan = planOf(entry.id);
    expect(complaints(plan, entry)).toEqual([]);
    expect(falseWitnesses(plan)).toEqual([]);
    expect(badRepairs(plan)).toEqual([]);
  });
}

test('every expectation contains what its word means', () => {
  expect(all.filter((entry) => !meaning[entry.verdict](entry)).map((entry) => entry.id)).toEqual([]);
});

test('the cases that are plans and those that cannot be are the whole casebook', () => {
  expect(casebookIds).toHaveLength(70);
  expect([...cases, ...inexpressible].map((c) => c.id).sort()).toEqual([...casebookIds].sort());
});

test('what stands in for something that the format lacks is told of cases that are plans', () => {
  const known = new Set(cases.map((entry) => entry.id));
  expect(expressedOtherwise.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
});

test('every plan belongs to one case', () => {
  expect(planIds().sort()).toEqual(all.map((c) => c.id).sort());
});

test('[casebook ok-cilium-k3s-mesh-blog] the range as it was published is refused with what it really is', () => {
  const plan = planOf('ok-cilium-k3s-mesh-blog');
  const published = {
    ...plan,
    clusters: plan.clusters?.map((c) => (c.id === 'b' ? { ...c, services: { cidrs: ['10.97.0.0/12'] } } : c)),
  };
  const parsed = parsePlanValue(published);
  expect(parsed.ok ? [] : parsed.problems).toEqual([
    { path: 'clusters[1].services.cidrs[0]', message: expect.stringContaining('10.96.0.0/12') },
  ]);
});

const names = (entry: Case): boolean => (entry.findings ?? []).length > 0;
const ends = (entry: Case, ...dispositions: string[]): boolean =>
  (entry.flows ?? []).some((flow) => flow.dies && dispositions.includes(flow.dies.disposition));
const has = (entry: Case, property: string): boolean =>
  (entry.flows ?? []).some((flow) => (flow.properties ?? []).some((p) => p === property));

/** What an expectation must contain to stand for the casebook's word. */
const meaning: Record<CasebookVerdict, (entry: Case) => boolean> = {
  ok: (entry) =>
    !entry.alsoErrors && !ends(entry) && (entry.findings ?? []).every((f) => f.severity === 'info'),
  ok_with_warning: (entry) =>
    !entry.alsoErrors &&
    names(entry) &&
    (entry.findings ?? []).every((f) => f.severity !== undefined && f.severity !== 'error'),
  overlap: names,
  vip_alias: names,
  reserved_range: names,
  invalid_config: names,
  no_route: (entry) => ends(entry, 'no-route'),
  // Where both ways pass the same devices by other interfaces, the filter that it meets is what shows.
  asymmetric: (entry) => has(entry, 'asymmetric') || ends(entry, 'filtered-source'),
  nat_hides_source: (entry) => has(entry, 'nat'),
  mtu: (entry) => ends(entry, 'too-big'),
  loop: (entry) => ends(entry, 'loop'),
};
