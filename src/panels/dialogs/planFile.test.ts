import { expect, test } from 'vitest';
import { parsePlan, planFileText } from '#core';
import { fileNameOf, planInPicture } from './planFile.ts';

const named = (name: string) => ({ hopwright: 1, name }) as const;

test('a plan file is called after the plan', () => {
  expect(fileNameOf(named('Two sites over a VPN'))).toBe('two-sites-over-a-vpn.hopwright.json');
  expect(fileNameOf(named('Zürich / Łódź'))).toBe('zurich-łodz.hopwright.json');
  expect(fileNameOf(named('東京'))).toBe('東京.hopwright.json');
  expect(fileNameOf(named(' ../.. '))).toBe('plan.hopwright.json');
});

test('a downloaded plan reads back to the same', () => {
  const plan = named('Test');
  expect(parsePlan(planFileText(plan))).toEqual({ ok: true, plan });
});

test('a picture is known by how it begins, whatever its file is called', async () => {
  const png = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])]);
  expect(await planInPicture(png)).toMatchObject({ ok: false });
  expect(await planInPicture(new Blob(['\ufeff\n<svg></svg>']))).toMatchObject({ ok: false });
  expect(await planInPicture(new Blob([planFileText(named('Test'))]))).toBeUndefined();
  expect(await planInPicture(new Blob(['https://plans.example/#v1/abc']))).toBeUndefined();
  expect(await planInPicture(new Blob([]))).toBeUndefined();
});
