import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { anyHostileText, fuzz, spoilt, spoiltBytes } from '#core/testing';
import { planText } from './planInside.ts';
import { withText } from './png.ts';
import { readPicture } from './readPicture.ts';
import { planSvg } from './svg/planSvg.ts';

/** Pictures that are opened again after somebody, or something, had them: a plan, or sentences, or no picture at all. */

const plan: Plan = {
  hopwright: 1,
  name: 'Kept – 東京',
  clusters: [{ id: 'a', nodes: { cidrs: ['172.16.0.0/24'], count: 2 }, pods: { cidrs: ['10.0.0.0/16'] } }],
  hosts: [{ id: 'h', addresses: ['10.0.0.7/24'] }],
};
const svg = planSvg(plan, { theme: 'light', withPlan: true });

/** One transparent pixel. */
const PIXEL = Uint8Array.from(
  (
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da636460f85f0f0002870180eb47ba920000000049454e44ae426082'.match(
      /../g,
    ) ?? []
  ).map((hex) => Number.parseInt(hex, 16)),
);
const png = withText(PIXEL, planText(plan));

/** This room has neither TextEncoder nor TextDecoder; one byte a character will do here. */
const textOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);

function expectAnswer(bytes: Uint8Array): void {
  const read = readPicture(bytes, textOf);
  if (!read || read.ok) return;
  expect(read.problems.length).toBeGreaterThan(0);
  for (const { message } of read.problems) expect(message).toMatch(/\S/);
}

test('a PNG, changed here and there, cut, or with a tail', () =>
  fuzz('pictures: PNG', spoiltBytes(png), expectAnswer));

test('an SVG, changed here and there, cut, or with a tail', () =>
  fuzz('pictures: SVG in bytes', spoiltBytes(bytesOf(svg)), expectAnswer));

test('an SVG that somebody edited', () =>
  fuzz('pictures: SVG in text', spoilt(svg), (text) => expectAnswer(bytesOf(text)), 0.5));

test('any text under our keyword, in a PNG that is whole', () =>
  fuzz('pictures: PNG with any text', anyHostileText(), (text) =>
    expectAnswer(withText(PIXEL, text.replace(/\p{Surrogate}/gu, '\ufffd'))),
  ));

test('anything that begins like a picture', () =>
  fuzz(
    'pictures: beginnings',
    fc.tuple(
      fc.constantFrom(
        [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
        [...bytesOf('<svg><hopwright>')],
        [...bytesOf('<?xml?><!--')],
        [0xff, 0xd8, 0xff],
        [0x47, 0x49, 0x46, 0x38],
        [],
      ),
      fc.uint8Array({ maxLength: 100 }),
    ),
    ([head, tail]) => expectAnswer(Uint8Array.from([...head, ...tail])),
  ));
