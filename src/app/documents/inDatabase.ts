import type { Plan } from '#core';
import type { Snapshot } from '#editor';
import { type Database, type Read, type ReadWrite, type Schema, STORES } from './database.ts';
import { countsOf, type DocStore, type DocumentInfo, type StoredDocument, type Write } from './docStore.ts';
import { StoreProblem } from './storeProblem.ts';
import { textSum } from './textSum.ts';
import { surplus } from './thin.ts';

const NO_HISTORY: Snapshot['history'] = { past: [], future: [] };

/** Documents in the browser's database, as a page has them: what it writes says so. */
export function inDatabase(database: Database, page: string): DocStore {
  return {
    list: () =>
      database.read(async (tx) => (await tx.objectStore('documents').index('turn').getAll()).reverse()),
    version: (id) => database.read(async (tx) => (await tx.objectStore('documents').get(id))?.version),
    load: (id) => database.read((tx) => loadFrom(tx, id)),
    take: (id) =>
      database.write(async (tx) => {
        const stored = await loadFrom(tx, id);
        if (!stored) return undefined;
        const info = { ...stored.info, version: stored.info.version + 1, by: page };
        await tx.objectStore('documents').put(info);
        return { ...stored, info };
      }),
    write: (write) =>
      database.write(async (tx) => {
        const found = await tx.objectStore('documents').get(write.id);
        if (found && found.version !== write.base) return { ok: false };
        // Not there: nobody wrote it before, or everything was deleted under the page; either way there is nothing to lose.
        return { ok: true, version: await writeTo(tx, write, found, page) };
      }),
    revisions: (id) =>
      database.read(async (tx) => (await tx.objectStore('revisions').getAll(rowsOf(id))).reverse()),
    revision: (id, number) =>
      database.read(async (tx) => {
        const row = await tx.objectStore('plans').get([id, number]);
        return row && readPlan(row);
      }),
    remove: (id) =>
      database.write(async (tx) => {
        const info = await tx.objectStore('documents').get(id);
        if (!info) return undefined;
        const rows = await Promise.all(
          STORES.map(async (store) => {
            const values = await tx.objectStore(store).getAll(keysOf(store, id));
            await tx.objectStore(store).delete(keysOf(store, id));
            return values.map((value) => ({ store, value }));
          }),
        );
        return { id, name: info.name, rows: rows.flat() };
      }),
    putBack: ({ id, rows }) =>
      database.write(async (tx) => {
        if (await tx.objectStore('documents').get(id)) return;
        for (const { store, value } of rows) {
          const name = STORES.find((known) => known === store);
          // The rows are those that `remove` took out of the same store.
          if (name) await tx.objectStore(name).put(value as never);
        }
      }),
  };
}

/** Keys that begin with the document's id: an empty list comes after every number. */
const rowsOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);
const keysOf = (store: (typeof STORES)[number], id: string): IDBKeyRange =>
  store === 'revisions' || store === 'plans' ? rowsOf(id) : IDBKeyRange.only(id);

async function loadFrom(tx: Read | ReadWrite, id: string): Promise<StoredDocument | undefined> {
  const info = await tx.objectStore('documents').get(id);
  if (!info) return undefined;
  const row = await tx.objectStore('plans').get([id, info.head]);
  if (!row) throw new StoreProblem('unreadable');
  const history = await tx.objectStore('histories').get(id);
  // Last: what is fetched meanwhile would end the transaction.
  const plan = await readPlan(row);
  const fits = history?.head === info.head && Array.isArray(history.past) && Array.isArray(history.future);
  return { info, found: info, plan, history: fits ? history : NO_HISTORY };
}

/**
 * A plan of the present format version is what this page wrote, and is taken as it is: limits that hold for what comes
 * from outside must not lock somebody out of their own work. An older one is brought up to date. A text that is not what was
 * written is refused, for half a plan that opens would be saved over the whole one.
 */
async function readPlan({ text, sum }: Schema['plans']['value']): Promise<Plan> {
  const value = sum === undefined || sum === textSum(text) ? jsonOf(text) : undefined;
  if (value === undefined) throw new StoreProblem('unreadable');
  if (typeof value === 'object' && value !== null && 'hopwright' in value && value.hopwright === 1)
    return value as Plan;
  const { parsePlanValue } = await import('#core/parsePlan');
  const parsed = parsePlanValue(value);
  if (!parsed.ok) throw new StoreProblem('unreadable', parsed.problems);
  return parsed.plan;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function writeTo(
  tx: ReadWrite,
  write: Write,
  found: DocumentInfo | undefined,
  page: string,
): Promise<number> {
  const { id, plan, savedAt, label, edited } = write;
  const [revisions, plans] = [tx.objectStore('revisions'), tx.objectStore('plans')];
  const before = found ? await revisions.getAll(rowsOf(id)) : [];
  const version = (found?.version ?? write.base) + 1;
  const text = JSON.stringify(plan);
  const revision = {
    document: id,
    number: version,
    savedAt,
    counts: countsOf(plan),
    label,
    size: text.length,
  };
  // First the new revision, then the pointer to it; only then may older ones go.
  await plans.put({ document: id, number: version, text, sum: textSum(text) });
  await revisions.put(revision);
  const { past, future } = write.history;
  await tx.objectStore('histories').put({ document: id, head: version, past, future });
  const newest = await tx.objectStore('documents').index('turn').openKeyCursor(null, 'prev');
  await tx.objectStore('documents').put({
    id,
    name: plan.name,
    edited,
    version,
    by: page,
    head: version,
    turn: (newest?.key ?? 0) + 1,
    savedAt,
    counts: revision.counts,
  });
  const superseded = write.fresh
    ? before
    : before.filter(({ number }) => write.amend && number === found?.head);
  const stay = before.filter((row) => !superseded.includes(row));
  const gone = [...superseded.map(({ number }) => number), ...surplus([...stay, revision])];
  for (const number of gone) {
    await revisions.delete([id, number]);
    await plans.delete([id, number]);
  }
  return version;
}
