import { expect, test } from 'vitest';
import { LIMITS } from '#core';
import { cheaply } from '#core/testing';
import { toBase64url } from './base64url.ts';
import { checksum } from './columns/checksum.ts';
import { toColumns } from './columns/index.ts';
import { deflate } from './deflate.ts';
import { fromFragment } from './fragment.ts';

/**
 * Links that somebody made to hang a tab or to fill its memory. Each is refused in a sentence, by what it is too much of or by
 * what is wrong with it, at less than a second of the processor (looked at by `npm run fuzz`).
 */

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const asText = async (json: string): Promise<string> => `v1/${toBase64url(await deflate(json))}`;
const inside = (json: string): string => `{"hopwright":1,"name":"n",${json}}`;
const plan = (parts: object): object => ({ hopwright: 1, name: 'n', ...parts });
/** A plan of many values that is refused for one property only, which stands last. */
const nearly = (parts: object): object => plan({ ...parts, zz: 1 });

const LAST = /^zz: unknown property/;
const DAMAGED = /^the link is cut or damaged/;

/** Version 1: JSON. */
const TEXTS: readonly (readonly [name: string, json: () => string, told: RegExp])[] = [
  ['a bomb of blanks', () => ' '.repeat(80_000_000), /^the link unpacks to more than 5 MiB/],
  [
    'a bomb of brackets',
    () => `${'['.repeat(20_000_000)}${']'.repeat(20_000_000)}`,
    /^the link unpacks to more than 5 MiB/,
  ],
  [
    'millions of levels',
    () => inside(`"x-a":${'['.repeat(2_600_000)}${']'.repeat(2_600_000)}`),
    /nested deeper than 64 levels$/,
  ],
  ['levels that never end', () => '['.repeat(5_000_000), /nested deeper than 64 levels$/],
  [
    'a million levels of properties',
    () => inside(`"x-a":${'{"":'.repeat(800_000)}0${'}'.repeat(800_000)}`),
    /nested deeper than 64 levels$/,
  ],
  [
    'more values than any plan',
    () => inside(`"x-a":[${'[],'.repeat(1_700_000)}0]`),
    /the document holds more than 1000000 values$/,
  ],
  ['a list of a million texts', () => inside(`"zz":[${'"",'.repeat(999_000)}0]`), /^zz: has 999001 entries/],
  [
    'half a million properties',
    () => inside(times(500_000, (i) => `"${i.toString(36)}":0`).join()),
    /^has more than 50000 properties$/,
  ],
  ['one property a million times', () => inside(times(800_000, () => '"":0').join()), /stands twice/],
  [
    'a name of five million letters',
    () => `{"hopwright":1,"name":"${'a'.repeat(5_200_000)}"}`,
    /^name: has 52/,
  ],
  ['a text that never ends', () => `{"hopwright":1,"name":"${'a'.repeat(5_200_000)}`, /line 1, column/],
  [
    'a text all of escapes',
    () => `{"hopwright":1,"name":"${'\\u0000'.repeat(870_000)}"}`,
    /^name: has 870000 characters/,
  ],
];

