/**
 * How well texts answer a query: higher is better, undefined is not at all. All words of the query must be found. The text
 * itself is best, then one that begins so, then one with words that do, then one that has the letters anywhere.
 *
 * textMatcher('rou')('Add a router')  //=> 60: a word begins so
 */
export function textMatcher(query: string): (text: string) => number | undefined {
  const needle = plain(query).trim();
  const words = needle
    .split(/\s+/)
    .map((word) => ({ word, begins: new RegExp(`(^|[^a-z0-9])${escaped(word)}`) }));
  return (text) => {
    if (needle === '') return 0;
    const hay = plain(text);
    if (hay === needle) return 100;
    if (hay.startsWith(needle)) return 80;
    let score = 60;
    for (const { word, begins } of words) {
      if (begins.test(hay)) continue;
      if (!hay.includes(word)) return undefined;
      score -= 20;
    }
    return Math.max(score, 1);
  };
}

/** Without case and accents: Zürich is found by zurich. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
