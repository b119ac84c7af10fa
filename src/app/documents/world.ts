import type { Clock } from '#editor';
import { broadcast, type Channel, type TabMessage } from './channel.ts';
import { type ClaimMessage, type Claims, claimsByAsking, claimsByLock } from './claims.ts';

/** What of the browser documents hang on; handed in, so that a test can be many tabs. */
export interface World {
  readonly clock: Clock;
  readonly claims: Claims;
  readonly channel: Channel<TabMessage>;
  /** The document that this tab has open, over a reload and in a duplicate of the tab. */
  readonly session: { get(): string | undefined; set(id: string): void };
  /** Another for each load of the page. */
  readonly page: string;
  readonly words: WordStorage;
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
  isVisible(): boolean;
  /** Asks the browser not to clear what it stores when room gets short. */
  askToPersist(): void;
}

/** Where a page puts what it cannot wait to store: shared by all tabs, and there at once. */
export interface WordStorage {
  keys(): string[];
  get(key: string): string | undefined;
  /** False where there is no room for it, or the browser refuses. */
  set(key: string, text: string): boolean;
  remove(key: string): void;
}

const SESSION_KEY = 'hopwright.document';

/** The real browser's. Locks, and much else, are missing on plain http. */
export function browserWorld(clock: Clock): World {
  const page = randomId();
  return {
    clock,
    page,
    words: {
      keys: () => inStorage('localStorage', (storage) => Object.keys(storage)) ?? [],
      get: (key) => inStorage('localStorage', (storage) => storage.getItem(key) ?? undefined),
      set: (key, text) =>
        inStorage('localStorage', (storage) => {
          storage.setItem(key, text);
          return true;
        }) ?? false,
      remove: (key) => inStorage('localStorage', (storage) => storage.removeItem(key)),
    },
    claims:
      'locks' in navigator
        ? claimsByLock(navigator.locks)
        : claimsByAsking(broadcast<ClaimMessage>('hopwright.claims'), page, clock),
    channel: broadcast<TabMessage>('hopwright.documents'),
    session: {
      get: () => inStorage('sessionStorage', (storage) => storage.getItem(SESSION_KEY) ?? undefined),
      set: (id) => inStorage('sessionStorage', (storage) => storage.setItem(SESSION_KEY, id)),
    },
    newId: randomId,
    now: () => Date.now(),
    isVisible: () => document.visibilityState === 'visible',
    askToPersist() {
      if ('storage' in navigator && 'persist' in navigator.storage)
        navigator.storage.persist().catch(() => undefined);
    },
  };
}

/** A browser that refuses sessionStorage gives another document with each reload; the old ones stay in the list. */
function inStorage<T>(kind: 'sessionStorage' | 'localStorage', use: (storage: Storage) => T): T | undefined {
  try {
    return use(window[kind]);
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
