import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Beginning, Editor, EditorServices, Snapshot } from '#editor';
import { beginningOf, chooseDocument } from './choose.ts';
import type { Claim } from './claims.ts';
import { copyName } from './copyName.ts';
import type { DocStore, StoredDocument } from './docStore.ts';
import { whenFree } from './whenFree.ts';
import type { World } from './world.ts';

/** Work that lost its place in the store to another tab, and is kept as a copy. */
export interface RecoveredCopy {
  readonly id: string;
  readonly name: string;
  /** This tab goes on with the copy; else it shows the document that the other tab has. */
  readonly here: boolean;
}

export interface Documents {
  readonly state: StoreApi<{ readonly recovered: RecoveredCopy | undefined }>;
  readonly services: Pick<EditorServices, 'save' | 'newId'>;
  /** What the tab begins with: its own document after a reload, else the newest that no tab has open, else an empty one. */
  begin(): Promise<Beginning>;
  /** From now on the editor is told what other tabs do. */
  attach(editor: Editor): void;
  /** Goes on with another document that is kept; read-only when another tab has it open. */
  open(id: string): Promise<void>;
  /** Makes this tab the one that writes the document it shows. */
  takeOver(): Promise<void>;
  /**
   * Looks whether another tab has written or taken over meanwhile, or the store was emptied; the page asks when it is shown
   * again. Nobody but the writer makes versions: a tab that slept while it was taken over learns it here at the latest.
   */
  check(): Promise<void>;
  /** Runs work on a document that no tab has open, or that this one has; false when another has it. */
  exclusively(id: string, work: () => Promise<void>): Promise<boolean>;
  /** What could not be stored yet, by id. */
  readonly unsaved: ReadonlyMap<string, Snapshot>;
}

/** What this tab knows of a document that it has or had open. */
interface Known {
  /** The version in the store that its writes stand on. */
  base: number;
  /** Undefined: another tab writes it. */
  claim: Claim | undefined;
  /** The step of the last write. */
  step: number | undefined;
  /** The id of the copy, when writes of this tab lost. */
  copy?: string;
}

/** How long another tab may take to store what it has before its document is taken from it, in milliseconds. */
const YIELD_WITHIN = 2_000;

/**
 * The documents of a tab: which one it has open, whether it may write it, and what becomes of work that another tab got in
 * the way of. A document has one writer; the store refuses the writes of everybody else, whatever they believe.
 */
