import type { Editor } from '#editor';
import { renamePlan, run } from '#editor';
import { EMPTY_PLAN } from './choose.ts';
import { copyName } from './copyName.ts';
import type { Counts, DocStore, Removed } from './docStore.ts';
import { countsOf } from './docStore.ts';
import type { Documents } from './documents.ts';
import type { World } from './world.ts';

/** A kept design, as a list shows it. */
export interface Design {
  readonly id: string;
  readonly name: string;
  readonly savedAt: number | undefined;
  readonly counts: Counts;
  /** Open here, in another tab, nowhere; or not stored yet, only in this tab. */
  readonly place: 'here' | 'elsewhere' | 'kept' | 'unsaved';
}

/** What can be done with the designs that the browser keeps. Whatever fails rejects with a sentence. */
export interface Library {
  list(): Promise<Design[]>;
  rename(id: string, name: string): Promise<void>;
  /** Makes a copy, in the list only. */
  duplicate(id: string): Promise<void>;
  /** The answer brings it back. */
  remove(id: string): Promise<() => Promise<void>>;
}

const ELSEWHERE = 'It is open in another tab: close it there first.';

export function createLibrary(
  documents: Documents,
  store: DocStore,
  world: Pick<World, 'claims' | 'newId' | 'now'>,
  editor: Editor,
): Library {
  const isHere = (id: string): boolean => editor.store.getState().document === id;

  async function exclusively(id: string, work: () => Promise<void>): Promise<void> {
    if (!(await documents.exclusively(id, work))) throw new Error(ELSEWHERE);
  }

  async function loaded(id: string) {
    const stored = await store.load(id);
    if (!stored) throw new Error('It is not there any more.');
    return stored;
  }

  return {
    async list() {
      // What the browser cannot tell now is no reason to hide what this tab has.
      const kept = await store.list().catch(() => []);
      const unsaved = [...documents.unsaved].filter(([id]) => !kept.some((info) => info.id === id));
      const stored = await Promise.all(
        kept.map(async ({ id, name, savedAt, counts }): Promise<Design> => {
          if (isHere(id)) return { id, name, savedAt, counts, place: 'here' };
          if (documents.unsaved.has(id)) return { id, name, savedAt, counts, place: 'unsaved' };
          return { id, name, savedAt, counts, place: (await world.claims.taken(id)) ? 'elsewhere' : 'kept' };
        }),
      );
      return [
        ...unsaved.map(
          ([id, { plan }]): Design => ({
            id,
            name: plan.name,
            savedAt: undefined,
            counts: countsOf(plan),
            place: isHere(id) ? 'here' : 'unsaved',
          }),
        ),
        ...stored,
      ];
    },
    async rename(id, name) {
      if (isHere(id)) {
        const answer = run(editor, renamePlan(name), 'quietly');
        if (!answer.applies) throw new Error(`${answer.reason}.`);
        return;
      }
      await exclusively(id, async () => {
        const { info, plan, history } = await loaded(id);
        const written = await store.write({
          id,
          base: info.version,
          plan: { ...plan, name },
          history,
          edited: true,
          label: `Rename ${plan.name}`,
          savedAt: world.now(),
          fresh: false,
          amend: false,
        });
        if (!written.ok) throw new Error(ELSEWHERE);
      });
    },
    async duplicate(id) {
      await editor.flush();
      const plan = documents.unsaved.get(id)?.plan ?? (await loaded(id)).plan;
      await store.write({
        id: world.newId(),
        base: 0,
        plan: { ...plan, name: copyName(plan.name, 'copy') },
        history: { past: [], future: [] },
        edited: true,
        label: `Copy of ${plan.name}`,
        savedAt: world.now(),
        fresh: false,
        amend: false,
      });
    },
    async remove(id) {
      if (isHere(id)) {
        if (editor.store.getState().readOnly === 'elsewhere') throw new Error(ELSEWHERE);
        editor.open(EMPTY_PLAN);
        await editor.flush();
      }
      let removed: Removed | undefined;
      // What nobody changed gave its place to the empty design: it is gone already.
      if (!isHere(id))
        await exclusively(id, async () => {
          removed = await store.remove(id);
        });
      return async () => {
        if (removed) await store.putBack(removed);
      };
    },
  };
}
