import type { Beginning, Snapshot } from '#editor';
import type { StoredDocument } from './docStore.ts';
import type { Holdings } from './holdings.ts';
import { goingOn, headOf, type LastWord, planOf, readWord, standing, wordsFor } from './lastWord.ts';
import type { World } from './world.ts';

/** A word with the place where it was said. */
export interface Said {
  readonly key: string;
  readonly word: LastWord;
}

export interface LastWords {
  /** Says what this page could not store yet, in place of what it said before. What does not fit is not said. */
  say(unstored: ReadonlyMap<string, Snapshot>): void;
  /** Everything of this page is stored. */
  silence(): void;
  /** Whether this page has said anything that still stands. */
  spoken(): boolean;
  /**
   * What to begin a document with that this page may write, where another said more of it than is stored. The word is this
   * page's own from then on. `stored` is undefined for what is not in the store, or cannot be read.
   */
  takeUp(
    id: string,
    stored: StoredDocument | undefined,
  ): { readonly beginning: Beginning; readonly base: number } | undefined;
  /** What other pages said, newest first. */
  others(): Said[];
  remove(key: string): void;
}

const PREFIX = 'hopwright.lastWord.';

/** The last words of all pages, in the place where a page can put them without waiting. */
export function createLastWords({ words, page, now }: World, holdings: Holdings): LastWords {
  const keyOf = (id: string): string => `${PREFIX}${id}.${page}`;
  const write = (word: LastWord): boolean => words.set(keyOf(word.id), JSON.stringify(word));
  const ownKeys = (): string[] =>
    words.keys().filter((key) => key.startsWith(PREFIX) && key.endsWith(`.${page}`));

  function others(): Said[] {
    return words
      .keys()
      .filter((key) => key.startsWith(PREFIX))
      .flatMap((key) => {
        const word = readWord(words.get(key) ?? '');
        return word && word.page !== page ? [{ key, word }] : [];
      })
      .sort((a, b) => b.word.at - a.word.at);
  }

  return {
    say(unstored) {
      for (const key of ownKeys()) words.remove(key);
      for (const [id, snapshot] of unstored) {
        if (!snapshot.edited) continue;
        const entry = holdings.get(id);
        // Who lost the document has seen what the other page wrote, and does not stand on it.
        const base = entry ? (entry.claim ? entry.base : null) : 0;
        const writing = entry?.writing;
        const kept = [
          ...(entry?.kept ? [entry.kept] : []),
          ...(entry && writing ? [{ head: entry.base + 1, plan: writing }] : []),
        ];
        wordsFor({ id, page, base, writing: writing !== undefined, at: now() }, snapshot, kept).some(write);
      }
    },
    silence() {
      for (const key of ownKeys()) words.remove(key);
    },
    spoken: () => ownKeys().length > 0,
    takeUp(id, stored) {
      for (const { key, word } of others()) {
        if (word.id !== id) continue;
        const stands = standing(word, stored?.found);
        if (stands === 'outdated') words.remove(key);
        if (stands !== 'newest') continue;
        const plan = planOf(word, stored && headOf(stored));
        if (!plan) continue;
        const beginning = goingOn(word, plan, stored);
        words.remove(key);
        if (!beginning) continue;
        const base = stored?.info.version ?? word.base ?? 0;
        write({ ...word, page, base, writing: false });
        return { beginning, base };
      }
      return undefined;
    },
    others,
    remove: (key) => words.remove(key),
  };
}
