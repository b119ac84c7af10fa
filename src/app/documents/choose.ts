import type { Plan } from '#core';
import type { Beginning } from '#editor';
import type { Claim } from './claims.ts';
import type { DocStore, StoredDocument } from './docStore.ts';
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
}

export const beginningOf = ({ info: { id, edited }, plan, history }: StoredDocument): Beginning => ({
  id,
  plan,
  edited,
  history,
});

/**
 * Chooses what a tab begins with. A reload comes back to its own document; so does a duplicate of the tab, which then finds
 * it open elsewhere. A new tab continues the newest that no other tab has open; else it begins an empty one.
 */
export async function chooseDocument(
  store: DocStore,
  world: World,
  claim: (id: string) => Promise<Claim | undefined>,
): Promise<Chosen> {
  try {
    return (await ownDocument(store, world, claim)) ?? (await newestDocument(store, world, claim));
  } catch (error) {
    // What the tab had stays its own: the next load may find the store again.
    const trouble = error instanceof Error ? error.message : String(error);
    return empty(world, claim, trouble);
  }
}

async function ownDocument(
  store: DocStore,
  world: World,
  claim: (id: string) => Promise<Claim | undefined>,
): Promise<Chosen | undefined> {
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
  if (stored) return { beginning: beginningOf(stored), base: stored.info.version, held };
  if (!held) return undefined;
  // Nothing was stored of it: it was empty.
  return { beginning: { id, plan: EMPTY_PLAN, edited: false }, base: 0, held };
}

async function newestDocument(
  store: DocStore,
  world: World,
  claim: (id: string) => Promise<Claim | undefined>,
): Promise<Chosen> {
  for (const { id } of await store.list()) {
    const held = await claim(id);
    if (!held) continue;
    const stored = await store.take(id).catch(() => store.load(id).catch(() => undefined));
    if (stored) {
      world.session.set(id);
      return { beginning: beginningOf(stored), base: stored.info.version, held };
    }
    held.release();
  }
  const chosen = await empty(world, claim);
  world.session.set(chosen.beginning.id);
  return chosen;
}

async function empty(
  world: World,
  claim: (id: string) => Promise<Claim | undefined>,
  trouble?: string,
): Promise<Chosen> {
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
