import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type Clock, createEditor, type Editor, type EditorServices } from '#editor';
import type { Channel, TabMessage } from '../channel.ts';
import type { Claim, Claims } from '../claims.ts';
import { connectDatabase } from '../database.ts';
import type { DocStore } from '../docStore.ts';
import { createDocuments, type Documents } from '../documents.ts';
import { inDatabase } from '../inDatabase.ts';
import type { World } from '../world.ts';

/** A tab that a test drives. */
export interface FakeTab {
  readonly documents: Documents;
  readonly editor: Editor;
  readonly store: DocStore;
  /** As sessionStorage: a duplicate of the tab begins with what is in it. */
  readonly session: Map<string, string>;
  /** What the tab can still do of what it thinks it holds. */
  readonly claims: Map<string, () => void>;
  /** Freezes a tab as browsers do in the background: it hears nothing and no timer runs, until it is woken. */
  sleep(): void;
  wake(): void;
  /** Ends it, without a word. */
  crash(): void;
}

/** A timer that a test sets off, with the time that it is due. */
interface Due {
  readonly at: number;
  readonly run: () => void;
}

/**
 * A browser of many tabs: one database, one set of names that tabs hold, messages that reach all tabs but the sender, and
 * one clock that stands still until the test lets time pass.
 */
export class FakeBrowser {
  private time = 0;
  private ids = 0;
  private readonly timers = new Set<Due & { readonly tab: () => boolean }>();
  private readonly tabs = new Set<{
    awake: boolean;
    hear: ((message: TabMessage) => void)[];
    missed: (() => void)[];
  }>();
  private readonly holders = new Map<string, { readonly lost: () => void }>();
  /** What the wall clock says; only for show, so a test may set it to anything. */
  wallClock = 1_000_000;
  persistAsked = 0;

  constructor() {
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
      now: () => this.time,
      after: (milliseconds, run) => {
        const timer = { at: this.time + milliseconds, run: () => whenAwake(run), tab: () => alive };
        this.timers.add(timer);
        return () => this.timers.delete(timer);
      },
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
        held.delete(name);
        if (this.holders.get(name) === holder) this.holders.delete(name);
      };
      held.set(name, release);
      return { release };
    };
    const claims: Claims = {
      claim: async (name, lost) => (this.holders.has(name) ? undefined : hold(name, lost)),
      seize: async (name, lost) => {
        const before = this.holders.get(name);
        const claim = hold(name, lost);
        before?.lost();
        return claim;
      },
      taken: async (name) => this.holders.has(name),
    };
    const world: World = {
      clock,
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
    const events = { leaving: async () => editor?.flush(), lost: () => undefined };
    const store = inDatabase(
      connectDatabase({ ...events, leaving: async () => void (await events.leaving()) }, clock),
    );
    const documents = createDocuments(store, world);
    const opened = documents.begin();
    const beginning = await this.letPass(opened);
    editor = createEditor({ ...NO_CORE, ...documents.services }, clock, beginning);
    documents.attach(editor);
    return {
      documents,
      editor,
      store,
      session,
      claims: held,
      sleep() {
        entry.awake = false;
      },
      wake() {
        entry.awake = true;
        for (const run of entry.missed.splice(0)) run();
      },
      crash: () => {
        alive = false;
        this.tabs.delete(entry);
        for (const release of [...held.values()]) release();
      },
    };
  }

  /** Lets time pass for all tabs. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      await settled();
      const [next] = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = end;
  }

  /** Lets time pass until something is done that waits for it. */
  async letPass<T>(work: Promise<T>): Promise<T> {
    let done = false;
    work.then(
      () => {
        done = true;
      },
      () => {
        done = true;
      },
    );
    for (;;) {
      await settled();
      if (done) return work;
      await this.pass(50);
    }
  }
}

const NO_CORE: Omit<EditorServices, 'save' | 'newId'> = {
  judge: async () => undefined,
  trace: async () => undefined,
  routes: async () => undefined,
  survey: async () => undefined,
};

/** Node's; the page's world has none. */
const { setImmediate } = globalThis as unknown as { setImmediate(run: (value?: unknown) => void): void };

/** Lets what is due come to its end: the database of the tests answers in turns of the event loop. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 40; i++) await new Promise((resolve) => setImmediate(resolve));
}
