import { createStore, type StoreApi } from 'zustand/vanilla';
import { LAYERS, type Layer, USUAL_LAYERS } from '#core/view';
import type { Editor } from '#editor';

/** How a person likes the page; of this browser, never of a plan. */
export interface Preferences {
  /** Shortcuts of a single key, such as C for a cluster (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  /** Only the canvas, or only the outline. Not remembered: a page that opens without its panels looks broken. */
  readonly focusMode: boolean;
  /** The outline stands in the place of the canvas. */
  readonly canvasHidden: boolean;
  /** Ids of commands that were run from the palette, the last one first. */
  readonly recent: readonly string[];
  /** Layers of the picture that are shown. */
  readonly layers: readonly Layer[];
}

const KEY = 'hopwright.preferences';
const MOST_RECENT = 5;

/** The preferences, remembered in the browser where it lets us. */
export function createPreferences(
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined,
): StoreApi<Preferences> {
  const store = createStore<Preferences>(() => ({
    singleKeys: true,
    focusMode: false,
    canvasHidden: false,
    recent: [],
    layers: USUAL_LAYERS,
    ...read(storage),
  }));
  store.subscribe(({ singleKeys, canvasHidden, recent, layers }) => {
    try {
      storage?.setItem(KEY, JSON.stringify({ singleKeys, canvasHidden, recent, layers }));
    } catch {
      // Not remembered: the choice lasts as long as the page.
    }
  });
  return store;
}

/** Remembers that a command was run from the palette. */
export const ranCommand = (store: StoreApi<Preferences>, id: string): void =>
  store.setState(({ recent }) => ({
    recent: [id, ...recent.filter((other) => other !== id)].slice(0, MOST_RECENT),
  }));

/** Shows the layers that somebody chose before, and remembers which are chosen now. */
export function rememberLayers(store: StoreApi<Preferences>, editor: Editor): void {
  editor.setLayers(store.getState().layers);
  editor.store.subscribe(({ layers }, before) => {
    if (layers !== before.layers) store.setState({ layers });
  });
}

/** What was remembered; whatever does not look like it is left out. */
function read(storage: Pick<Storage, 'getItem'> | undefined): Partial<Preferences> {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(KEY) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return {};
    const { singleKeys, canvasHidden, recent, layers } = stored as Record<string, unknown>;
    return {
      ...(typeof singleKeys === 'boolean' ? { singleKeys } : {}),
      ...(typeof canvasHidden === 'boolean' ? { canvasHidden } : {}),
      ...(Array.isArray(recent)
        ? { recent: recent.filter((id) => typeof id === 'string').slice(0, MOST_RECENT) }
        : {}),
      ...(Array.isArray(layers) ? { layers: LAYERS.filter((layer) => layers.includes(layer)) } : {}),
    };
  } catch {
    return {};
  }
}

/** The browser's own storage; undefined where it refuses even to be asked. */
export function browserStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
