import type { Plan } from '#core';
import type { Beginning } from '#editor';
import { type Example, examples } from '#presets';
import type { DocStore } from './docStore.ts';
import { chooseDocument, startDocument, type TabWorld } from './tabDocument.ts';

/** An empty design. */
export const EMPTY_PLAN: Plan = { hopwright: 1, name: 'Untitled design' };

/** The example that an address asks for: `?example=black-hole`. */
export function exampleIn(search: string): Example | undefined {
  const id = new URLSearchParams(search).get('example');
  return examples.find((example) => example.id === id);
}

/**
 * What the tab begins with: its own document as it was left, else an empty one. When the address asks for an example, that
 * takes the place of a document that nobody changed; somebody's work stays in the store.
 */
export async function beginTab(store: DocStore, tab: TabWorld, search: string): Promise<Beginning> {
  const { id, stored } = await chooseDocument(store, tab);
  if (!exampleIn(search)) return { id, plan: stored?.plan ?? EMPTY_PLAN, edited: stored?.edited ?? false };
  return { id: stored?.edited ? startDocument(tab) : id, plan: EMPTY_PLAN, edited: false };
}
