import type { Plan } from '#core';
import type { Beginning } from '#editor';
import { type Example, examples } from '#presets';
import type { DocStore, StoredDocument } from './docStore.ts';
import { chooseDocument, startDocument, type TabWorld } from './tabDocument.ts';

/** An empty design. */
export const EMPTY_PLAN: Plan = { hopwright: 1, name: 'Untitled design' };

/** The example that an address asks for: `?example=black-hole`. */
export function exampleIn(search: string): Example | undefined {
  const id = new URLSearchParams(search).get('example');
  return examples.find((example) => example.id === id);
}

/**
 * What the tab begins with: an example that the address asks for, as a document of its own, else the tab's own document as it
 * was left, else an empty one. A reload of an example's address comes back to the work that was done on it.
 */
export async function beginTab(
  store: DocStore,
  tab: TabWorld,
  search: string,
): Promise<{ id: string; beginning: Beginning }> {
  const chosen = await chooseDocument(store, tab);
  const example = exampleIn(search);
  const stored: StoredDocument | undefined = chosen.stored;
  if (example && !(stored?.edited && stored.plan.name === example.plan.name)) {
    // Somebody's work stays in the store under its own id.
    const id = stored?.edited ? (await startDocument(tab)).id : chosen.id;
    return { id, beginning: { plan: example.plan, edited: false, flow: example.flow } };
  }
  return { id: chosen.id, beginning: { plan: stored?.plan ?? EMPTY_PLAN, edited: stored?.edited ?? false } };
}
