import { overlaps, type Prefix } from '../../address/prefix.ts';

/** The slow twin of `overlappingPairs`: compares each prefix with each. */
export function allOverlappingPairs(prefixes: readonly Prefix[]): [number, number][] {
  const pairs: [number, number][] = [];
  prefixes.forEach((a, i) => {
    prefixes.forEach((b, j) => {
      if (i < j && overlaps(a, b)) pairs.push([i, j]);
    });
  });
  return pairs;
}
