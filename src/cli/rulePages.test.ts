import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  compileNetwork,
  describeFinding,
  type Finding,
  findingInfo,
  type Plan,
  parsePlan,
  profiles,
  RULES,
  validate,
} from '#core';

const folder = join(import.meta.dirname, '../../docs/rules');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** The plan of a page's example. */
function examplePlan(page: string): Plan {
  const parsed = parsePlan(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.plan;
}

/** As a page tells it: `Witness: FROM to TO is delivered.` */
function witnessLine({ witness }: Finding): string {
  if (!witness) return '';
  const { from, to, ...more } = witness.flow;
  const details = Object.entries(more).map(([key, value]) => `, ${key} ${value}`);
  const verdict = witness.verdict === 'delivered' ? 'is delivered' : 'is not delivered';
  return `Witness: \`${from}\` to \`${to}\`${details.join('')} ${verdict}.`;
}

test.each(Object.entries(profiles))(
  'docs/rules/README.md tells the profile %s',
  (id, { summary, source }) => {
    const row = read('README.md')
      .split('\n')
      .find((line) => line.startsWith(`| \`${id}\``));
    expect(row).toContain(summary);
    expect(row).toContain(source);
  },
);

describe.each(RULES)('docs/rules/%s.md', (rule) => {
  const page = existsSync(join(folder, `${rule}.md`)) ? read(`${rule}.md`) : '';

  test('says what findingInfo says, with the source', () => {
    const { title, summary, why, remedy, source, severity } = findingInfo[rule];
    for (const text of [title, summary, why, remedy, source, `Default severity: ${severity}`])
      expect(page).toContain(text);
  });

  test('has an example that gives the finding, its sentence and its witness', () => {
    const plan = examplePlan(page);
    const finding = validate(plan, compileNetwork(plan)).find((found) => found.rule === rule);
    if (!finding) throw new Error(`no ${rule} in the example`);
    expect(page).toContain(`Hopwright says (${finding.severity}):\n\n> ${describeFinding(finding, plan)}\n`);
    expect(finding.witness).toBeDefined();
    expect(page).toContain(witnessLine(finding));
  });

  test('is in the list of rules', () => {
    expect(read('README.md')).toContain(`[${rule}](${rule}.md)`);
  });
});
