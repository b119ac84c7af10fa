import fc from 'fast-check';
import { examples } from '#presets';

/** A JSON value, as a hostile document may hold it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const NAMES = ['__proto__', 'constructor', 'toString', 'x-kept', 'hopwright', 'id', 'clusters', ''];

/** Texts that have broken programs: markup, other directions, controls, halves of characters, addresses that nearly are. */
const TEXTS = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '\u202eesrever',
  'a\u0000b',
  '\ud800',
  '\udc00lone',
  'a'.repeat(253),
  'a'.repeat(254),
  '::ffff:10.0.0.1',
  '::/0',
  '0.0.0.0/0',
  '10.0.0.1/8',
  '10.0.0.0/33',
  '255.255.255.255/32',
  'fe80::1%eth0',
  'ip:127.0.0.1',
  'service:london/cb',
  'key:london/cb/\u0000',
  '1'.repeat(400),
  'london',
  ...NAMES,
];

const NUMBERS = [-1, 0, 0.5, 1, 2, 31, 32, 33, 64, 128, 129, 5_000, 5_001, 65_535, 65_536, 2 ** 53, 1e308];

const anyJunk: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, [], {}, [[]]),
  fc.constantFrom<Json>(...NUMBERS),
  fc.constantFrom<Json>(...TEXTS),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.nat(80).map((depth) => Array.from({ length: depth }).reduce<Json>((inner) => [inner], 'deep')),
  fc.nat(2_000).map((length) => Array.from({ length }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`)),
);

type Change = (value: Json, at: number, name: string, junk: Json) => Json;

const CHANGES: readonly Change[] = [
  (_value, _at, _name, junk) => junk,
  (value, at) => (Array.isArray(value) ? value.filter((_, i) => i !== at % value.length) : value),
  (value, at) => (Array.isArray(value) && value.length > 0 ? [...value, pick(value, at)] : value),
  (value, _at, _name, junk) => (Array.isArray(value) ? [...value, junk] : value),
  (value, _at, name, junk) => (isObject(value) ? withKey(value, name, junk) : junk),
  (value, at) => {
    if (!isObject(value)) return value;
    const gone = pick(Object.keys(value), at);
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== gone));
  },
];

const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** Also a key that an assignment would give to the prototype. */
function withKey(value: { [key: string]: Json }, name: string, junk: Json): Json {
  return JSON.parse(
    `{${[...Object.entries(value), [name, junk] as const]
      .map(([key, of]) => `${JSON.stringify(key)}:${JSON.stringify(of)}`)
      .join(',')}}`,
  );
}

/** Goes down by the numbers, as far as there is something, and changes what is there. */
function changedAt(value: Json, way: readonly number[], change: (value: Json) => Json): Json {
  const [at, ...on] = way;
  if (at === undefined) return change(value);
  if (Array.isArray(value) && value.length > 0)
    return value.map((part, i) => (i === at % value.length ? changedAt(part, on, change) : part));
  if (isObject(value) && Object.keys(value).length > 0) {
    const key = pick(Object.keys(value), at);
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, name === key ? changedAt(part, on, change) : part]),
    );
  }
  return change(value);
}

/** An example's document with one to four places of it spoilt. */
export const mutatedPlan = (): fc.Arbitrary<Json> =>
  fc
    .tuple(
      fc.constantFrom(...examples),
      fc.array(
        fc.record({
          way: fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
          change: fc.constantFrom(...CHANGES),
          at: fc.nat(30),
          name: fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 5 })),
          junk: anyJunk,
        }),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([{ plan }, spoilt]) =>
      spoilt.reduce<Json>(
        (document, { way, change, at, name, junk }) =>
          changedAt(document, way, (value) => change(value, at, name, junk)),
        structuredClone(plan) as unknown as Json,
      ),
    );

/** The same as text, some of whose characters were lost, doubled or put in. */
export const mutatedPlanText = (): fc.Arbitrary<string> =>
  fc
    .tuple(
      mutatedPlan(),
      fc.array(
        fc.record({
          at: fc.nat(),
          out: fc.nat(6),
          put: fc.constantFrom('', '{', ']', '"', '\\', ',', '\u0000', '﻿'),
        }),
        { maxLength: 2 },
      ),
    )
    .map(([document, cuts]) =>
      cuts.reduce((text, { at, out, put }) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + out);
      }, JSON.stringify(document)),
    );
