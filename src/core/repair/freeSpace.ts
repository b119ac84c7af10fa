import { addressBits } from '../address/address.ts';
import {
  comparePrefixes,
  covers,
  lastAddress,
  overlaps,
  type Prefix,
  prefixSize,
} from '../address/prefix.ts';

/**
 * The first block of that length inside `home` that overlaps none of the used ranges; undefined where there is none.
 *
 * freeSpace(10.0.0.0/8, [10.0.0.0/16, 10.1.0.0/24], 16)  //=> 10.2.0.0/16
 */
export function freeSpace(home: Prefix, used: readonly Prefix[], length: number): Prefix | undefined {
  if (length < home.length || length > addressBits(home.family)) return undefined;
  const size = 1n << BigInt(addressBits(home.family) - length);
  const taken = used.filter((range) => overlaps(home, range)).sort(comparePrefixes);
  if (taken.some((range) => covers(range, home))) return undefined;
  let value = home.value;
  for (const range of taken) {
    // Sorted by first address: what begins behind the candidate leaves room for it, and so does all that follows.
    if (range.value >= value + size) break;
    const end = lastAddress(range).value + 1n;
    if (end > value) value = roundUp(end, size);
  }
  const found = { family: home.family, value, length };
  return value + size <= home.value + prefixSize(home) ? found : undefined;
}

const roundUp = (value: bigint, size: bigint): bigint => ((value + size - 1n) / size) * size;
