import type { StoreApi } from 'zustand/vanilla';
import type { Beginning, Editor, EditorServices, Snapshot } from '#editor';
import { beginningOf, chooseDocument } from './choose.ts';
import type { DocStore } from './docStore.ts';
import { createHandover, type Handover } from './handover.ts';
import { Holdings, type RecoveredCopy } from './holdings.ts';
import { headOf } from './lastWord.ts';
import { createLastWords } from './lastWords.ts';
import { createSaving } from './saving.ts';
import { createSettling, pageClaim } from './settling.ts';
import type { World } from './world.ts';

export interface Documents extends Pick<Handover, 'takeOver' | 'check'> {
  readonly state: StoreApi<{ readonly recovered: RecoveredCopy | undefined }>;
  readonly services: Pick<EditorServices, 'save' | 'newId'>;
  /** What the tab begins with: its own document after a reload, else the newest that no tab has open, else an empty one. */
  begin(): Promise<Beginning>;
  /** From now on the editor is told what other tabs do. */
  attach(editor: Editor): void;
  /** Goes on with another document that is kept; read-only when another tab has it open. */
  open(id: string): Promise<void>;
  /** Runs work on a document that no tab has open, or that this one has; false when another has it. */
  exclusively(id: string, work: () => Promise<void>): Promise<boolean>;
  /** Puts what is not stored yet where the next page finds it, without waiting for anything: this one may go at any moment. */
  sayLastWord(): void;
  /** What could not be stored yet, by id. */
  readonly unsaved: ReadonlyMap<string, Snapshot>;
}

/**
 * The documents of a tab: which one it has open, whether it may write it, and what becomes of work that another tab got in
 * the way of. A document has one writer; the store refuses the writes of everybody else, whatever they believe.
 */
export function createDocuments(store: DocStore, world: World): Documents {
  const holdings = new Holdings(world);
  const words = createLastWords(world, holdings);
  const handover = createHandover(holdings, store, world, words, () => saving);
  const saving = createSaving(holdings, store, world, handover.lookOn);
  const settle = createSettling(holdings, store, world, words);
  holdings.onLost = (id) => void handover.giveUp(id);

  async function open(id: string): Promise<void> {
    const { editor } = holdings;
    if (!editor) return;
    // A shared design may be in front of it.
    if (holdings.shows(id)) return editor.closePreview();
    // What waits to be stored is newer than what could not be.
    const mine = editor.unstored().get(id) ?? holdings.unsaved.get(id);
    if (mine) {
      editor.load({ id, ...mine });
      editor.setReadOnly('elsewhere', false);
      if (!holdings.get(id)?.claim) await saving.continueAsCopy(id, mine);
      return;
    }
    const held = await holdings.claim(id);
    const stored = await (held ? handover.takeOrLoad(id) : store.load(id)).catch((error: Error) => error);
    if (!stored || stored instanceof Error) {
      held?.release();
      const why = stored ? stored.message : 'it was deleted';
      return editor.announce(`This design cannot be opened: ${why}.`);
    }
    holdings.know(id, stored.info.version, held, headOf(stored));
    editor.load((held && words.takeUp(id, stored)?.beginning) ?? beginningOf(stored));
    editor.setReadOnly('elsewhere', held === undefined);
    if (!held) handover.watch(id);
  }

  world.channel.on((message) => {
    if (message.kind === 'saved') void handover.follow(message.id);
    else if (message.kind === 'yielded') handover.yielded(message.id);
    else if (holdings.get(message.id)?.claim)
      void handover.giveUp(message.id).then(() => world.channel.send({ kind: 'yielded', id: message.id }));
  });

  /** A document that the tab has left is free for others once it is stored. */
  async function leave(id: string): Promise<void> {
    await holdings.editor?.flush();
    if (!holdings.shows(id) && !holdings.unsaved.has(id)) holdings.letGo(id);
  }

  return {
    state: holdings.state,
    services: { save: saving.save, newId: () => world.newId() },
    unsaved: holdings.unsaved,
    async begin() {
      // Whoever finds words of this page then knows that it is still there to store them.
      void world.claims.claim(pageClaim(world.page), () => undefined);
      const chosen = await chooseDocument({ store, world, words, claim: (id) => holdings.claim(id) });
      holdings.know(chosen.beginning.id, chosen.base, chosen.held, chosen.kept);
      return chosen.beginning;
    },
    attach(editor) {
      holdings.editor = editor;
      const { document } = editor.store.getState();
      if (holdings.reads(document)) {
        editor.setReadOnly('elsewhere', true);
        handover.watch(document);
      }
      void settle();
      editor.store.subscribe((now, before) => {
        if (now.save !== before.save && now.save.kind === 'saved') words.silence();
        if (now.document === before.document) return;
        world.session.set(now.document);
        holdings.state.setState({ recovered: undefined });
        void leave(before.document);
      });
    },
    open,
    takeOver: handover.takeOver,
    async check() {
      await handover.check();
      await settle();
    },
    sayLastWord() {
      if (holdings.editor) words.say(holdings.editor.unstored());
    },
    async exclusively(id, work) {
      // What is said of it and not stored is a part of it.
      await settle();
      const mine = holdings.get(id)?.claim;
      const held = mine ?? (await holdings.claim(id));
      if (!held) return false;
      await work().finally(() => {
        if (held !== mine) held.release();
      });
      return true;
    },
  };
}
