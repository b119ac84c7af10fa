import type { Snapshot } from '#editor';
import { copyName } from './copyName.ts';
import type { DocStore } from './docStore.ts';
import type { Holdings, Known } from './holdings.ts';
import type { World } from './world.ts';

export interface Saving {
  /** Stores a state of a document, or a copy where another tab was faster; rejects with a sentence when it can do neither. */
  save(id: string, snapshot: Snapshot): Promise<void>;
  /** Goes on in the editor with what could not be stored, as a copy, to be stored when it can be. */
  continueAsCopy(id: string, snapshot: Snapshot): Promise<void>;
  /** Resolves when no write is under way. */
  settled(): Promise<unknown>;
}

/** Writes what the editor has; `lookOn` is told of a document that turned out to be another tab's. */
export function createSaving(
  holdings: Holdings,
  store: DocStore,
  world: World,
  lookOn: (id: string) => Promise<void>,
): Saving {
  const { unsaved, state } = holdings;
  let asked = false;
  let writing: Promise<unknown> = Promise.resolve();

  async function save(id: string, snapshot: Snapshot): Promise<void> {
    unsaved.set(id, snapshot);
    const entry = await holdings.begin(id);
    const { step, ...rest } = snapshot;
    const amend = entry.step === step;
    // What was left in the queue when another tab took over has no place there any more.
    const write = entry.claim
      ? store.write({ ...rest, id, base: entry.base, savedAt: world.now(), amend })
      : Promise.resolve({ ok: false } as const);
    writing = write.catch(() => undefined);
    entry.writing = snapshot.plan;
    const written = await write.finally(() => {
      entry.writing = undefined;
    });
    if (written.ok) {
      entry.base = written.version;
      entry.kept = { head: written.version, plan: snapshot.plan };
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
    const entry = await holdings.begin(copy);
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
    const here = holdings.shows(id) && holdings.editor?.store.getState().readOnly !== 'elsewhere';
    if (here) continueAs(id, copy, name);
    else holdings.letGo(copy);
    state.setState({ recovered: { id: copy, name, here } });
  }

  function continueAs(id: string, copy: string, name: string): void {
    unsaved.delete(id);
    holdings.letGo(id);
    holdings.editor?.setReadOnly('elsewhere', false);
    holdings.editor?.continueAs(copy, name);
  }

  return {
    save,
    async continueAsCopy(id, snapshot) {
      const name = copyName(snapshot.plan.name, 'recovered copy');
      const copy = holdings.get(id)?.copy ?? world.newId();
      await holdings.begin(copy);
      // It is not stored under either id: whoever asks before the page is left must find it.
      unsaved.set(copy, { ...snapshot, plan: { ...snapshot.plan, name } });
      continueAs(id, copy, name);
      state.setState({ recovered: { id: copy, name, here: true } });
    },
    settled: () => writing,
  };
}
