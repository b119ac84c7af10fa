import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePlan, RULES } from '#core';
import { commands } from './commands/table.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const model = read('docs/network-model.md');

/** How many rules each letter of the network model has. V is a table of names instead. */
const LETTERS = { A: 10, R: 7, E: 3, S: 12, M: 3, W: 5 };
const numbers = Object.entries(LETTERS).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
);

describe('docs/network-model.md', () => {
  test('tells every rule by its number', () => {
    const told = [...model.matchAll(/\*\*([ARESMW]\d+)\*\*/g)].map((match) => match[1]);
    expect(told.toSorted()).toEqual(numbers.toSorted());
  });

  test.each(numbers)('rule %s is named by the title of a test', (number) => {
    expect(testTitles().filter((title) => bracketed(title).includes(number))).not.toEqual([]);
  });

  test.each(RULES)('the finding %s is in the table of V, and has a page', (rule) => {
    expect(model).toContain(`\`${rule}\``);
    expect(existsSync(join(root, 'docs/rules', `${rule}.md`))).toBe(true);
  });
});

test('the example of docs/plan-format.md is a plan', () => {
  const example = /```jsonc\n([\s\S]*?)```/.exec(read('docs/plan-format.md'))?.[1] ?? '';
  expect(parsePlan(withoutComments(example))).toMatchObject({ ok: true });
});

test.each(commands.map((command) => command.name))('docs/command-line.md tells about %s', (name) => {
  expect(read('docs/command-line.md')).toContain(`hopwright ${name}`);
});

test('links between documents lead somewhere', () => {
  const dead = documents().flatMap((file) =>
    [...withoutCode(read(file)).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map((match) => join(dirname(file), match[1] ?? ''))
      .filter((target) => !existsSync(join(root, target)))
      .map((target) => `${file} → ${target}`),
  );
  expect(dead).toEqual([]);
});

/** Titles of all tests, as they stand in the sources. */
function testTitles(): string[] {
  return files('src', '.test.ts')
    .concat(files('src', '.test.tsx'), files('e2e', '.spec.ts'))
    .flatMap((file) => [...read(file).matchAll(/(['"`])(\[[A-Z]\d+[^\n]*?)\1/g)].map((m) => m[2] ?? ''));
}

/** The rule numbers that a title begins with: `[R4, M2] …` → R4, M2; `[A1][A2] …` likewise. */
function bracketed(title: string): string[] {
  const head = /^(\[[^\]]*\]\s*)+/.exec(title)?.[0] ?? '';
  return [...head.matchAll(/[A-Z]\d+/g)].map((match) => match[0]);
}

/** A regular expression in backticks looks like a link. */
const withoutCode = (text: string) => text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');

function documents(): string[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  return top.concat(files('docs', '.md'), files('src', '.md'));
}

function files(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
}

/** `//` comments outside of strings. */
function withoutComments(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*/g, (_, string) => string ?? '');
}
