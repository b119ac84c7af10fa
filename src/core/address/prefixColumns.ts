import { addressBits, type Family } from './address.ts';
import { BEHIND, newAddressRead, readAddress } from './addressText.ts';
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

const read = newAddressRead();
const SLASH = 47;
const ZERO = 48;

/** Reads CIDRs by the million; host bits are cut off. Throws with the text that is none. */
export function columnsOfTexts(texts: readonly string[]): PrefixColumns {
  const columns = emptyColumns(texts.length);
  const { families, lengths, words } = columns;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? '';
    const family = readAddress(text, 0, read);
    const behind = read[BEHIND] as number;
    const length =
      family !== 0 && text.charCodeAt(behind) === SLASH ? readLength(text, behind + 1, family) : -1;
    if (family === 0 || length < 0) throw new Error(`not a CIDR: ${text}`);
    families[i] = family;
    lengths[i] = length;
    words[0][i] = (read[0] as number) & wordMask(length, 0);
    if (family === 4) continue;
    words[1][i] = (read[1] as number) & wordMask(length, 1);
    words[2][i] = (read[2] as number) & wordMask(length, 2);
    words[3][i] = (read[3] as number) & wordMask(length, 3);
  }
  return columns;
}

/** The bits of the word-th word that a prefix of that length fixes. Shifting by 32 shifts by nothing, so the ends are told apart. */
export function wordMask(length: number, word: number): number {
  const bits = length - 32 * word;
  if (bits <= 0) return 0;
  return bits >= 32 ? 0xffffffff : (0xffffffff << (32 - bits)) >>> 0;
}

/** A prefix length of one to three digits without leading zeros, to the end of the text, or -1. */
function readLength(text: string, start: number, family: Family): number {
  const end = text.length;
  if (start >= end || end > start + 3 || (text.charCodeAt(start) === ZERO && end > start + 1)) return -1;
  let length = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    length = length * 10 + digit;
  }
  return length > addressBits(family) ? -1 : length;
}
