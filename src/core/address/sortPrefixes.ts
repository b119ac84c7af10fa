import type { PrefixColumns } from './prefixColumns.ts';

/** Bits of a digit: a stream to each of 256 buckets stays in the first cache. */
const DIGIT = 8;
const BUCKETS = 1 << DIGIT;
const LAST = BUCKETS - 1;
const DIGITS = 32 / DIGIT;
const LENGTHS = 129;

/**
 * Sorts the prefixes of one family after the other by first address, then shorter first; equal ones keep their order. A radix
 * sort, from the lowest digit up: it compares nothing, and a digit that is the same everywhere costs no turn.
 */
export class PrefixSort {
  /** The indices of IPv4, then those of IPv6. */
  readonly #indices: Uint32Array;
  readonly #fours: number;
  readonly #columns: PrefixColumns;
  readonly #counts = new Uint32Array(BUCKETS * DIGITS);
  // A key and the index that it is of stand side by side, and move together.
  #pairs: Uint32Array;
  #spare: Uint32Array;

  constructor(columns: PrefixColumns) {
    const { size, families } = columns;
    let fours = 0;
    for (let i = 0; i < size; i++) fours += 1 - isSix(families[i]);
    this.#columns = columns;
    this.#fours = fours;
    this.#indices = indicesByFamily(columns, fours);
    const most = 2 * Math.max(fours, size - fours);
    this.#pairs = new Uint32Array(most);
    this.#spare = new Uint32Array(most);
  }

  /** IPv4 sorted: the first address and the index of each in turn. What is sorted next writes over it. */
  four(): Uint32Array {
    this.#sort(this.#indices.subarray(0, this.#fours));
    return this.#pairs.subarray(0, 2 * this.#fours);
  }

  /** IPv6 sorted: the first word of the first address and the index of each in turn. */
  six(): Uint32Array {
    this.#sort(this.#indices.subarray(this.#fours));
    return this.#pairs.subarray(0, 2 * (this.#columns.size - this.#fours));
  }

  /** By lengths, then by the words, the lowest first. */
  #sort(indices: Uint32Array): void {
    const count = indices.length;
    if (count === 0) return;
    const { lengths, words } = this.#columns;
    const places = new Uint32Array(LENGTHS);
    for (let i = 0; i < count; i++) next(places, lengths[indices[i] as number] as number);
    // A word that the longest prefix does not reach is zero everywhere.
    const longest = places.findLastIndex((found) => found > 0);
    let turn = longest > 96 ? 3 : longest > 64 ? 2 : longest > 32 ? 1 : 0;
    toStarts(places, 0, LENGTHS);
    this.#byLength(indices, places, words[turn as 0 | 1 | 2 | 3]);
    this.#byKey(count);
    while (turn > 0) {
      turn--;
      this.#takeKeys(words[turn as 0 | 1 | 2], count);
      this.#byKey(count);
    }
  }

  /** Lays out the pairs, keys of that word, by the lengths of their prefixes. */
  #byLength(indices: Uint32Array, places: Uint32Array, word: Uint32Array): void {
    const { lengths } = this.#columns;
    const pairs = this.#pairs;
    const counts = this.#counts.fill(0);
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i] as number;
      const at = 2 * next(places, lengths[index] as number);
      const key = word[index] as number;
      pairs[at] = key;
      pairs[at + 1] = index;
      countDigits(counts, key);
    }
  }

  /** Gives the pairs keys of another word. */
  #takeKeys(word: Uint32Array, count: number): void {
    const pairs = this.#pairs;
    const counts = this.#counts.fill(0);
    for (let at = 0; at < 2 * count; at += 2) {
      pairs[at] = word[pairs[at + 1] as number] as number;
    }
    for (let at = 0; at < 2 * count; at += 2) countDigits(counts, pairs[at] as number);
  }

  /** Sorts the pairs by their keys, stably. */
  #byKey(count: number): void {
    let from = this.#pairs;
    let to = this.#spare;
    const counts = this.#counts;
    const end = 2 * count;
    const any = from[0] as number;
    for (let digit = 0; digit < DIGITS; digit++) {
      const shift = digit * DIGIT;
      const base = digit * BUCKETS;
      if (counts[base + ((any >>> shift) & LAST)] === count) continue;
      toStarts(counts, base, BUCKETS);
      for (let at = 0; at < end; at += 2) {
        const key = from[at] as number;
        const place = 2 * next(counts, base + ((key >>> shift) & LAST));
        to[place] = key;
        to[place + 1] = from[at + 1] as number;
      }
      [from, to] = [to, from];
    }
    this.#pairs = from;
    this.#spare = to;
  }
}

/** 0 for IPv4, 1 for IPv6: a number to reckon with, because a branch on mixed families would be guessed wrong too often. */
const isSix = (family: number | undefined): number => ((family as number) - 4) >> 1;

function indicesByFamily({ size, families }: PrefixColumns, fours: number): Uint32Array {
  const indices = new Uint32Array(size);
  let four = 0;
  for (let i = 0; i < size; i++) {
    const six = isSix(families[i]);
    // Of IPv6 there have been as many as are not of IPv4.
    indices[four + (fours + i - 2 * four) * six] = i;
    four += 1 - six;
  }
  return indices;
}

function countDigits(counts: Uint32Array, key: number): void {
  next(counts, key & LAST);
  next(counts, BUCKETS + ((key >>> 8) & LAST));
  next(counts, 2 * BUCKETS + ((key >>> 16) & LAST));
  next(counts, 3 * BUCKETS + (key >>> 24));
}

/** Counts one more in a bucket; returns how many there were. */
function next(counts: Uint32Array, bucket: number): number {
  const count = counts[bucket] as number;
  counts[bucket] = count + 1;
  return count;
}

/** Makes counts the places where each bucket begins. */
function toStarts(counts: Uint32Array, first: number, buckets: number): void {
  let sum = 0;
  for (let i = first; i < first + buckets; i++) {
    const count = counts[i] as number;
    counts[i] = sum;
    sum += count;
  }
}
