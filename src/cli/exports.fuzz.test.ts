import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { parsePlan } from '#core';
import { fuzz } from '#core/testing';
import { readPicture } from '#formats';
import { hostilelyNamed } from './testing/hostilelyNamed.ts';
import { runCaptured } from './testing/runCaptured.ts';
import { xmlProblems } from './testing/schemas.ts';

/** What leaves a plan as a file, whatever its things are called: no text of it becomes markup, a formula or a command. */

/** What the command prints for a plan that can be read. */
async function printed(plan: object, ...args: string[]): Promise<string> {
  const { exit, out, err } = await runCaptured(args, { stdin: JSON.stringify(plan) });
  expect([0, 1], err).toContain(exit);
  return out;
}

const TAG =
  /<\?xml [^<>]*\?>|<\/?(?:svg|title|desc|metadata|hopwright|style|g|text|tspan|path|rect|line|circle|ellipse|polygon|polyline|defs|clipPath|marker|use)(?: [a-zA-Z0-9:-]+="[^"<]*")*\/?>/g;

test('a picture has no markup but its own, is well-formed, and gives the plan back', async () => {
  const some: string[] = [];
  await fuzz(
    'exports: svg',
    hostilelyNamed(),
    async (plan) => {
      const svg = await printed(plan, 'export', 'svg', '-');
      expect(svg.replace(TAG, '')).not.toMatch(/[<>]/);
      expect(svg).not.toMatch(/<[^>]* on[a-z]+=/);
      const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
      expect(readPicture(new TextEncoder().encode(svg), decode)).toEqual({ ok: true, plan });
      if (some.length < 100) some.push(svg);
    },
    0.2,
  );
  expect(await xmlProblems(some)).toEqual([]);
});

test('a report holds no HTML, and no link but those of its rules', () =>
  fuzz(
    'exports: report',
    hostilelyNamed(),
    async (plan) => {
      const report = await printed(plan, 'export', 'report', '-');
      const nodes = [...walked(fromMarkdown(report))];
      expect(nodes.filter(({ type }) => type === 'html')).toEqual([]);
      for (const { url } of nodes)
        if (url !== undefined) expect(url).not.toMatch(/^\s*(javascript|vbscript|data):/i);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what may not be there
      expect(report).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    },
    0.2,
  ));

interface MarkdownNode {
  readonly type: string;
  readonly url?: string;
  readonly children?: readonly MarkdownNode[];
}

function* walked(node: MarkdownNode): Generator<MarkdownNode> {
  yield node;
  for (const child of node.children ?? []) yield* walked(child);
}

test('no cell of a table is a formula', () =>
  fuzz(
    'exports: csv',
    hostilelyNamed(),
    async (plan) => {
      const csv = await printed(plan, 'export', 'csv', '-');
      for (const cell of csv.matchAll(/(?:^|,|\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g))
        expect(cell[1] ?? cell[2] ?? '').not.toMatch(/^[=+\-@\t\r]/);
    },
    0.1,
  ));

for (const args of [
  ['trace', '-', '--flow', 'FLOW'],
  ['reach', '-'],
  ['test', '-'],
  ['export', 'lab', '-'],
  ['link', '-'],
])
  test(`${args.slice(0, 2).join(' ')} answers for a plan whose things are called anything`, () =>
    fuzz(
      `exports: ${args.slice(0, 2).join(' ')}`,
      hostilelyNamed(),
      async (plan) => {
        const flow = plan.flows?.[0]?.id ?? 'none';
        const { exit, out, err } = await runCaptured(
          args.map((word) => (word === 'FLOW' ? flow : word)),
          { stdin: JSON.stringify(plan) },
        );
        expect([0, 1, 2], err).toContain(exit);
        // A line break in a name would end a comment, or a text that a script reads.
        expect(out).not.toMatch(/^\s*reboot/m);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what may not be there
        expect(out + err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      },
      0.05,
    ));

test('a plan that is called anything is a plan', () =>
  fuzz(
    'exports: the plans themselves',
    hostilelyNamed(),
    (plan) => expect(parsePlan(JSON.stringify(plan))).toEqual({ ok: true, plan }),
    0.1,
  ));
