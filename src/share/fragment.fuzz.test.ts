import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '#core';
import { anyHostileText, anyPlan, fuzz, spoilt } from '#core/testing';
import { toBase64url } from './base64url.ts';
import { checksum } from './columns/checksum.ts';
import { Damaged, fromColumns, TooLarge, toColumns } from './columns/index.ts';
import { deflate } from './deflate.ts';
import { fromFragment, toFragment } from './fragment.ts';
import { goldenLinkV1, goldenLinkV2 } from './goldenLinks.testing.ts';
import type { LinkView } from './linkView.ts';
import { anySheet } from './testing/anySheet.ts';

/** Links that nobody made: whatever they are, the answer is a plan or sentences, never an exception. */

/** What a link is made of, and what stands around links. */
const ALPHABET = 'ABCXYZabcxyz0189-_;,:=%&#/. \n';

/** Columns with some bytes changed, and the checksum of somebody who means it. */
const forged = (): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc
    .tuple(
      anySheet(),
      fc.array(fc.tuple(fc.nat(400), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255))), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.nat(6),
    )
    .map(([sheet, changes, cut]) => {
      const bytes = Uint8Array.from(toColumns(sheet).subarray(2));
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      return signed(cut === 0 ? bytes.subarray(0, bytes.length - 1) : bytes);
    });

function signed(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const sum = checksum(content);
  return Uint8Array.from([sum >> 8, sum & 0xff, ...content]);
}

async function expectAnswer(text: string): Promise<void> {
  const read = await fromFragment(text);
  if (read.ok) {
    for (const remark of read.remarks) expect(remark).toMatch(/\S/);
    return;
  }
  expect(read.problems.length).toBeGreaterThan(0);
  for (const { message } of read.problems) expect(message).toMatch(/\S/);
}

/** A view that somebody may have pointed a link at, with any texts in it. */
const anyView = (): fc.Arbitrary<LinkView> =>
  fc.record(
    {
      finding: anyHostileText(),
      walk: fc.oneof(
        fc.record({ flow: anyHostileText() }),
        fc.record({
          question: fc.record(
            { from: anyHostileText(), to: anyHostileText(), port: fc.integer({ min: 1, max: 65_535 }) },
            { requiredKeys: ['from', 'to'] },
          ),
        }),
      ),
      path: fc.integer({ min: 1, max: 999 }),
      hop: fc.record({
        leg: fc.constantFrom('request', 'reply', 'follow-up', 'answer'),
        number: fc.integer({ min: 1, max: 99 }),
      }),
    },
    { requiredKeys: [] },
  );

describe('a link that nobody made gets a plan or a sentence', () => {
  it('any text, with and without a version in front', () =>
    fuzz(
      'links: any text',
      fc.tuple(
        fc.constantFrom('', '#', 'v1/', '#v2/', 'https://plans.example/#v2/', '#v3/', 'v0/'),
        fc.string({ unit: 'binary', maxLength: 200 }),
      ),
      ([head, text]) => expectAnswer(head + text),
    ));

  it('a good link of each version, changed here and there', async () => {
    const second = `v2/${toBase64url(await deflate(toColumns({ hopwright: 1, name: 'A plan' })))}`;
    for (const [name, link] of Object.entries({ goldenLinkV1, goldenLinkV2, second }))
      await fuzz(`links: ${name} spoilt`, spoilt(`${link};view=flow:ui,reply:7`, ALPHABET), expectAnswer);
  });

  it('a good link that points anywhere', async () => {
    const plain = `v2/${toBase64url(await deflate(toColumns({ hopwright: 1, name: 'A plan' })))}`;
    const suffix = fc.oneof(
      spoilt(';view=finding:a%20b,from:host:a,to:ip:10.0.0.1,port:80,family:4,path:2,reply:7', ALPHABET),
      spoilt('%3Bview%3Dfinding%3Aa%2520b%2Cflow%3Aui', ALPHABET),
      anyHostileText().map((text) => `;view=flow:${text}`),
      anyHostileText().map((text) => `;view=${text}`),
      fc.nat(5_000).map((length) => `;view=finding:${'%61'.repeat(length)}`),
    );
    await fuzz('links: any view', suffix, async (text) => {
      const read = await fromFragment(`#${plain}${text}`);
      // What stands behind the plan never takes the plan away, unless it becomes a part of it.
      if (/^[;%&]/.test(text)) expect(read.ok).toBe(true);
      await expectAnswer(`#${plain}${text}`);
    });
  });

  it('of any plan and any view comes back as the same plan, and as the same view or none', () =>
    fuzz(
      'links: made and read',
      fc.tuple(anyPlan(), anyHostileText(), anyView()),
      async ([plan, name, view]) => {
        const named: Plan = { ...plan, name: name.slice(0, 253) };
        const read = await fromFragment(`https://plans.example/#${await toFragment(named, view)}`);
        if (!read.ok) throw new Error(read.problems[0]?.message);
        expect(JSON.stringify(read.plan)).toBe(JSON.stringify(named));
      },
      0.5,
    ));

  it('columns that somebody forged', () =>
    fuzz('links: forged columns', forged(), async (bytes) => {
      try {
        fromColumns(bytes);
      } catch (error) {
        if (!(error instanceof Damaged || error instanceof TooLarge)) throw error;
      }
      await expectAnswer(`v2/${toBase64url(await deflate(bytes))}`);
    }));

  it('numbers and texts that were never columns', () =>
    fuzz(
      'links: no columns',
      fc.tuple(
        fc.uint8Array({ minLength: 1, maxLength: 120 }),
        fc.array(fc.oneof(fc.string(), fc.json()), { maxLength: 6 }),
      ),
      async ([numbers, lines]) => {
        const texts = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
        const bytes = signed(Uint8Array.from([numbers.length, ...numbers, ...texts]));
        await expectAnswer(`v2/${toBase64url(await deflate(bytes))}`);
      },
    ));
});
