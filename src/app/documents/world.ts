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
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
  isVisible(): boolean;
  /** Asks the browser not to clear what it stores when room gets short. */
  askToPersist(): void;
}

const SESSION_KEY = 'hopwright.document';

/** The real browser's. Locks, and much else, are missing on plain http. */
export function browserWorld(clock: Clock): World {
  return {
    clock,
    claims:
      'locks' in navigator
        ? claimsByLock(navigator.locks)
        : claimsByAsking(broadcast<ClaimMessage>('hopwright.claims'), randomId(), clock),
    channel: broadcast<TabMessage>('hopwright.documents'),
    session: {
      get: () => inStorage((storage) => storage.getItem(SESSION_KEY) ?? undefined),
      set: (id) => inStorage((storage) => storage.setItem(SESSION_KEY, id)),
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
function inStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(window.sessionStorage);
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
