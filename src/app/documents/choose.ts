import type { Plan } from '#core';
import type { Beginning } from '#editor';
import type { Claim } from './claims.ts';
import type { DocStore, StoredDocument } from './docStore.ts';
import { headOf, type Kept } from './lastWord.ts';
import type { LastWords } from './lastWords.ts';
import { StoreProblem } from './storeProblem.ts';
import type { World } from './world.ts';

/** An empty design. */
export const EMPTY_PLAN: Plan = { hopwright: 1, name: 'Untitled design' };

interface Chosen {
  readonly beginning: Beginning;
  /** Version in the store; 0: it is not there. */
  readonly base: number;
  /** Undefined: another tab has the document open. */
  readonly held: Claim | undefined;
  readonly kept?: Kept | undefined;
}

/** What a choice is made from. */
export interface Choices {
  readonly store: DocStore;
  readonly world: World;
  readonly words: LastWords;
  claim(id: string): Promise<Claim | undefined>;
}

export const beginningOf = ({ info: { id, edited }, plan, history }: StoredDocument): Beginning => ({
  id,
  plan,
  edited,
  history,
});

/**
 * Chooses what a tab begins with. A reload comes back to its own document; so does a duplicate of the tab, which then finds
 * it open elsewhere. A new tab continues the newest that no other tab has open; else it begins an empty one. What the page
 * before could not store any more is part of what it comes back to.
 */
export async function chooseDocument(choices: Choices): Promise<Chosen> {
  try {
    return (await ownDocument(choices)) ?? (await newestDocument(choices));
  } catch (error) {
    // What the tab had stays its own: the next load may find the store again.
    const trouble = error instanceof Error ? error.message : String(error);
    return (await onlySaid(choices, trouble)) ?? empty(choices, trouble);
  }
}

async function ownDocument({ store, world, words, claim }: Choices): Promise<Chosen | undefined> {
  const id = world.session.get();
  if (id === undefined) return undefined;
  const held = await patiently(world, () => claim(id));
  const stored = await (held ? store.take(id).catch(() => store.load(id)) : store.load(id)).catch(
    (error: unknown) => {
      held?.release();
      if (error instanceof StoreProblem && error.kind === 'unreadable') return 'unreadable' as const;
      throw error;
    },
  );
  // It stays in the list, and says why when it is opened.
  if (stored === 'unreadable') return undefined;
  if (held) {
    const chosen = chosenFrom(id, stored, held, words);
    // Nothing was stored of it: it was empty.
    return chosen ?? { beginning: { id, plan: EMPTY_PLAN, edited: false }, base: 0, held };
  }
  return stored && { beginning: beginningOf(stored), base: stored.info.version, held };
}

async function newestDocument({ store, world, words, claim }: Choices): Promise<Chosen> {
  const kept = await store.list();
  for (const id of new Set([...words.others().map(({ word }) => word.id), ...kept.map((info) => info.id)])) {
    const held = await claim(id);
    if (!held) continue;
    const stored = await store.take(id).catch(() => store.load(id).catch(() => undefined));
    const chosen = chosenFrom(id, stored, held, words);
    if (chosen) {
      world.session.set(id);
      return chosen;
    }
    held.release();
  }
  const chosen = await empty({ world, claim });
  world.session.set(chosen.beginning.id);
  return chosen;
}

/** A document that this tab may write, as it is stored and was left; undefined where it is neither. */
function chosenFrom(
  id: string,
  stored: StoredDocument | undefined,
  held: Claim,
  words: LastWords,
): Chosen | undefined {
  const kept = stored && headOf(stored);
  const more = words.takeUp(id, stored);
  if (more) return { ...more, held, kept };
  return stored && { beginning: beginningOf(stored), base: stored.info.version, held, kept };
}

/** Where the store cannot be read, what was left unstored is all that is known. */
async function onlySaid({ world, words, claim }: Choices, trouble: string): Promise<Chosen | undefined> {
  const own = world.session.get();
  const said = words.others().map(({ word }) => word.id);
  for (const id of new Set(own === undefined ? said : [own, ...said])) {
    const held = await claim(id);
    const more = held && words.takeUp(id, undefined);
    if (more) return { beginning: { ...more.beginning, trouble }, base: more.base, held };
    held?.release();
  }
  return undefined;
}

async function empty({ world, claim }: Pick<Choices, 'world' | 'claim'>, trouble?: string): Promise<Chosen> {
  const id = world.newId();
  const beginning = { id, plan: EMPTY_PLAN, edited: false, trouble };
  return { beginning, base: 0, held: await claim(id) };
}

/** How long a reload waits for the page that is going, which may still hold what is coming back, in milliseconds. */
const PATIENCE = 1_000;

async function patiently(
  { clock }: World,
  attempt: () => Promise<Claim | undefined>,
): Promise<Claim | undefined> {
  const until = clock.now() + PATIENCE;
  for (;;) {
    const held = await attempt();
    if (held || clock.now() >= until) return held;
    await new Promise<void>((resolve) => clock.after(100, resolve));
  }
}
