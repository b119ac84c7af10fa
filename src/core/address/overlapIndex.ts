import { forestOf, type OverlapForest } from './overlaps.ts';
import type { Prefix } from './prefix.ts';
import { columnsOf, type PrefixColumns, wordMask } from './prefixColumns.ts';

/** Who overlaps a prefix, as indices into the list of the index. */
export interface Around {
  /** Those that hold all of it and more, the nearest first. */
  readonly covering: readonly number[];
  /** Those that lie in it, equal ones too: one stretch of the order of the sweep. */
  readonly inside: Uint32Array;
}

/**
 * Prefixes sorted once, to be asked about one prefix after the other: a search by halves finds its place; what covers it are
 * parents there, and what lies in it stands behind that place in one stretch.
 */
export class OverlapIndex {
  readonly #columns: PrefixColumns;
  readonly #forest: OverlapForest;

  constructor(columns: PrefixColumns) {
    this.#columns = columns;
    this.#forest = forestOf(columns);
  }

  around(prefix: Prefix): Around {
    const asked = columnsOf([prefix]);
    const { order, parent } = this.#forest;
    const start = this.#place((index) => this.#compare(index, asked) < 0);
    const end = this.#place((index) => this.#startsBefore(index, asked));
    const covering: number[] = [];
    for (let up = start > 0 ? (order[start - 1] ?? -1) : -1; up >= 0; up = parent[up] ?? -1)
      if (this.#covers(up, asked)) covering.push(up);
    return { covering, inside: order.subarray(start, end) };
  }

  /** How many prefixes of the order come before the first of which it is not true. */
  #place(isBefore: (index: number) => boolean): number {
    const { order } = this.#forest;
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(order[middle] ?? 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The order of the sweep: family, first address, then shorter first. */
  #compare(index: number, asked: PrefixColumns): number {
    const { families, lengths, words } = this.#columns;
    const family = (families[index] ?? 0) - (asked.families[0] ?? 0);
    if (family !== 0) return family;
    for (let w = 0; w < 4; w++) {
      const column = w as 0 | 1 | 2 | 3;
      const word = (words[column][index] ?? 0) - (asked.words[column][0] ?? 0);
      if (word !== 0) return word;
    }
    return (lengths[index] ?? 0) - (asked.lengths[0] ?? 0);
  }

  /** True for what begins before the end of the asked prefix. */
  #startsBefore(index: number, asked: PrefixColumns): boolean {
    const { families, words } = this.#columns;
    const family = families[index] ?? 0;
    const askedFamily = asked.families[0] ?? 0;
    if (family !== askedFamily) return family < askedFamily;
    const length = asked.lengths[0] ?? 0;
    const count = family === 4 ? 1 : 4;
    for (let w = 0; w < count; w++) {
      const column = w as 0 | 1 | 2 | 3;
      const last = ((asked.words[column][0] ?? 0) | ~wordMask(length, w)) >>> 0;
      const word = words[column][index] ?? 0;
      if (word !== last) return word < last;
    }
    return true;
  }

  #covers(index: number, asked: PrefixColumns): boolean {
    const { families, lengths, words } = this.#columns;
    const length = lengths[index] ?? 0;
    if (families[index] !== asked.families[0] || length > (asked.lengths[0] ?? 0)) return false;
    for (let w = 0; w < 4; w++) {
      const column = w as 0 | 1 | 2 | 3;
      if ((((words[column][index] ?? 0) ^ (asked.words[column][0] ?? 0)) & wordMask(length, w)) !== 0)
        return false;
    }
    return true;
  }
}
