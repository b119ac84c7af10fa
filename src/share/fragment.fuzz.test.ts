import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64url } from './base64url.ts';
import { checksum } from './columns/checksum.ts';
import { Damaged, fromColumns, TooLarge, toColumns } from './columns/index.ts';
import { deflate } from './deflate.ts';
import { fromFragment } from './fragment.ts';
import { goldenLinkV1 } from './goldenLinks.testing.ts';
import { anySheet } from './testing/anySheet.ts';

/*
 * Links that nobody made: whatever they are, the answer is a plan or sentences, never an exception. A failure prints its
 * seed. HOPWRIGHT_FUZZ_RUNS sets how many of each kind are tried.
 */

const { env } = import.meta as ImportMeta & { readonly env?: Readonly<Record<string, string>> };
const numRuns = Number(env?.HOPWRIGHT_FUZZ_RUNS ?? 1_000);

const ALPHABET = 'ABCXYZabcxyz0189-_;,:=%&#/. \n';

/** A text with some of its characters changed, taken out, or put in. */
const mutated = (text: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        at: fc.nat(Math.max(0, text.length - 1)),
        out: fc.nat(3),
        put: fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((changes) =>
      changes.reduce((now, { at, out, put }) => now.slice(0, at) + put + now.slice(at + out), text),
    );

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
  if (!read.ok) {
    expect(read.problems.length).toBeGreaterThan(0);
    for (const { message } of read.problems) expect(message).toMatch(/\S/);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
}

describe('a link that nobody made gets a plan or a sentence', () => {
  it('any text, with and without a version in front', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', '#', 'v1/', '#v2/', 'https://plans.example/#v2/'),
        fc.string({ unit: 'binary', maxLength: 200 }),
        (head, text) => expectAnswer(head + text),
      ),
      { numRuns },
    );
  });

  it('a good link of each version, changed here and there', async () => {
    const second = `v2/${toBase64url(await deflate(toColumns({ hopwright: 1, name: 'A plan' })))}`;
    for (const link of [goldenLinkV1, `${second};view=finding:a%20b,flow:ui,reply:7`])
      await fc.assert(fc.asyncProperty(mutated(link), expectAnswer), { numRuns });
  });

  it('columns that somebody forged', async () => {
    await fc.assert(
      fc.asyncProperty(forged(), async (bytes) => {
        try {
          fromColumns(bytes);
        } catch (error) {
          if (!(error instanceof Damaged || error instanceof TooLarge)) throw error;
        }
        await expectAnswer(`v2/${toBase64url(await deflate(bytes))}`);
      }),
      { numRuns },
    );
  });

  it('numbers and texts that were never columns', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 120 }),
        fc.array(fc.oneof(fc.string(), fc.json()), { maxLength: 6 }),
        async (numbers, lines) => {
          const texts = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
          const bytes = signed(Uint8Array.from([numbers.length, ...numbers, ...texts]));
          await expectAnswer(`v2/${toBase64url(await deflate(bytes))}`);
        },
      ),
      { numRuns },
    );
  });
});
