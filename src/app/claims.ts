/** Holds names for as long as the tab lives; false when another tab of the browser holds it. */
export type Claim = (name: string) => Promise<boolean>;

/** By Web Locks, which end with the tab whatever happens to it; where there are none (plain http), by asking around. */
export const browserClaim = (): Claim => ('locks' in navigator ? claimLock : claimByAsking());

const claimLock: Claim = (name) =>
  new Promise((resolve) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        // Held until the tab ends: the promise never settles.
        return lock ? new Promise(() => {}) : undefined;
      })
      .catch(() => resolve(true));
  });

type Message = { readonly ask: string } | { readonly held: string };

/** How long other tabs have to answer, in milliseconds; a tab in the background may be slow. */
const PATIENCE = 300;

/** Asks all tabs of the browser whether they hold a name; nobody answers: it is ours. */
export function claimByAsking(): Claim {
  const held = new Set<string>();
  const channel = new BroadcastChannel('hopwright.documents');
  const answers = new Set<string>();
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('held' in data) answers.add(data.held);
    else if (held.has(data.ask)) channel.postMessage({ held: data.ask } satisfies Message);
  });
  return async (name) => {
    if (held.has(name)) return true;
    answers.delete(name);
    channel.postMessage({ ask: name } satisfies Message);
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    if (answers.has(name)) return false;
    held.add(name);
    return true;
  };
}
