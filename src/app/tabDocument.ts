import { browserClaim } from './claims.ts';
import type { DocStore, StoredDocument } from './docStore.ts';

/** What of the browser decides which document a tab works on; handed in, so that tests can be many tabs. */
export interface TabWorld {
  /** sessionStorage: survives a reload, ends with the tab. */
  readonly session: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  /**
   * Holds a name for as long as the tab lives; false when another tab holds it. `patient` waits a second for it: after a
   * reload the page that is going may still hold what is coming back.
   */
  claim(name: string, patient: boolean): Promise<boolean>;
  newId(): string;
}

const SESSION_KEY = 'hopwright.document';

/**
 * Chooses the tab's document. A reload comes back to its own; a new tab continues the newest one that no other tab has
 * open; else it begins a new one. A document is never open for writing in two tabs: a tab that was duplicated goes on with
 * a copy.
 */
export async function chooseDocument(
  store: DocStore,
  world: TabWorld,
): Promise<{ id: string; stored: StoredDocument | undefined }> {
  const own = readSession(world);
  const candidates = own === undefined ? (await store.list()).map((document) => document.id) : [own];
  for (const id of candidates) {
    if (!(await world.claim(id, id === own))) continue;
    writeSession(world, id);
    return { id, stored: await store.load(id) };
  }
  const original = own === undefined ? undefined : await store.load(own);
  const id = startDocument(world);
  if (!original) return { id, stored: undefined };
  const copy = { ...original, id };
  await store.save(copy);
  return { id, stored: copy };
}

/** A new, empty document for this tab; the old one stays in the store. */
export function startDocument(world: TabWorld): string {
  const id = world.newId();
  // Nobody else knows it.
  void world.claim(id, false);
  writeSession(world, id);
  return id;
}

/** Makes an older document the tab's own, from the next load on; false when another tab has it open. */
export async function continueDocument(world: TabWorld, id: string): Promise<boolean> {
  if (readSession(world) !== id && !(await world.claim(id, false))) return false;
  writeSession(world, id);
  return true;
}

function readSession(world: TabWorld): string | undefined {
  try {
    return world.session?.getItem(SESSION_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function writeSession(world: TabWorld, id: string): void {
  try {
    world.session?.setItem(SESSION_KEY, id);
  } catch {
    // A browser that refuses sessionStorage gives a new document with each reload; the old ones stay in the list.
  }
}

/** The real browser's. */
export function browserTab(): TabWorld {
  const claim = browserClaim();
  return {
    session: safeSession(),
    claim: async (name, patient) => {
      for (let tries = patient ? 10 : 1; tries > 0; tries--) {
        if (await claim(`hopwright.document.${name}`)) return true;
        if (tries > 1) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return false;
    },
    newId: () => randomId(),
  };
}

function safeSession(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

/** 16 random hexadecimal digits; `crypto.randomUUID` is missing on plain http. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
