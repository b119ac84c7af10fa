import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Plan } from '#core';
import type { Schema } from './database.ts';
import { countsOf } from './docStore.ts';

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** The database as version 1 had it: documents whole, without revisions. Frozen. */
interface Document1 {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
  readonly edited: boolean;
  readonly savedAt: number;
}

/** Brings the database from an older version (0: none) to the present one; its transaction takes all of it or nothing. */
export async function migrate(db: IDBPDatabase<Schema>, from: number, transaction: Upgrade): Promise<void> {
  const has = db.objectStoreNames.contains('documents');
  const old: unknown[] = from === 1 && has ? await transaction.objectStore('documents').getAll() : [];
  if (from === 1 && has) db.deleteObjectStore('documents');
  if (from < 2) {
    db.createObjectStore('documents', { keyPath: 'id' }).createIndex('turn', 'turn');
    db.createObjectStore('revisions', { keyPath: ['document', 'number'] });
    db.createObjectStore('plans', { keyPath: ['document', 'number'] });
    db.createObjectStore('histories', { keyPath: 'document' });
    await bringOver(old as Document1[], transaction);
  }
}

/** Each document becomes its own first revision; the newest stays the newest. */
async function bringOver(old: readonly Document1[], transaction: Upgrade): Promise<void> {
  const oldestFirst = old.toSorted((a, b) => a.savedAt - b.savedAt);
  for (const [i, { id, name, plan, edited, savedAt }] of oldestFirst.entries()) {
    const text = JSON.stringify(plan);
    const version = { savedAt, counts: countsOf(plan) };
    await transaction.objectStore('plans').put({ document: id, number: 1, text });
    await transaction
      .objectStore('revisions')
      .put({ document: id, number: 1, label: undefined, size: text.length, ...version });
    await transaction
      .objectStore('documents')
      .put({ id, name, edited, version: 1, head: 1, turn: i + 1, ...version });
  }
}