/** Both versions. */
const PLANS: readonly (readonly [name: string, parts: () => object, told: RegExp])[] = [
  ['a million numbers', () => nearly({ 'x-a': times(999_980, () => 0) }), LAST],
  ['a million lists', () => nearly({ 'x-a': times(999_980, () => []) }), LAST],
  ['a million objects', () => nearly({ 'x-a': times(999_980, () => ({})) }), LAST],
  ['four hundred thousand texts in lists', () => nearly({ 'x-a': times(400_000, (i) => [`${i}`]) }), LAST],
  [
    'hundreds of thousands of addresses',
    () =>
      nearly({
        hosts: times(40, (h) => ({
          id: `h${h}`,
          addresses: times(4_000, (i) => `${(i + 1).toString(16)}:${h + 1}::1/8`),
        })),
      }),
    LAST,
  ],
  [
    'hundreds of thousands of wrong addresses',
    () => plan({ hosts: times(40, (h) => ({ id: `h${h}`, addresses: times(19_000, () => '') })) }),
    /^hosts\[0\]\.addresses\[0\]: /,
  ],
  [
    'hundreds of thousands of workloads',
    () =>
      nearly({
        clusters: times(10, (i) => ({
          id: `c${i}`,
          nodes: { cidrs: [], count: 40 },
          workloads: times(19_000, (w) => ({ name: `w${w}` })),
        })),
      }),
    LAST,
  ],
  [
    'hundreds of thousands of members that nobody knows',
    () =>
      plan({
        view: {
          frames: times(2_000, (i) => ({ id: `f${i}`, name: '', members: times(200, (k) => `m${i}-${k}`) })),
        },
      }),
    /^view\.frames\[0\]\.members\[0\]: there is nothing with the id m0-0/,
  ],
  [
    'twenty thousand flows between nothing',
    () => plan({ flows: times(20_000, (i) => ({ id: `f${i}`, from: `host:a${i}`, to: `pod:x${i}/y-1` })) }),
    /^flows\[0\]\.from: there is no host a0/,
  ],
  [
    'routers that all route to each other',
    () =>
      nearly({
        routers: times(9_000, (i) => ({
          id: `r${i}`,
          routes: times(10, () => ({ to: '::/0', via: `l${i}` })),
        })),
        links: times(9_000, (i) => ({
          id: `l${i}`,
          ends: [`r${i}`, `r${(i + 1) % 9_000}`],
          routing: 'static',
        })),
      }),
    LAST,
  ],
];

async function refused(link: string, told: RegExp): Promise<void> {
  const read = await cheaply(() => fromFragment(link));
  expect(read.ok).toBe(false);
  if (read.ok) return;
  const [first] = read.problems;
  expect(first && `${first.path}${first.path ? ': ' : ''}${first.message}`.slice(0, 400)).toMatch(told);
  expect(read.problems.length).toBeLessThanOrEqual(LIMITS.problems + 1);
}

test.each(TEXTS)('%s', async (_, json, told) => refused(await asText(json()), told));

test.each(PLANS)('%s, as JSON and as columns', async (_, parts, told) => {
  const value = parts();
  const json = JSON.stringify(value);
  const columns = `v2/${toBase64url(await deflate(toColumns(value)))}`;
  await refused(await asText(json), json.length > LIMITS.textBytes ? /more than 5 MiB/ : told);
  await refused(columns, json.length > LIMITS.textBytes ? /more than 5 MiB|more text than any/ : told);
});

test.each([
  ['columns of zeros', 0],
  ['columns of ones', 1],
  ['columns that announce more than they hold', 0xff],
])('%s, behind a checksum that is right', async (_, byte) => {
  const content = new Uint8Array(5_200_000).fill(byte);
  const sum = checksum(content);
  const bytes = new Uint8Array(content.length + 2);
  bytes.set([sum >> 8, sum & 0xff]);
  bytes.set(content, 2);
  await refused(`v2/${toBase64url(await deflate(bytes))}`, DAMAGED);
});

test('one long text again and again, which JSON would write out each time', async () => {
  // Two million characters, which is less than a plan may have, and six million bytes, which is more.
  const routers = times(10, (i) => ({ id: `r${i}`, name: '東'.repeat(200_000) }));
  const link = `v2/${toBase64url(await deflate(toColumns(plan({ routers }))))}`;
  await refused(link, /^the link unpacks to more than 5 MiB/);
});

test('millions of lines without columns', async () => {
  const numbers = [4, 2, 0, 2, 0];
  const content = new Uint8Array(5_200_000).fill(10);
  content.set(numbers);
  const sum = checksum(content);
  const bytes = new Uint8Array(content.length + 2);
  bytes.set([sum >> 8, sum & 0xff]);
  bytes.set(content, 2);
  await refused(`v2/${toBase64url(await deflate(bytes))}`, DAMAGED);
});
