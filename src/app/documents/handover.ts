import { beginningOf } from './choose.ts';
import type { Claim } from './claims.ts';
import type { DocStore, StoredDocument } from './docStore.ts';
import type { Holdings } from './holdings.ts';
import { headOf } from './lastWord.ts';
import type { LastWords } from './lastWords.ts';
import type { Saving } from './saving.ts';
import { whenFree } from './whenFree.ts';
import type { World } from './world.ts';

export interface Handover {
  /** Makes this tab the one that writes the document it shows. */
  takeOver(): Promise<void>;
  /** Another tab takes the document, or has taken it: this one stores what it has and looks on. */
  giveUp(id: string): Promise<void>;
  /** The other tab has let go. */
  yielded(id: string): void;
  /** Shows what the other tab has of the document; nothing, where the work goes on under another id. */
  lookOn(id: string): Promise<void>;
  /** Brings what another tab has written into view. */
  follow(id: string): Promise<void>;
  /** When the writer is gone, whoever looks on may write. */
  watch(id: string): void;
  /**
   * Looks whether another tab has written or taken over meanwhile, or the store was emptied; the page asks when it is shown
   * again. Nobody but the writer makes versions: a tab that slept while it was taken over learns it here at the latest.
   */
  check(): Promise<void>;
  /** Reads a document for writing; where nothing can be written it is only read: its writes are compared all the same. */
  takeOrLoad(id: string): Promise<StoredDocument | undefined>;
}

/** How long another tab may take to store what it has before its document is taken from it, in milliseconds. */
const YIELD_WITHIN = 2_000;

/** Who of the tabs writes a document: given up, looked on at, taken over. */
export function createHandover(
  holdings: Holdings,
  store: DocStore,
  world: World,
  words: LastWords,
  saving: () => Saving,
): Handover {
  const yields = new Map<string, () => void>();

  async function giveUp(id: string): Promise<void> {
    const entry = holdings.get(id);
    if (!entry?.claim) return;
    if (holdings.shows(id)) holdings.editor?.setReadOnly('elsewhere', true);
    await holdings.editor?.flush();
    const stuck = holdings.unsaved.get(id);
    // Nothing can be stored: it goes on in this tab, and is stored as a copy when it can be.
    if (stuck?.edited && holdings.shows(id)) await saving().continueAsCopy(id, stuck);
    await lookOn(id);
  }

  async function lookOn(id: string): Promise<void> {
    holdings.letGo(id);
    holdings.editor?.forgetUnedited(id);
    if (!holdings.shows(id)) return;
    holdings.editor?.setReadOnly('elsewhere', true);
    await follow(id);
    watch(id);
  }

  async function follow(id: string): Promise<void> {
    if (!holdings.reads(id)) return;
    const stored = await store.load(id).catch(() => undefined);
    const entry = holdings.get(id);
    if (!stored || !holdings.reads(id) || !entry) return;
    if (stored.info.version === entry.base) return;
    entry.base = stored.info.version;
    holdings.editor?.load(beginningOf(stored));
    holdings.editor?.setReadOnly('elsewhere', true);
  }

  function watch(id: string): void {
    const { clock, claims, isVisible } = world;
    whenFree(clock, async () => !isVisible() || (await claims.taken(id)), {
      // Who takes over does not wait any more, and must not take the document from itself.
      until: () => !holdings.reads(id) || yields.has(id),
      onFree: () =>
        void holdings.claim(id).then((held) => {
          if (held)
            return become(id, held, 'The other tab was closed: this design can be changed here now.', 'gone');
          watch(id);
        }),
    });
  }

  /** Takes the document for writing, as it is in the store; with what its writer said last, where that is gone. */
  async function become(id: string, held: Claim, news: string, writer: 'gone' | 'passed by'): Promise<void> {
    const stored = await takeOrLoad(id).catch(() => undefined);
    const base = stored?.info.version ?? holdings.get(id)?.base ?? 0;
    holdings.know(id, base, held, stored && headOf(stored));
    if (!holdings.shows(id)) return;
    const more = writer === 'gone' && stored ? words.takeUp(id, stored)?.beginning : undefined;
    const next = more ?? (stored && beginningOf(stored));
    if (next) holdings.editor?.load(next);
    holdings.editor?.setReadOnly('elsewhere', false);
    holdings.editor?.announce(news);
  }

  const takeOrLoad = (id: string): Promise<StoredDocument | undefined> =>
    store.take(id).catch(() => store.load(id));

  async function takeOver(): Promise<void> {
    const id = holdings.shown;
    if (id === undefined || !holdings.reads(id)) return;
    const yielded = new Promise<void>((resolve) => yields.set(id, resolve));
    const late = new Promise<void>((resolve) => world.clock.after(YIELD_WITHIN, resolve));
    world.channel.send({ kind: 'yield', id });
    await Promise.race([yielded, late]);
    const held = await world.claims.seize(id, () => holdings.onLost(id));
    yields.delete(id);
    await become(
      id,
      held,
      'This design can be changed here now; the other tab shows it read-only.',
      'passed by',
    );
  }

  async function check(): Promise<void> {
    const id = holdings.shown;
    if (id === undefined) return;
    if (holdings.reads(id)) return follow(id);
    await saving().settled();
    const base = holdings.get(id)?.base ?? 0;
    const version = await store.version(id).catch(() => undefined);
    await saving().settled();
    const { editor } = holdings;
    // A write of this tab came between.
    if (!editor || base !== holdings.get(id)?.base) return;
    if (version === undefined) {
      if (base > 0 && editor.store.getState().edited) editor.storeAgain();
    } else if (version !== base) await giveUp(id);
  }

  return {
    takeOver,
    giveUp,
    yielded: (id) => yields.get(id)?.(),
    lookOn,
    follow,
    watch,
    check,
    takeOrLoad,
  };
}
