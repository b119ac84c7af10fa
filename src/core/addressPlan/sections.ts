import { addressBits } from '../address/address.ts';
import { comparePrefixes, lastAddress, overlaps, type Prefix, prefixSize } from '../address/prefix.ts';

/** A stretch of the address line on which the same ranges lie. */
export interface Section {
  /** First and last address, as numbers. */
  readonly first: bigint;
  readonly last: bigint;
  /** Places in the list of what lies on it: none is free, several overlap. */
  readonly ranges: readonly number[];
}

/**
 * The address line of a block, cut where ranges begin and end, from its first address to its last without a gap.
 *
 * sections(10.0.0.0/15, [10.0.0.0/16])  //=> 10.0.0.0 – 10.0.255.255: [0]; 10.1.0.0 – 10.1.255.255: []
 */
export function sections(window: Prefix, ranges: readonly Prefix[]): Section[] {
  const end = window.value + prefixSize(window);
  const inside = ranges
    .map((prefix, index) => ({ prefix, index }))
    .filter(({ prefix }) => overlaps(window, prefix))
    .sort((a, b) => comparePrefixes(a.prefix, b.prefix));
  const found: Section[] = [];
  // Prefixes nest or are disjoint: what lies on an address is a stack, the widest at the bottom.
  const open: { readonly index: number; readonly end: bigint }[] = [];
  let at = window.value;
  const upTo = (to: bigint): void => {
    if (to <= at) return;
    found.push({ first: at, last: to - 1n, ranges: open.map(({ index }) => index) });
    at = to;
  };
  const closeBefore = (value: bigint): void => {
    for (let top = open.at(-1); top && top.end <= value; top = open.at(-1)) {
      upTo(earlier(top.end, end));
      open.pop();
    }
  };
  for (const { prefix, index } of inside) {
    const first = later(prefix.value, window.value);
    closeBefore(first);
    upTo(first);
    open.push({ index, end: lastAddress(prefix).value + 1n });
  }
  closeBefore(end);
  upTo(end);
  return found;
}

/** How many addresses of a block have at least one range on them. */
export const takenOf = (block: Prefix, ranges: readonly Prefix[]): bigint =>
  sections(block, ranges).reduce(
    (sum, { first, last, ranges: on }) => (on.length > 0 ? sum + (last - first + 1n) : sum),
    0n,
  );

/**
 * The largest blocks that fill a stretch of addresses, in their order.
 *
 * blocksOf(4, 10.0.3.0, 10.0.7.255)  //=> 10.0.3.0/24, 10.0.4.0/22
 */
export function blocksOf(family: Prefix['family'], first: bigint, last: bigint): Prefix[] {
  const bits = addressBits(family);
  const blocks: Prefix[] = [];
  let value = first;
  while (value <= last) {
    let length = bits;
    for (let size = 2n; length > 0 && value % size === 0n && value + size - 1n <= last; size *= 2n) length--;
    blocks.push({ family, value, length });
    value += 1n << BigInt(bits - length);
  }
  return blocks;
}

/** Of two addresses as numbers: `Math` takes no bigint. */
const earlier = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const later = (a: bigint, b: bigint): bigint => (a < b ? b : a);
