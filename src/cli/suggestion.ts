import { didYouMean } from '#core';

/** ` Did you mean X?` with its leading space, or nothing: to be put behind a sentence. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const near = didYouMean(word, candidates);
  return near === undefined ? '' : ` Did you mean ${near}?`;
}
