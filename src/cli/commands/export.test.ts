import { describe, expect, test } from 'vitest';
import { blackHole, planFiles } from '../testing/plans.ts';
import { runCaptured } from '../testing/runCaptured.ts';

const world = { files: planFiles };

describe('export svg', () => {
  test('prints a picture that opens again as the plan', async () => {
    const { exit, out, err } = await runCaptured(['export', 'svg', 'black-hole.json'], world);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg .*<\/svg>\n$/s);
    const again = await runCaptured(['unlink', 'plan.svg'], { files: { 'plan.svg': out } });
    expect(JSON.parse(again.out)).toEqual(blackHole);
    expect(await runCaptured(['check', '-'], { stdin: out })).toMatchObject({ exit: 1, err: '' });
  });

  test('draws the walk of a flow, in the colours asked for, without findings or plan where they are not wanted', async () => {
    const options = ['--flow', 'ui', '--theme', 'dark', '--no-findings', '--no-plan', '--transparent'];
    const { out } = await runCaptured(['export', 'svg', 'black-hole.json', ...options], world);
    expect(out).toContain('host:laptop calls pod:london/cb-0: not delivered');
    expect(out).toContain('captured at node:london/0');
    expect(out).toContain('#e6edf3');
    expect(out).not.toContain('vip-aliases-address');
    expect(out).not.toContain('<metadata');
    expect(out).not.toContain('fill="#0d1117" width');
    expect(await runCaptured(['check', 'x.svg'], { files: { 'x.svg': out } })).toMatchObject({
      exit: 2,
      err: expect.stringContaining('x.svg: this SVG has no plan inside'),
    });
  });

  test('writes into a file', async () => {
    const written = new Map<string, string>();
    const asked = ['export', 'svg', 'black-hole.json', '-o', 'plan.svg'];
    expect(await runCaptured(asked, { ...world, written })).toEqual({ exit: 0, out: '', err: '' });
    const printed = await runCaptured(['export', 'svg', 'black-hole.json'], world);
    expect(written).toEqual(new Map([['plan.svg', printed.out]]));
  });
});

test('export report, csv and lab print what they are called', async () => {
  const first = async (format: string) =>
    (await runCaptured(['export', format, 'black-hole.json'], world)).out.split(/\r?\n/, 1)[0];
  expect(await first('report')).toBe('# Black hole');
  expect(await first('csv')).toBe('pool,site,owner,range,role,size,used,overlapping');
  expect(await first('lab')).toBe('#!/bin/sh');
});

test.each([
  [['export'], 'export: no format was given. Give one of svg, report, csv, lab.'],
  [['export', 'svgg', 'black-hole.json'], '"svgg" is not a format.'],
  [['export', 'png', 'black-hole.json'], 'a PNG is made by a browser'],
  [['export', 'svg', 'black-hole.json', '--flow', 'uii'], 'the plan has no such flow.'],
])('%j is a bad argument with a remedy', async (argv, sentence) => {
  const { exit, err } = await runCaptured(argv, world);
  expect(exit).toBe(2);
  expect(err).toContain(sentence);
});
