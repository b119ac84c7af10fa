import type { Plan } from '#core';
import { type Beginning, diff, type Patch, patched, type Snapshot } from '#editor';
import type { DocumentInfo, StoredDocument } from './docStore.ts';

/** What of a document was not stored yet when its page went: said at once, because a page that goes cannot wait. */
export interface LastWord {
  readonly format: 1;
  readonly id: string;
  /** The page that said it. */
  readonly page: string;
  /** The version in the store that it stands on; 0: none; null: another page had the document by then. */
  readonly base: number | null;
  /** An older state was being written when it was said, and may have come through as the next version. */
  readonly writing: boolean;
  /** Milliseconds since 1970, as the clock was. */
  readonly at: number;
  readonly label: string | undefined;
  readonly fresh: boolean;
  /** Undefined where it did not fit: then the patches say what is new. */
  readonly whole: Pick<Snapshot, 'plan' | 'history'> | undefined;
  /** What the plan becomes of that of a revision; the head may be either by the time it is read. */
  readonly patches: readonly { readonly head: number; readonly patch: Patch }[];
}

/** A revision that is in the store, or will be when a write has come through. */
export interface Kept {
  readonly head: number;
  readonly plan: Plan;
}

/** The same word in two sizes: everything, and only what changed since what is kept. */
export function wordsFor(
  said: Pick<LastWord, 'id' | 'page' | 'base' | 'writing' | 'at'>,
  { plan, history, label, fresh }: Snapshot,
  kept: readonly Kept[],
): readonly [LastWord, ...LastWord[]] {
  const word: LastWord = { format: 1, ...said, label, fresh, whole: { plan, history }, patches: [] };
  const patches = kept.flatMap((one) => {
    const patch = diff(one.plan, plan);
    return patch ? [{ head: one.head, patch }] : [];
  });
  return patches.length === 0 ? [word] : [word, { ...word, whole: undefined, patches }];
}

/** Undefined for what is no word, or one of a newer Hopwright. */
export function readWord(text: string): LastWord | undefined {
  try {
    const word = JSON.parse(text) as Partial<LastWord>;
    const plan = word.whole?.plan;
    if (word.format !== 1 || (plan && plan.hopwright !== 1)) return undefined;
    return word as LastWord;
  } catch {
    return undefined;
  }
}

/**
 * What the store says of a word by now. `newest`: nobody has written the document since, but perhaps the page what it was just
 * writing. `outdated`: the page itself stored what came after. `overtaken`: another page has written the document.
 */
export function standing(
  { base, page, writing }: LastWord,
  found: StoredDocument['found'] | undefined,
): 'newest' | 'outdated' | 'overtaken' {
  if (base === null) return 'overtaken';
  if (found === undefined || found.version === base) return 'newest';
  if (found.by !== page) return 'overtaken';
  return writing && found.version === base + 1 ? 'newest' : 'outdated';
}

/** The plan that a word means, over the head of the document; undefined where it was said about another revision. */
export function planOf(word: LastWord, head: Kept | undefined): Plan | undefined {
  if (word.whole) return word.whole.plan;
  const over = head && word.patches.find((one) => one.head === head.head);
  if (!over) return undefined;
  try {
    return patched(head.plan, over.patch) as Plan;
  } catch {
    return undefined;
  }
}

export const headOf = ({ info, plan }: { info: DocumentInfo; plan: Plan }): Kept => ({
  head: info.head,
  plan,
});

/** The document as its page left it, the word as what was done last; undefined where the store has all of it. */
export function goingOn(
  word: LastWord,
  plan: Plan,
  stored: StoredDocument | undefined,
): Beginning | undefined {
  const back = stored ? diff(plan, stored.plan) : { keys: [] };
  if (!back) return undefined;
  const { id, label, fresh } = word;
  const past = [{ label: label ?? 'Edit', patch: JSON.stringify(back) }, ...(stored?.history.past ?? [])];
  return {
    id,
    plan,
    edited: true,
    history: word.whole?.history ?? { past, future: [] },
    unstored: { label, fresh },
  };
}
