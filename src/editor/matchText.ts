/**
 * How well a text answers a query: higher is better, undefined is not at all. All words of the query must be found. The
 * text itself is best, then one that begins so, then one with a word that does, then one that has the letters anywhere.
 *
 * matchText('Add a router', 'rou')  //=> a word begins so
 */
export function matchText(text: string, query: string): number | undefined {
  const hay = plain(text);
  const needle = plain(query).trim();
  if (needle === '') return 0;
  if (hay === needle) return 100;
  if (hay.startsWith(needle)) return 80;
  let score = 60;
  for (const word of needle.split(/\s+/)) {
    if (new RegExp(`(^|[^a-z0-9])${escaped(word)}`).test(hay)) continue;
    if (!hay.includes(word)) return undefined;
    score -= 20;
  }
  return Math.max(score, 1);
}

/** Without case and accents: Zürich is found by zurich. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
