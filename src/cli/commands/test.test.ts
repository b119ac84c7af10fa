import { describe, expect, test } from 'vitest';
import { blackHole, planFiles } from '../testing/plans.ts';
import { runCaptured } from '../testing/runCaptured.ts';

const world = { files: planFiles };

describe('test', () => {
  test('exit code 0 where every expectation holds', async () => {
    const { exit, out } = await runCaptured(['test', 'sound.json'], world);
    expect(exit).toBe(0);
    expect(out).toContain('✓ ui: host:laptop → pod:london/cb-0 delivered');
  });

  test('exit code 1 where one does not; each is listed, with where the packet was lost', async () => {
    const { exit, out } = await runCaptured(['test', 'black-hole.json'], world);
    expect(exit).toBe(1);
    expect(out).toContain('✗ ui: host:laptop → pod:london/cb-0');
    expect(out).toContain(
      'expected to be delivered, but it is not delivered: reply captured at node:london/0',
    );
    expect(out).toContain('✓ lost: host:laptop → pod:london/cb-1 not delivered');
    expect(out).toContain('1 flow as expected, 1 not');
  });

  test('JSON: each flow with what was expected and what is', async () => {
    const { out } = await runCaptured(['test', 'black-hole.json', '--format', 'json'], world);
    const value = JSON.parse(out);
    expect(value).toMatchObject({
      plan: 'Black hole',
      flows: [
        { id: 'ui', expect: 'delivered', verdict: 'not-delivered', holds: false },
        { id: 'lost', expect: 'not-delivered', verdict: 'not-delivered', holds: true },
      ],
    });
    expect(Object.keys(value.flows[0])).toEqual(['id', 'from', 'to', 'expect', 'verdict', 'holds', 'reason']);
  });

  test('JUnit: a suite a plan, a case a flow', async () => {
    const { out } = await runCaptured(['test', 'black-hole.json', 'sound.json', '--format', 'junit'], world);
    expect(out).toContain('<testsuites name="hopwright" tests="3" failures="1" errors="0">');
    expect(out).toContain('<testcase classname="black-hole.json" name="lost"/>');
  });

  test('flows without an expectation are questions, not tests', async () => {
    const flows = [{ id: 'ask', from: 'host:laptop', to: 'pod:london/cb-0' }];
    const files = { 'p.json': JSON.stringify({ ...blackHole, flows }) };
    const { exit, out } = await runCaptured(['test', 'p.json'], { files });
    expect(exit).toBe(0);
    expect(out).toContain('No flow has an expectation');
  });

  test('an unreadable plan among others is exit code 2, and the others are still judged', async () => {
    const { exit, out } = await runCaptured(['test', 'unreadable.json', 'sound.json'], world);
    expect(exit).toBe(2);
    expect(out).toContain('1 flow as expected, 0 not');
  });
});
