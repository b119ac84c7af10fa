import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './jsonText.ts';

const messageOf = (text: string): string | undefined => {
  const read = readJson(text);
  return 'problems' in read
    ? read.problems.map((p) => `${p.path}${p.path && ': '}${p.message}`).join('\n')
    : undefined;
};

describe('JSON text', () => {
  it('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(readJson(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  it('refuses what JSON.parse refuses, and nothing else', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-0.5e+3',
      '01',
      'true',
      'nul',
      ' ',
      '\n',
      '"',
      '\\',
      '+1',
      '"\\u00g0"',
      '\t',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const message = messageOf(text);
        const repeated = message?.includes('stands twice') ?? false;
        expect(message === undefined || repeated, `${text} → ${message}`).toBe(valid);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['{\n  "a": 1,\n}', 'line 3, column 1: remove the comma before }'],
    ['{"a": 1 "b": 2}', 'line 1, column 9: "\\"" stands where , or } is expected'],
    ["{'a': 1}", 'line 1, column 2: "\'" stands where a property name in double quotes is expected'],
    ['{"a": \'b\'}', 'line 1, column 7: "\'" stands where a value is expected; texts need double quotes'],
    [
      '{"a": // why\n1}',
      'line 1, column 7: "/" stands where a value is expected; JSON has no comments: use notes, or an x-… property',
    ],
    ['{"a": 10.0.0.0/16}', 'line 1, column 7: 10.0.0.0 is no JSON value; texts need double quotes'],
    ['{"a": [1, 2', 'line 1, column 12: the end of the text stands where , or ] is expected'],
    ['{"a" 1}', 'line 1, column 6: "1" stands where : is expected after a property name'],
    ['{} {}', 'line 1, column 4: the document has ended, but "{" follows; remove what stands after it'],
    [
      '"a\nb"',
      'line 1, column 3: a text ends here that has no closing quote, or holds a raw control character or a wrong escape',
    ],
    ['<html>', 'line 1, column 1: "<" stands where a value is expected; this looks like a web page'],
  ])('%j is told with its place', (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it('a property that stands twice is told, where JSON.parse would keep the last in silence', () => {
    expect(messageOf('{"a":[{"b":1,"\\u0062":2}],"a":0}')).toBe(
      'a[0].b: this property stands twice in one object; keep one\na: this property stands twice in one object; keep one',
    );
  });
});
