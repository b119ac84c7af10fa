import { addressBits, type Family } from './address.ts';
import { readAddress } from './addressText.ts';
import type { Prefix } from './prefix.ts';

/**
 * Prefixes as columns of numbers, for work over a million of them: a BigInt each costs more than all that is done with it.
 * `words` are the 32-bit words of the first address, highest first; IPv4 has its number in the first.
 */
export interface PrefixColumns {
  readonly size: number;
  readonly families: Uint8Array;
  readonly lengths: Uint8Array;
  readonly words: Words;
}

export type Words = readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

const WORD = 0xffffffffn;

function emptyColumns(size: number): PrefixColumns {
  const column = (): Uint32Array => new Uint32Array(size);
  return {
    size,
    families: new Uint8Array(size),
    lengths: new Uint8Array(size),
    words: [column(), column(), column(), column()],
  };
}

export function columnsOf(prefixes: readonly Prefix[]): PrefixColumns {
  const columns = emptyColumns(prefixes.length);
  const { families, lengths, words } = columns;
  for (const [i, { family, value, length }] of prefixes.entries()) {
    families[i] = family;
    lengths[i] = length;
    if (family === 4) words[0][i] = Number(value);
    else {
      words[0][i] = Number(value >> 96n);
      words[1][i] = Number((value >> 64n) & WORD);
      words[2][i] = Number((value >> 32n) & WORD);
      words[3][i] = Number(value & WORD);
    }
  }
  return columns;
}

const read = new Uint32Array(4);

/** Reads CIDRs by the million; host bits are cut off. Throws with the text that is none. */
export function columnsOfTexts(texts: readonly string[]): PrefixColumns {
  const columns = emptyColumns(texts.length);
  const { families, lengths, words } = columns;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? '';
    const slash = text.lastIndexOf('/');
    const family = slash < 0 ? 0 : readAddress(text, 0, slash, read);
    const length = readLength(text, slash + 1, family);
    if (family === 0 || length < 0) throw new Error(`not a CIDR: ${text}`);
    families[i] = family;
    lengths[i] = length;
    const count = family === 4 ? 1 : 4;
    for (let w = 0; w < count; w++) {
      const column = words[w as 0 | 1 | 2 | 3];
      column[i] = ((read[w] ?? 0) & wordMask(length, w)) >>> 0;
    }
  }
  return columns;
}

/** The bits of the word-th word that a prefix of that length fixes. Shifting by 32 shifts by nothing, so the ends are told apart. */
export function wordMask(length: number, word: number): number {
  const bits = length - 32 * word;
  if (bits <= 0) return 0;
  return bits >= 32 ? 0xffffffff : (0xffffffff << (32 - bits)) >>> 0;
}

/** A prefix length of one to three digits without leading zeros, or -1. */
function readLength(text: string, start: number, family: Family | 0): number {
  const digits = text.length - start;
  if (family === 0 || digits < 1 || digits > 3 || (digits > 1 && text.charCodeAt(start) === 48)) return -1;
  let length = 0;
  for (let i = start; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    length = length * 10 + digit;
  }
  return length > addressBits(family) ? -1 : length;
}
