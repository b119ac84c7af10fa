import type { Family } from './address.ts';

const ZERO = 48;
const DOT = 46;
const COLON = 58;

/**
 * Reads the address written in `text` from `start` up to `end` into four 32-bit words: IPv4 into the first, IPv6 into all,
 * highest first. 0 when it is none: four decimal parts without leading zeros, or IPv6 groups of one to four hexadecimal
 * digits with at most one `::` and perhaps four decimal parts at the end; no zone, no octal, no shorthand.
 */
export function readAddress(text: string, start: number, end: number, words: Uint32Array): Family | 0 {
  const value = readIPv4(text, start, end);
  if (value >= 0) {
    words[0] = value;
    words[1] = 0;
    words[2] = 0;
    words[3] = 0;
    return 4;
  }
  return readIPv6(text, start, end, words) ? 6 : 0;
}

/** The number of a dotted quad, or -1. */
function readIPv4(text: string, start: number, end: number): number {
  let value = 0;
  let part = 0;
  let digits = 0;
  let parts = 1;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (digits === 0 || parts === 4) return -1;
      value = value * 256 + part;
      part = 0;
      digits = 0;
      parts++;
    } else {
      const digit = code - ZERO;
      if (digit < 0 || digit > 9 || (digits > 0 && part === 0)) return -1;
      part = part * 10 + digit;
      if (part > 255) return -1;
      digits++;
    }
  }
  return digits > 0 && parts === 4 ? value * 256 + part : -1;
}

const groups = new Uint16Array(8);

function readIPv6(text: string, start: number, end: number, words: Uint32Array): boolean {
  let count = 0;
  /** How many groups stand before the `::`; -1 while none was met. */
  let gap = -1;
  let i = start;
  if (text.charCodeAt(i) === COLON) {
    if (i + 1 >= end || text.charCodeAt(i + 1) !== COLON) return false;
    gap = 0;
    i += 2;
  }
  while (i < end) {
    if (count === 8) return false;
    let group = 0;
    let digits = 0;
    let at = i;
    for (; at < end; at++) {
      const digit = hexDigit(text.charCodeAt(at));
      if (digit < 0) break;
      group = group * 16 + digit;
      if (++digits > 4) return false;
    }
    const next = at < end ? text.charCodeAt(at) : -1;
    if (next === DOT) {
      const tail = readIPv4(text, i, end);
      if (tail < 0 || count > 6) return false;
      groups[count++] = tail >>> 16;
      groups[count++] = tail & 0xffff;
      break;
    }
    if (digits === 0) return false;
    groups[count++] = group;
    if (next === -1) break;
    if (next !== COLON) return false;
    i = at + 1;
    if (i < end && text.charCodeAt(i) === COLON) {
      if (gap >= 0) return false;
      gap = count;
      i++;
    } else if (i === end) return false;
  }
  // A `::` stands for one group of zeros at least.
  if (gap < 0 ? count !== 8 : count > 7) return false;
  fill(words, count, gap);
  return true;
}

/** Lays the groups into the words, zeros in the place of the gap. */
function fill(words: Uint32Array, count: number, gap: number): void {
  words.fill(0);
  const shift = 8 - count;
  for (let g = 0; g < count; g++) {
    const place = gap >= 0 && g >= gap ? g + shift : g;
    const group = groups[g] ?? 0;
    const word = place >> 1;
    words[word] = (words[word] ?? 0) | (place % 2 === 0 ? group << 16 : group);
  }
}

/** The value of a hexadecimal digit by its character code, or -1. */
function hexDigit(code: number): number {
  if (code >= ZERO && code <= 57) return code - ZERO;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