export function createDocuments(store: DocStore, world: World): Documents {
  const state = createStore<{ readonly recovered: RecoveredCopy | undefined }>(() => ({
    recovered: undefined,
  }));
  const known = new Map<string, Known>();
  const unsaved = new Map<string, Snapshot>();
  const yields = new Map<string, () => void>();
  let editor: Editor | undefined;
  let asked = false;
  let writing: Promise<unknown> = Promise.resolve();

  const shows = (id: string): boolean => editor?.store.getState().document === id;
  const reads = (id: string): boolean => shows(id) && known.get(id)?.claim === undefined;
  const claim = (id: string): Promise<Claim | undefined> => world.claims.claim(id, () => void giveUp(id));

  function know(id: string, base: number, held: Claim | undefined): Known {
    const entry: Known = { base, claim: held, step: undefined };
    known.set(id, entry);
    return entry;
  }

  async function save(id: string, snapshot: Snapshot): Promise<void> {
    unsaved.set(id, snapshot);
    const entry = known.get(id) ?? know(id, 0, await claim(id));
    const { step, ...rest } = snapshot;
    const amend = entry.step === step;
    // What was left in the queue when another tab took over has no place there any more.
    const write = entry.claim
      ? store.write({ ...rest, id, base: entry.base, savedAt: world.now(), amend })
      : Promise.resolve({ ok: false } as const);
    writing = write.catch(() => undefined);
    const written = await write;
    if (written.ok) {
      entry.base = written.version;
      entry.step = step;
      world.channel.send({ kind: 'saved', id });
    } else if (snapshot.edited) await keepAsCopy(id, entry, snapshot);
    unsaved.delete(id);
    if (!written.ok) await lookOn(id);
    if (snapshot.edited && !asked) {
      asked = true;
      world.askToPersist();
    }
  }

  /** Another tab was faster: what it wrote stays, and so does this, under another name. */
  async function keepAsCopy(id: string, lost: Known, snapshot: Snapshot): Promise<void> {
    lost.copy ??= world.newId();
    const copy = lost.copy;
    const name = copyName(snapshot.plan.name, 'recovered copy');
    const entry = known.get(copy) ?? know(copy, 0, await claim(copy));
    const { step, ...rest } = snapshot;
    const written = await store.write({
      ...rest,
      plan: { ...snapshot.plan, name },
      label: 'Recovered copy',
      id: copy,
      base: entry.base,
      savedAt: world.now(),
      fresh: true,
      amend: false,
    });
    if (written.ok) entry.base = written.version;
    delete lost.copy;
    // Who was told of a take-over looks on; who knew of nothing goes on working.
    const here = shows(id) && editor?.store.getState().readOnly !== 'elsewhere';
    if (here) continueAs(id, copy, name);
    else letGo(copy);
    state.setState({ recovered: { id: copy, name, here } });
  }

  /** Goes on with what could not be stored, as a copy, to be stored when it can be. */
  async function continueAsCopy(id: string, { plan }: Snapshot): Promise<void> {
    const name = copyName(plan.name, 'recovered copy');
    const copy = known.get(id)?.copy ?? world.newId();
    if (!known.has(copy)) know(copy, 0, await claim(copy));
    continueAs(id, copy, name);
    state.setState({ recovered: { id: copy, name, here: true } });
  }

  function continueAs(id: string, copy: string, name: string): void {
    unsaved.delete(id);
    letGo(id);
    editor?.setReadOnly('elsewhere', false);
    editor?.continueAs(copy, name);
  }

  function letGo(id: string): void {
    const entry = known.get(id);
    entry?.claim?.release();
    if (entry) entry.claim = undefined;
  }

  /** Another tab takes the document, or has taken it: this one stores what it has and looks on. */
  async function giveUp(id: string): Promise<void> {
    const entry = known.get(id);
    if (!entry?.claim) return;
    if (shows(id)) editor?.setReadOnly('elsewhere', true);
    await editor?.flush();
    const stuck = unsaved.get(id);
    // Nothing can be stored: it goes on in this tab, and is stored as a copy when it can be.
    if (stuck?.edited && shows(id)) await continueAsCopy(id, stuck);
    await lookOn(id);
  }

  /** Shows what the other tab has of the document; nothing, where the work goes on under another id. */
  async function lookOn(id: string): Promise<void> {
    letGo(id);
    editor?.forgetUnedited(id);
    if (!shows(id)) return;
    editor?.setReadOnly('elsewhere', true);
    await follow(id);
    watch(id);
  }

  /** Brings what another tab has written into view. */
  async function follow(id: string): Promise<void> {
    if (!reads(id)) return;
    const stored = await store.load(id).catch(() => undefined);
    const entry = known.get(id);
    if (!stored || !reads(id) || !entry) return;
    if (stored.info.version === entry.base) return;
    entry.base = stored.info.version;
    editor?.load(beginningOf(stored));
    editor?.setReadOnly('elsewhere', true);
  }

  /** When the writer is gone, whoever looks on may write. */
  function watch(id: string): void {
    const { clock, claims, isVisible } = world;
    whenFree(clock, async () => !isVisible() || (await claims.taken(id)), {
      until: () => !reads(id),
      onFree: () =>
        void claim(id).then((held) => {
          if (held) return become(id, held, 'The other tab was closed: this design can be changed here now.');
          watch(id);
        }),
    });
  }

  /** Takes the document for writing, as it is in the store. */
  async function become(id: string, held: Claim, news: string): Promise<void> {
    const stored = await takeOrLoad(id).catch(() => undefined);
    know(id, stored?.info.version ?? 0, held);
    if (!shows(id)) return;
    if (stored) editor?.load(beginningOf(stored));
    editor?.setReadOnly('elsewhere', false);
    editor?.announce(news);
  }

  /** Where nothing can be written, work goes on all the same; its writes are still compared. */
  const takeOrLoad = (id: string): Promise<StoredDocument | undefined> =>
    store.take(id).catch(() => store.load(id));

  async function takeOver(): Promise<void> {
    const id = editor?.store.getState().document;
    if (id === undefined || !reads(id)) return;
    const yielded = new Promise<void>((resolve) => yields.set(id, resolve));
    const late = new Promise<void>((resolve) => world.clock.after(YIELD_WITHIN, resolve));
    world.channel.send({ kind: 'yield', id });
    await Promise.race([yielded, late]);
    yields.delete(id);
    const held = await world.claims.seize(id, () => void giveUp(id));
    await become(id, held, 'This design can be changed here now; the other tab shows it read-only.');
  }

  async function open(id: string): Promise<void> {
    if (!editor || shows(id)) return;
    const mine = unsaved.get(id);
    if (mine) {
      editor.load({ id, ...mine });
      editor.setReadOnly('elsewhere', false);
      if (!known.get(id)?.claim) await continueAsCopy(id, mine);
      return;
    }
    const held = await claim(id);
    const stored = await (held ? takeOrLoad(id) : store.load(id)).catch((error: Error) => error);
    if (!stored || stored instanceof Error) {
      held?.release();
      const why = stored ? stored.message : 'it was deleted';
      return editor.announce(`This design cannot be opened: ${why}.`);
    }
    know(id, stored.info.version, held);
    editor.load(beginningOf(stored));
    editor.setReadOnly('elsewhere', held === undefined);
    if (!held) watch(id);
  }

  async function check(): Promise<void> {
    const id = editor?.store.getState().document;
    if (id === undefined) return;
    if (reads(id)) return follow(id);
    await writing;
    const base = known.get(id)?.base ?? 0;
    const version = await store.version(id).catch(() => undefined);
    await writing;
    // A write of this tab came between.
    if (!editor || base !== known.get(id)?.base) return;
    if (version === undefined) {
      if (base > 0 && editor.store.getState().edited) editor.storeAgain();
    } else if (version !== base) await giveUp(id);
  }

  world.channel.on((message) => {
    if (message.kind === 'saved') void follow(message.id);
    else if (message.kind === 'yielded') yields.get(message.id)?.();
    else if (known.get(message.id)?.claim)
      void giveUp(message.id).then(() => world.channel.send({ kind: 'yielded', id: message.id }));
  });

  return {
    state,
    services: { save, newId: () => world.newId() },
    unsaved,
    async begin() {
      const { beginning, base, held } = await chooseDocument(store, world, claim);
      know(beginning.id, base, held);
      return beginning;
    },
    attach(attached) {
      editor = attached;
      const { document } = attached.store.getState();
      if (reads(document)) {
        attached.setReadOnly('elsewhere', true);
        watch(document);
      }
      attached.store.subscribe((now, before) => {
        if (now.document === before.document) return;
        world.session.set(now.document);
        state.setState({ recovered: undefined });
        void attached.flush().then(() => {
          if (!shows(before.document) && !unsaved.has(before.document)) letGo(before.document);
        });
      });
    },
    open,
    takeOver,
    check,
    async exclusively(id, work) {
      const mine = known.get(id)?.claim;
      const held = mine ?? (await claim(id));
      if (!held) return false;
      await work().finally(() => {
        if (held !== mine) held.release();
      });
      return true;
    },
  };
}
