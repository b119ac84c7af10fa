import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Plan } from '#core';

/** A document as it is kept: whole, under an id that no two tabs share. */
export interface StoredDocument {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
  /** False until somebody changed what was opened: an example only looked at. */
  readonly edited: boolean;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** Where documents are kept. `save` rejects with a sentence for people when the browser refuses. */
export interface DocStore {
  load(id: string): Promise<StoredDocument | undefined>;
  /** Newest first. */
  list(): Promise<StoredDocument[]>;
  save(document: StoredDocument): Promise<void>;
  remove(id: string): Promise<void>;
  /** Set when the browser keeps nothing: said in the header, work goes on in memory. */
  readonly warning: string | undefined;
}

interface Schema extends DBSchema {
  documents: { key: string; value: StoredDocument; indexes: { savedAt: number } };
}

/** Opens the store in IndexedDB; where the browser refuses that, one in memory which says so. */
export async function openDocStore(): Promise<DocStore> {
  try {
    const db = await openDB<Schema>('hopwright', 1, {
      upgrade(database) {
        database.createObjectStore('documents', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
      },
    });
    return inDatabase(db);
  } catch {
    return inMemory('This browser keeps no data for this page: export the plan before you close the tab.');
  }
}

function inDatabase(db: IDBPDatabase<Schema>): DocStore {
  return {
    warning: undefined,
    load: (id) => db.get('documents', id),
    list: async () => (await db.getAllFromIndex('documents', 'savedAt')).reverse(),
    async save(document) {
      try {
        await db.put('documents', document);
      } catch (error) {
        throw new Error(refusal(error));
      }
    },
    remove: (id) => db.delete('documents', id),
  };
}

function refusal(error: unknown): string {
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  return full
    ? 'the browser has no room left for this page; export the plan as a file'
    : 'the browser refused to store the plan; export it as a file';
}

/** A store that ends with the tab. */
export function inMemory(warning: string | undefined): DocStore {
  const documents = new Map<string, StoredDocument>();
  return {
    warning,
    load: async (id) => documents.get(id),
    list: async () => [...documents.values()].sort((a, b) => b.savedAt - a.savedAt),
    save: async (document) => {
      documents.set(document.id, document);
    },
    remove: async (id) => {
      documents.delete(id);
    },
  };
}
