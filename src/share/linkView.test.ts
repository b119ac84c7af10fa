import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFragment, toFragment } from './fragment.ts';
import { type LinkView, parseView, viewSuffix } from './linkView.ts';

const plan = { hopwright: 1 as const, name: 'A plan' };

const anyView = (): fc.Arbitrary<LinkView> => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  const number = fc.integer({ min: 1, max: 65_535 });
  const question = fc.record(
    {
      from: text,
      to: text,
      port: number,
      protocol: fc.constantFrom('tcp' as const, 'udp' as const, 'icmp' as const),
      bytes: number,
      family: fc.constantFrom(4 as const, 6 as const),
    },
    { requiredKeys: ['from', 'to'], noNullPrototype: true },
  );
  return fc.record(
    {
      finding: text,
      walk: fc.oneof(
        text.map((flow) => ({ flow })),
        question.map((asked) => ({ question: asked })),
      ),
      path: number,
      hop: fc.record(
        {
          leg: fc.constantFrom('request' as const, 'reply' as const, 'follow-up' as const, 'answer' as const),
          number,
        },
        { noNullPrototype: true },
      ),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
};

describe('where a link points', () => {
  it('is read as it was written, out of the whole link, and out of a sentence', async () => {
    const fragment = await toFragment(plan);
    await fc.assert(
      fc.asyncProperty(anyView(), async (view) => {
        const link = fragment + viewSuffix(view);
        for (const text of [link, `https://plans.example/#${link}).`, `  ${link}\n`])
          expect(await fromFragment(text)).toEqual({ ok: true, plan, view, remarks: [] });
      }),
    );
  });

  it('is short and can be read', () => {
    expect(viewSuffix({ walk: { flow: 'ui' }, hop: { leg: 'reply', number: 7 } })).toBe(
      ';view=flow:ui,reply:7',
    );
    expect(viewSuffix({})).toBe('');
  });

  it('is understood also where a program has escaped its signs', () => {
    expect(parseView('flow%3Aui%2Creply%3A7')).toEqual({
      walk: { flow: 'ui' },
      hop: { leg: 'reply', number: 7 },
    });
  });

  it.each([
    '',
    'finding',
    'finding:',
    'colour:red',
    'reply:0',
    'reply:-1',
    'reply:1e3',
    'reply:1,request:2',
    'finding:a,finding:b',
    'from:host%3Aa',
    'flow:a,from:b,to:c',
    'from:a,to:b,family:5',
    'from:a,to:b,protocol:sctp',
    'finding:%E0%A4%A',
    `finding:${'x'.repeat(4_000)}`,
  ])('is not guessed: %s', (text) => {
    expect(parseView(text)).toBeUndefined();
  });
});
