import { copyName } from './copyName.ts';
import type { DocStore, StoredDocument, Write } from './docStore.ts';
import type { Holdings } from './holdings.ts';
import { goingOn, headOf, type LastWord, planOf, standing } from './lastWord.ts';
import type { LastWords, Said } from './lastWords.ts';
import type { World } from './world.ts';

/** What a page holds for as long as it is there. */
export const pageClaim = (page: string): string => `page.${page}`;

/**
 * Makes the function that stores what pages said last and nobody came back to: as the newest state of its document, or as a
 * recovered copy where another page has written the document since.
 */
export function createSettling(
  holdings: Holdings,
  store: DocStore,
  world: World,
  words: LastWords,
): () => Promise<void> {
  async function settle({ key, word }: Said): Promise<void> {
    const seen = await store.load(word.id);
    if (standing(word, seen?.found) !== 'newest') return setAside(key, word, seen);
    // Whoever has the document open for writing has taken the word up.
    const held = await holdings.claim(word.id);
    if (!held) return;
    try {
      const stored = await store.take(word.id);
      // Meanwhile a page may have written it.
      if (standing(word, stored?.found) === 'newest') await storeIt(key, word, stored);
      else await setAside(key, word, stored);
    } finally {
      held.release();
    }
  }

  async function setAside(key: string, word: LastWord, stored: StoredDocument | undefined): Promise<void> {
    if (standing(word, stored?.found) === 'overtaken') return keepAsCopy(key, word, stored);
    // The page stored what came after.
    words.remove(key);
  }

  async function storeIt(key: string, word: LastWord, stored: StoredDocument | undefined): Promise<void> {
    const plan = planOf(word, stored && headOf(stored)) ?? (await planOfRevision(word));
    const more = plan && goingOn(word, plan, stored);
    if (more) {
      const { id, edited, history = { past: [], future: [] } } = more;
      const base = stored?.info.version ?? 0;
      const { ok } = await store.write({ ...writeOf(word), id, base, plan, history, edited });
      if (!ok) return;
      world.channel.send({ kind: 'saved', id });
    }
    words.remove(key);
  }

  async function keepAsCopy(key: string, word: LastWord, stored: StoredDocument | undefined): Promise<void> {
    const plan = planOf(word, stored && headOf(stored)) ?? (await planOfRevision(word));
    if (plan && JSON.stringify(plan) !== JSON.stringify(stored?.plan)) {
      const id = world.newId();
      const name = copyName(plan.name, 'recovered copy');
      const history = word.whole?.history ?? { past: [], future: [] };
      await store.write({
        ...writeOf(word),
        id,
        base: 0,
        plan: { ...plan, name },
        history,
        edited: true,
        label: 'Recovered copy',
        fresh: true,
      });
      holdings.state.setState({ recovered: { id, name, here: false } });
    }
    words.remove(key);
  }

  /** A word that says only what changed can still be read while the revision that it was said about is kept. */
  async function planOfRevision(word: LastWord) {
    for (const { head } of word.patches) {
      const plan = await store.revision(word.id, head);
      const meant = plan && planOf(word, { head, plan });
      if (meant) return meant;
    }
    return undefined;
  }

  const writeOf = ({ label, fresh }: LastWord): Pick<Write, 'label' | 'fresh' | 'savedAt' | 'amend'> => ({
    label,
    fresh,
    savedAt: world.now(),
    amend: false,
  });

  return async () => {
    for (const said of words.others()) {
      const gone = await world.claims.claim(pageClaim(said.word.page), () => undefined);
      if (!gone) continue;
      try {
        // Meanwhile it may have been taken up.
        if (words.others().some(({ key }) => key === said.key)) await settle(said);
      } catch {
        // The store takes nothing now: the word stays where it is, for another time.
      } finally {
        gone.release();
      }
    }
  };
}
