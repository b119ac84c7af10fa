import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { Snapshot } from '#editor';
import type { DocumentInfo, Revision } from './docStore.ts';
import { migrate } from './migrations.ts';
import { connectionWasLost, StoreProblem, storeProblem } from './storeProblem.ts';

export interface Schema extends DBSchema {
  documents: { key: string; value: DocumentInfo; indexes: { turn: number } };
  revisions: { key: [string, number]; value: Revision & { readonly document: string } };
  /** Plans as JSON text: one string is stored faster than ten thousand small objects. */
  plans: {
    key: [string, number];
    value: {
      readonly document: string;
      readonly number: number;
      readonly text: string;
      /** Of the text (textSum.ts); missing in what older versions stored. */
      readonly sum?: number;
    };
  };
  histories: {
    key: string;
    value: Snapshot['history'] & { readonly document: string; readonly head: number };
  };
}

export const STORES = ['documents', 'revisions', 'plans', 'histories'] as const;
const NAME = 'hopwright';
const VERSION = 2;

export interface DatabaseEvents {
  /** Another page wants to upgrade or delete the database: the last chance to write. */
  leaving(): Promise<void>;
  /** The connection is gone: deleted, or closed by the browser. */
  lost(): void;
}

export interface Timer {
  after(milliseconds: number, run: () => void): () => void;
}

/** How long a page waits for the database to open before work begins in memory, in milliseconds. */
const PATIENCE = 3_000;
/** How long others wait for what is still to be written. */
const LEAVE_WITHIN = 1_000;

export type ReadWrite = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>;
export type Read = IDBPTransaction<Schema, StoreNames<Schema>[], 'readonly'>;

export interface Database {
  read<T>(work: (transaction: Read) => Promise<T>): Promise<T>;
  /** All that the work writes, or nothing of it. */
  write<T>(work: (transaction: ReadWrite) => Promise<T>): Promise<T>;
}

/**
 * The database, opened when it is first needed and again after it was closed or deleted under the page. Rejects with a
 * `StoreProblem`; the next call tries anew.
 */
export function connectDatabase(events: DatabaseEvents, timer: Timer): Database {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  let blocked = false;

  function open(): Promise<IDBPDatabase<Schema>> {
    const opening = openDB<Schema>(NAME, VERSION, {
      upgrade: (db, from, _, transaction) => migrate(db, from, transaction),
      blocked: () => {
        blocked = true;
      },
      blocking: () => void leave(),
      terminated: () => {
        if (opened === opening) lose();
      },
    });
    opening.then(
      () => {
        blocked = false;
      },
      () => {
        if (opened === opening) opened = undefined;
      },
    );
    return opening;
  }

  function lose(): void {
    opened = undefined;
    events.lost();
  }

  async function leave(): Promise<void> {
    const leaving = opened;
    await within(events.leaving(), LEAVE_WITHIN, () => undefined).catch(() => undefined);
    (await leaving)?.close();
    if (opened === leaving) lose();
  }

  function within<T>(work: Promise<T>, milliseconds: number, late: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const callOff = timer.after(milliseconds, () => {
        try {
          resolve(late());
        } catch (error) {
          reject(error);
        }
      });
      work.then(resolve, reject).finally(callOff);
    });
  }

  /** A page that waits for others goes on waiting behind what it tells; once it is open, the next call uses it. */
  async function connection(): Promise<IDBPDatabase<Schema>> {
    try {
      opened ??= open();
      return await within(opened, PATIENCE, () => {
        throw new StoreProblem(blocked ? 'blocked' : 'refused');
      });
    } catch (error) {
      throw storeProblem(error, true);
    }
  }

  async function use<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const db = await connection();
    try {
      return await work(db);
    } catch (error) {
      if (!connectionWasLost(error)) throw storeProblem(error, false);
    }
    if ((await opened) === db) opened = undefined;
    const again = await connection();
    return work(again).catch((error) => {
      throw storeProblem(error, false);
    });
  }

  return {
    read: (work) => use((db) => inTransaction(db.transaction(STORES, 'readonly') as Read, work)),
    write: (work) =>
      use((db) =>
        // On the disk before it is called saved, also where the power fails.
        inTransaction(db.transaction(STORES, 'readwrite', { durability: 'strict' }) as ReadWrite, work),
      ),
  };
}

async function inTransaction<X extends { readonly done: Promise<void>; abort(): void }, T>(
  transaction: X,
  work: (transaction: X) => Promise<T>,
): Promise<T> {
  const done = transaction.done.then(
    () => undefined,
    (error: unknown) => error,
  );
  try {
    const result = await work(transaction);
    const error = await done;
    if (error !== undefined) throw error;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended already.
    }
    // A request says only that its transaction was aborted; the transaction says why.
    const cause = await done;
    throw cause instanceof Error && cause.name !== 'AbortError' ? cause : error;
  }
}
