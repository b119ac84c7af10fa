import type { Incoming } from '../incoming.ts';

/** Shows what comes, and answers what came. */
export type Bring = (coming: Promise<Incoming>) => Promise<Incoming>;

/**
 * Shows of several plans the one that was asked for last, however long each takes to read: the link of the address, and what the
 * page around sends meanwhile. What cannot be shown keeps nothing else back.
 */
export function inOrder(show: (incoming: Incoming) => void): Bring {
  let asked = 0;
  let shown = 0;
  return async (coming) => {
    const mine = ++asked;
    const incoming = await coming;
    if (mine < shown) return incoming;
    if (incoming.ok) shown = mine;
    show(incoming);
    return incoming;
  };
}
