import type { Clock } from '#editor';
import type { Channel } from './channel.ts';

/** A name that this tab holds, until it lets go, ends, or another seizes the name. */
export interface Claim {
  release(): void;
}

/** Who of the tabs of a browser may write a document. That nothing is overwritten does not hang on this, but on the store. */
export interface Claims {
  /** Undefined when another tab holds the name. `lost` is called when another tab seizes it. */
  claim(name: string, lost: () => void): Promise<Claim | undefined>;
  /** Takes the name from whoever holds it. */
  seize(name: string, lost: () => void): Promise<Claim>;
  /** Whether any tab holds it. */
  taken(name: string): Promise<boolean>;
}

/** By Web Locks, which end with the tab whatever happens to it. */
export function claimsByLock(locks: LockManager): Claims {
  const key = (name: string): string => `hopwright.document.${name}`;

  function request(name: string, options: LockOptions, lost: () => void): Promise<Claim | undefined> {
    return new Promise((resolve) => {
      let over = false;
      locks
        .request(key(name), options, (lock) => {
          if (!lock) return resolve(undefined);
          return new Promise<void>((release) => {
            resolve({
              release() {
                over = true;
                release();
              },
            });
          });
        })
        .catch((error: unknown) => {
          // Stolen; or the browser has no locks for a page like this one, and then nobody holds any.
          if (error instanceof Error && error.name === 'AbortError') {
            if (!over) lost();
          } else resolve({ release: () => undefined });
        });
    });
  }

  return {
    claim: (name, lost) => request(name, { ifAvailable: true }, lost),
    seize: async (name, lost) => (await request(name, { steal: true }, lost)) ?? { release: () => undefined },
    async taken(name) {
      const { held = [] } = await locks.query();
      return held.some((lock) => lock.name === key(name));
    },
  };
}

export type ClaimMessage =
  /** Whoever holds or wants the name more, say so. */
  | { readonly kind: 'ask'; readonly name: string; readonly from: string }
  | { readonly kind: 'held'; readonly name: string; readonly to: string }
  | { readonly kind: 'seized'; readonly name: string };

/** How long other tabs have to answer, in milliseconds; a tab in the background may be slow. */
const PATIENCE = 300;

/**
 * Where there are no locks (plain http): asks all tabs whether they hold a name; nobody answers: it is free. Of two that
 * ask at once, the one that comes first in the alphabet wins, as both can tell. `tab` is another for each page.
 */
export function claimsByAsking(channel: Channel<ClaimMessage>, tab: string, clock: Clock): Claims {
  const held = new Map<string, () => void>();
  const wanted = new Set<string>();
  const answered = new Set<string>();
  channel.on((message) => {
    if (message.kind === 'held') {
      if (message.to === tab) answered.add(message.name);
    } else if (message.kind === 'seized') {
      const lost = held.get(message.name);
      held.delete(message.name);
      lost?.();
    } else {
      const { name, from } = message;
      if (held.has(name) || (wanted.has(name) && tab < from)) channel.send({ kind: 'held', name, to: from });
      else if (wanted.has(name)) answered.add(name);
    }
  });

  async function ask(name: string): Promise<boolean> {
    answered.delete(name);
    channel.send({ kind: 'ask', name, from: tab });
    await new Promise<void>((resolve) => clock.after(PATIENCE, resolve));
    return answered.has(name);
  }

  function hold(name: string, lost: () => void): Claim {
    held.set(name, lost);
    return {
      release() {
        if (held.get(name) === lost) held.delete(name);
      },
    };
  }

  return {
    async claim(name, lost) {
      wanted.add(name);
      const taken = held.has(name) || (await ask(name));
      wanted.delete(name);
      return taken ? undefined : hold(name, lost);
    },
    async seize(name, lost) {
      channel.send({ kind: 'seized', name });
      return hold(name, lost);
    },
    taken: async (name) => held.has(name) || ask(name),
  };
}
