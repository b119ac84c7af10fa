import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { Plan } from '#core';
import { type Clock, createEditor, type Editor, type EditorServices } from '#editor';
import { FakeClock, inTurns } from '#editor/testing';
import type { Channel, TabMessage } from '../channel.ts';
import type { Claim, Claims } from '../claims.ts';
import { connectDatabase } from '../database.ts';
import type { DocStore } from '../docStore.ts';
import { createDocuments, type Documents } from '../documents.ts';
import { inDatabase } from '../inDatabase.ts';
import { createLibrary, type Library } from '../library.ts';
import type { WordStorage, World } from '../world.ts';

/** A tab that a test drives. */
export interface FakeTab {
  readonly documents: Documents;
  readonly editor: Editor;
  readonly store: DocStore;
  readonly library: Library;
  /** As sessionStorage: a duplicate of the tab begins with what is in it. */
  readonly session: Map<string, string>;
  /** What the tab can still do of what it thinks it holds. */
  readonly claims: Map<string, () => void>;
  /** Freezes a tab as browsers do in the background: it hears nothing and no timer runs, until it is woken. */
  sleep(): void;
  wake(): void;
  /** Ends it, without a word. */
  crash(): void;
  /** Ends it as browsers do when a tab is closed or loads again: it can say something, and wait for nothing. */
  close(): void;
}

/**
 * A browser of many tabs: one database, one set of names that tabs hold, messages that reach all tabs but the sender, and
 * one clock that stands still until the test lets time pass.
 */
export class FakeBrowser {
  private readonly clock: FakeClock;
  private ids = 0;
  private pages = 0;
  private readonly tabs = new Set<{
    awake: boolean;
    hear: ((message: TabMessage) => void)[];
    missed: (() => void)[];
  }>();
  private readonly holders = new Map<string, { readonly lost: () => void }>();
  /** As localStorage, with so much room for keys and texts, in characters. */
  readonly words = new FakeWords();
  /** What the wall clock says; only for show, so a test may set it to anything. */
  wallClock = 1_000_000;
  persistAsked = 0;
  /** Told of every write that was taken, in their order. */
  onWritten: (id: string, plan: Plan) => void = () => undefined;

  /** With few turns of the event loop between two moments the database is slow: much may happen before it answers. */
  constructor(turns = 40) {
    this.clock = new FakeClock(inTurns(turns));
    globalThis.indexedDB = new IDBFactory();
  }

  /** Opens a tab; with the session of another it is that tab's reload or duplicate. */
  async open(session = new Map<string, string>()): Promise<FakeTab> {
    const entry = {
      awake: true,
      hear: [] as ((message: TabMessage) => void)[],
      missed: [] as (() => void)[],
    };
    let alive = true;
    this.tabs.add(entry);
    const held = new Map<string, () => void>();
    const whenAwake = (run: () => void): void => {
      if (!alive) return;
      if (entry.awake) run();
      else entry.missed.push(run);
    };
    const clock: Clock = {
      now: () => this.clock.now(),
      after: (milliseconds, run) => this.clock.after(milliseconds, () => whenAwake(run)),
    };
    const channel: Channel<TabMessage> = {
      send: (message) => {
        if (!alive) return;
        for (const other of this.tabs) if (other !== entry) for (const hear of other.hear) hear(message);
      },
      on: (hear) => entry.hear.push((message) => queueMicrotask(() => whenAwake(() => hear(message)))),
    };
    const hold = (name: string, lost: () => void): Claim => {
      const holder = { lost: () => whenAwake(lost) };
      this.holders.set(name, holder);
      const release = (): void => {
        if (held.get(name) === release) held.delete(name);
        if (this.holders.get(name) === holder) this.holders.delete(name);
      };
      held.set(name, release);
      return { release };
    };
    const claims: Claims = {
      claim: async (name, lost) => {
        if (!alive) return GONE;
        return this.holders.has(name) ? undefined : hold(name, lost);
      },
      seize: async (name, lost) => {
        if (!alive) return GONE;
        const before = this.holders.get(name);
        const claim = hold(name, lost);
        before?.lost();
        return claim;
      },
      taken: async (name) => this.holders.has(name),
    };
    const page = `page${++this.pages}`;
    const world: World = {
      clock,
      page,
      words: {
        keys: () => this.words.keys(),
        get: (key) => this.words.get(key),
        set: (key, text) => alive && this.words.set(key, text),
        remove: (key) => alive && this.words.remove(key),
      },
      claims,
      channel,
      session: { get: () => session.get('id'), set: (id) => void session.set('id', id) },
      newId: () => `doc${++this.ids}`,
      now: () => this.wallClock,
      isVisible: () => entry.awake,
      askToPersist: () => {
        this.persistAsked++;
      },
    };
    let editor: Editor | undefined;
    const database = inDatabase(
      connectDatabase({ leaving: async () => editor?.flush(), lost: () => undefined }, clock),
      page,
    );
    const store: DocStore = {
      ...database,
      take: (id) => (alive ? database.take(id) : GONE),
      write: async (write) => {
        if (!alive) return GONE;
        const written = await database.write(write);
        if (written.ok) this.onWritten(write.id, write.plan);
        return written;
      },
    };
    const documents = createDocuments(store, world);
    const beginning = await this.letPass(documents.begin());
    editor = createEditor({ ...NO_CORE, ...documents.services }, clock, beginning);
    documents.attach(editor);
    const crash = (): void => {
      alive = false;
      this.tabs.delete(entry);
      for (const release of [...held.values()]) release();
    };
    return {
      documents,
      editor,
      store,
      library: createLibrary(documents, store, world, editor),
      session,
      claims: held,
      sleep() {
        entry.awake = false;
      },
      wake() {
        entry.awake = true;
        for (const run of entry.missed.splice(0)) run();
      },
      crash,
      close() {
        documents.sayLastWord();
        void editor?.flush();
        crash();
      },
    };
  }

  /** Milliseconds that have passed. */
  get time(): number {
    return this.clock.now();
  }

  /** Lets time pass for all tabs. */
  pass(milliseconds: number): Promise<void> {
    return this.clock.pass(milliseconds);
  }

  /** Lets time pass until something is done that waits for it. */
  letPass<T>(work: Promise<T>): Promise<T> {
    return this.clock.during(work);
  }
}

/** A place that is there at once, and may be full or refused. */
class FakeWords implements WordStorage {
  room = 5_000_000;
  private readonly texts = new Map<string, string>();
  keys = (): string[] => [...this.texts.keys()];
  get = (key: string): string | undefined => this.texts.get(key);
  remove = (key: string): void => void this.texts.delete(key);
  set = (key: string, text: string): boolean => {
    const taken = [...this.texts].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    if (taken + key.length + text.length > this.room) return false;
    this.texts.set(key, text);
    return true;
  };
}

/** What a page that is gone waits for: it has begun what it has begun, and begins nothing more. */
const GONE = new Promise<never>(() => undefined);

const NO_CORE: Omit<EditorServices, 'save' | 'newId'> = {
  judge: async () => undefined,
  trace: async () => undefined,
  routes: async () => undefined,
  survey: async () => undefined,
  reach: () => ({ answer: Promise.resolve(undefined), cancel: () => undefined }),
};
