import type { Point, Size } from './placement.ts';

/**
 * What only the page or the canvas can do: dialogs, files, the clipboard, the view. The editor knows these by name alone;
 * whoever can do one registers for it (`surface.on`), and the commands of the registry ask for it by `surface(…)`.
 */
export type SurfaceAction =
  // the canvas
  | 'select-tool'
  | 'hand-tool'
  | 'focus-card'
  | 'rename'
  | 'edit-range'
  | 'add-note'
  | 'tidy'
  | 'snapping'
  | 'grid'
  | 'minimap'
  | 'zoom-in'
  | 'zoom-out'
  | 'full-size'
  | 'fit-all'
  | 'fit-selection'
  | 'selection-bar'
  // the outline
  | 'focus-row'
  // the page
  | 'copy'
  | 'copy-range'
  | 'cut'
  | 'paste'
  | 'paste-text'
  | 'context-menu'
  | 'inspect'
  | 'show-findings'
  | 'palette'
  | 'find'
  | 'choose-peer'
  | 'choose-site'
  | 'choose-target'
  | 'explain'
  | 'accept'
  | 'theme'
  | 'focus-mode'
  | 'hide-canvas'
  | 'next-landmark'
  | 'previous-landmark'
  | 'single-keys'
  | 'share'
  | 'copy-link'
  | 'copy-finding-link'
  | 'copy-hop-link'
  | 'export'
  | 'export-picture'
  | 'copy-picture'
  | 'export-report'
  | 'export-csv'
  | 'export-lab'
  | 'print'
  | 'import'
  | 'new'
  | 'designs'
  | 'versions'
  | 'lessons'
  | 'help';

export interface Surface {
  /** Registers who knows how large things came out on the canvas. The answer takes it back. */
  measure(sizeOf: (id: string) => Size | undefined): () => void;
  /** How large a thing came out; undefined where nobody has drawn it. */
  sizeOf(id: string): Size | undefined;
  /** Registers who knows where on the canvas the pointer is, or the middle of what is seen. The answer takes it back. */
  pointAt(pointer: () => Point): () => void;
  /** Where on the canvas something from outside lands; undefined where there is no canvas. */
  pointer(): Point | undefined;
  /** Registers who does an action; the last one to register does it. The answer takes it back. */
  on(action: SurfaceAction, handler: () => void): () => void;
  /** Does it; false where nobody on the page can (a canvas that is not shown). */
  run(action: SurfaceAction): boolean;
}

export function createSurface(): Surface {
  let pointed: (() => Point) | undefined;
  let measured: ((id: string) => Size | undefined) | undefined;
  const handlers = new Map<SurfaceAction, (() => void)[]>();
  return {
    measure(sizeOf) {
      measured = sizeOf;
      return () => {
        if (measured === sizeOf) measured = undefined;
      };
    },
    sizeOf: (id) => measured?.(id),
    pointAt(pointer) {
      pointed = pointer;
      return () => {
        if (pointed === pointer) pointed = undefined;
      };
    },
    pointer: () => pointed?.(),
    on(action, handler) {
      handlers.set(action, [...(handlers.get(action) ?? []), handler]);
      return () =>
        handlers.set(
          action,
          (handlers.get(action) ?? []).filter((other) => other !== handler),
        );
    },
    run(action) {
      const handler = handlers.get(action)?.at(-1);
      handler?.();
      return handler !== undefined;
    },
  };
}
