import type { Family } from './address.ts';

const ZERO = 48;
const DOT = 46;
const COLON = 58;

/** The 32-bit words of an address, highest first (IPv4 has the first alone), and the place in the text behind the address. */
export type AddressRead = Uint32Array;
export const newAddressRead = (): AddressRead => new Uint32Array(5);
/** The place of the place. */
export const BEHIND = 4;

/**
 * Reads the address that is written in `text` from `start` on, and tells where it ends. 0 when there is none: four decimal parts
 * without leading zeros, or IPv6 groups of one to four hexadecimal digits with at most one `::` and perhaps four decimal parts
 * at the end; no octal, no shorthand. What stands behind it, a zone for instance, is for the caller to judge.
 */
export function readAddress(text: string, start: number, read: AddressRead): Family | 0 {
  const behind = readIPv4(text, start, read);
  if (behind < 0) return readIPv6(text, start, read) ? 6 : 0;
  read[BEHIND] = behind;
  return 4;
}

/** Reads a dotted quad into the first word; returns the place behind it, or -1. */
function readIPv4(text: string, start: number, read: AddressRead): number {
  const { length } = text;
  let value = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  let i = start;
  for (; i < length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit >>> 0 < 10) {
      if (digits === 3) return -1;
      part = part * 10 + digit;
      digits++;
    } else if (digit === DOT - ZERO) {
      if (!isPart(part, digits) || dots === 3) return -1;
      value = (value << 8) | part;
      part = 0;
      digits = 0;
      dots++;
    } else break;
  }
  if (!isPart(part, digits) || dots !== 3) return -1;
  read[0] = (value << 8) | part;
  return i;
}

/** A byte in as few digits as it needs: without leading zeros. */
const isPart = (part: number, digits: number): boolean =>
  part < 256 && digits === (part < 10 ? 1 : part < 100 ? 2 : 3);

const groups = new Uint16Array(8);

function readIPv6(text: string, start: number, read: AddressRead): boolean {
  const { length } = text;
  let count = 0;
  /** How many groups stand before the `::`; -1 while none was met. */
  let gap = -1;
  let i = start;
  if (text.charCodeAt(i) === COLON) {
    if (text.charCodeAt(i + 1) !== COLON) return false;
    gap = 0;
    i += 2;
  }
  while (i < length) {
    let group = 0;
    let at = i;
    for (; at < length; at++) {
      const digit = hexDigit(text.charCodeAt(at));
      if (digit === NO_DIGIT) break;
      group = (group << 4) | digit;
    }
    const digits = at - i;
    if (digits === 0) {
      // Only a `::` may end it so.
      if (count === gap) break;
      return false;
    }
    const after = at < length ? text.charCodeAt(at) : -1;
    if (after === DOT) {
      const behind = readIPv4(text, i, read);
      if (behind < 0 || count > 6) return false;
      const tail = read[0] as number;
      groups[count++] = tail >>> 16;
      groups[count++] = tail & 0xffff;
      i = behind;
      break;
    }
    if (digits > 4 || count === 8) return false;
    groups[count++] = group;
    i = at;
    if (after !== COLON) break;
    i++;
    if (text.charCodeAt(i) === COLON) {
      if (gap >= 0) return false;
      gap = count;
      i++;
    } else if (i === length) return false;
  }
  // A `::` stands for one group of zeros at least.
  if (gap < 0 ? count !== 8 : count > 7) return false;
  place(read, count, gap);
  read[BEHIND] = i;
  return true;
}

/** Lays the groups into the words, zeros in the place of the gap. */
function place(read: AddressRead, count: number, gap: number): void {
  const before = gap < 0 ? count : gap;
  for (let word = 0; word < 4; word++)
    read[word] = (groupAt(2 * word, before, count) << 16) | groupAt(2 * word + 1, before, count);
}

function groupAt(place: number, before: number, count: number): number {
  if (place < before) return groups[place] as number;
  const fromEnd = place - 8 + count;
  return fromEnd < before ? 0 : (groups[fromEnd] as number);
}

const NO_DIGIT = 16;
/** By character code: a table, because digits and letters come in no order that a branch could be guessed from. */
const HEX_DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const place = '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
  return place < 0 ? NO_DIGIT : place;
});

/** The value of a hexadecimal digit by its character code, or `NO_DIGIT`. */
const hexDigit = (code: number): number => (code < 128 ? (HEX_DIGITS[code] as number) : NO_DIGIT);
