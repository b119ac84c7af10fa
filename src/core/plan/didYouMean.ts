/** The candidate nearest to a mistyped word, if one is near enough to be meant: at most a third of its letters wrong. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > 64) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `; did you mean pods?`, or nothing: to be put behind a sentence. */
export type Suggest = (word: string, candidates: Candidates) => string;

/** A set, or the keys of a map. */
export interface Candidates {
  readonly size: number;
  keys(): Iterable<string>;
}

/** A `Suggest` that falls silent after so many comparisons: a hostile document has thousands of wrong names. */
export function speller(comparisons = 50_000): Suggest {
  let left = comparisons;
  return (word, candidates) => {
    if (candidates.size > left) return '';
    left -= candidates.size;
    const near = didYouMean(word, candidates.keys());
    return near === undefined ? '' : `; did you mean ${near}?`;
  };
}

/** Insertions, deletions, replacements and swaps of neighbours from one word to the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
