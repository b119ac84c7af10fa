import { describe, expect, test } from 'vitest';
import { blackHole, planFiles } from '../testing/plans.ts';
import { runCaptured } from '../testing/runCaptured.ts';

const world = { files: planFiles };
const json = async (...argv: string[]) => {
  const { exit, out, err } = await runCaptured(['check', ...argv, '--format', 'json'], world);
  return { exit, err, value: JSON.parse(out) };
};

describe('check', () => {
  test('a plan without errors is clean', async () => {
    expect(await json('sound.json')).toMatchObject({ exit: 0, value: { plan: 'Sound' } });
  });

  test('JSON: the keys of the contract, addresses as text, the witness with its verdict', async () => {
    const { exit, value } = await json('black-hole.json');
    const finding = value.findings.find((one: { rule: string }) => one.rule === 'vip-aliases-address');
    expect(Object.keys(value)).toEqual(['plan', 'findings']);
    expect(Object.keys(finding)).toEqual([
      'rule',
      'severity',
      'entities',
      'ranges',
      'overlap',
      'message',
      'source',
      'witness',
      'repair',
    ]);
    expect(finding).toMatchObject({
      severity: 'error',
      entities: ['london', 'laptop'],
      overlap: '10.32.0.7/32',
      witness: { from: 'host:laptop', verdict: 'not-delivered' },
    });
    expect(finding.ranges).toContain('10.32.0.0/16');
    expect(finding.ranges).toContain('10.32.0.7/32');
    expect(Object.keys(finding.witness)).toEqual(['from', 'to', 'verdict']);
    expect(exit).toBe(1);
  });

  test('JSON: what a finding does not have is null, so every finding has the same keys', async () => {
    const { value } = await json('black-hole.json');
    const keys = value.findings.map((finding: object) => Object.keys(finding).join());
    expect(new Set(keys).size).toBe(1);
  });

  test('several plans are an array, an unreadable one has its problems, and the worst exit code counts', async () => {
    const { exit, value, err } = await json('sound.json', 'unreadable.json', 'black-hole.json');
    expect(value.map((plan: { plan: string | null }) => plan.plan)).toEqual(['Sound', null, 'Black hole']);
    expect(Object.keys(value[1])).toEqual(['plan', 'problems']);
    expect(exit).toBe(2);
    expect(err).toContain('unreadable.json: clusters[0].pods.cidrs[0]: ');
  });

  test('an unreadable plan names every problem with its path, never only the first', async () => {
    const { value } = await json('unreadable.json');
    const paths = value.problems.map((problem: { path: string }) => problem.path);
    expect(paths).toContain('clusters[0].nodes.cidrs[0]');
    expect(paths).toContain('clusters[0].pods.cidrs[0]');
    expect(paths).toContain('clusters[0].servicess');
    const pods = value.problems.find((problem: { path: string }) => problem.path.includes('pods'));
    expect(pods.message).toContain('10.0.0.0/16');
  });

  test.each(['garbage.json', 'not-there.json'])('%s is unreadable, told without a stack', async (file) => {
    const { exit, out, err } = await runCaptured(['check', file], world);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(new RegExp(`^${file}: .+\\n$`));
    expect(err).not.toContain('    at ');
  });

  test('an accepted finding does not fail and is not in the JSON', async () => {
    const { value } = await json('black-hole.json', '--severity', 'info');
    const rules: string[] = value.findings.map((finding: { rule: string }) => finding.rule);
    const accept = [...new Set(rules)].map((rule) => ({ rule, reason: 'known since the merger' }));
    const files = { 'accepted.json': JSON.stringify({ ...blackHole, accept }) };
    const accepted = await runCaptured(['check', 'accepted.json', '--format', 'json', '--severity', 'info'], {
      files,
    });
    expect(JSON.parse(accepted.out).findings).toEqual([]);
    expect(accepted.exit).toBe(0);
    const text = await runCaptured(['check', 'accepted.json'], { files });
    expect(text.out).toContain('accepted: vip-aliases-address');
    expect(text.out).toContain('known since the merger');
  });

  test('--severity sets what fails, not what is listed', async () => {
    const byError = await json('sound.json', '--severity', 'error');
    const byWarning = await json('sound.json', '--severity', 'warning');
    const severities = byError.value.findings.map((finding: { severity: string }) => finding.severity);
    expect(new Set(severities)).toEqual(new Set(['warning']));
    expect(byWarning.value).toEqual(byError.value);
    expect([byError.exit, byWarning.exit]).toEqual([0, 1]);
  });

  test('text: the finding, its ranges, witness and source; colour only when asked for', async () => {
    const plain = await runCaptured(['check', 'black-hole.json'], world);
    expect(plain.out).toContain('error vip-aliases-address  london, laptop');
    expect(plain.out).toContain('in common: 10.32.0.7/32');
    expect(plain.out).toContain('is not delivered');
    expect(plain.out).not.toContain('\u001b');
    const coloured = await runCaptured(['check', 'black-hole.json'], { ...world, colour: true });
    expect(coloured.out).toContain('\u001b[31merror\u001b[0m');
  });

  test('text: control characters in a name do not reach the terminal', async () => {
    const files = { 'p.json': JSON.stringify({ hopwright: 1, name: 'a\u001b[2Jb' }) };
    const { out } = await runCaptured(['check', 'p.json'], { files });
    expect(out).not.toContain('\u001b');
  });

  test('text: nor do those of an unreadable plan', async () => {
    const files = { 'p.json': JSON.stringify({ hopwright: 1, name: 'p', 'a\u001b[2Jb': 1 }) };
    const { exit, err } = await runCaptured(['check', 'p.json'], { files });
    expect(exit).toBe(2);
    expect(err).not.toContain('\u001b');
  });

  test('SARIF: a result a finding, at the line of its entity, with the walk as a code flow', async () => {
    const { out } = await runCaptured(['check', 'black-hole.json', '--format', 'sarif'], world);
    const { version, runs } = JSON.parse(out);
    const result = runs[0].results.find((one: { ruleId: string }) => one.ruleId === 'vip-aliases-address');
    expect(version).toBe('2.1.0');
    expect(result).toMatchObject({ level: 'error' });
    expect(runs[0].tool.driver.rules[result.ruleIndex].id).toBe('vip-aliases-address');
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'black-hole.json' },
      region: { startLine: 6 },
    });
    expect(result.codeFlows[0].threadFlows[0].locations.length).toBeGreaterThan(2);
  });

  test('JUnit: a case a rule', async () => {
    const { out } = await runCaptured(['check', 'black-hole.json', '--format', 'junit'], world);
    expect(out).toMatch(/<testcase classname="black-hole.json" name="vip-aliases-address"><failure /);
    expect(out).toContain('<testcase classname="black-hole.json" name="equal-routes"/>');
  });

  test('GitHub: an annotation a finding', async () => {
    const { out } = await runCaptured(['check', 'black-hole.json', '--format', 'github'], world);
    expect(out).toMatch(/^::error file=black-hole.json,line=6,title=vip-aliases-address::/m);
  });

  test('a plan can come from standard input', async () => {
    const stdin = planFiles['sound.json'];
    expect(await runCaptured(['check', '-'], { stdin })).toMatchObject({ exit: 0 });
  });

  test('two runs print the same bytes', async () => {
    const once = await runCaptured(['check', 'black-hole.json', '--format', 'json'], world);
    const twice = await runCaptured(['check', 'black-hole.json', '--format', 'json'], world);
    expect(twice.out).toBe(once.out);
  });
});
