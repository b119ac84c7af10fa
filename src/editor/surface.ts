/**
 * What only the page or the canvas can do: dialogs, files, the clipboard, the view. The editor knows these by name alone;
 * whoever can do one registers for it (`surface.on`), and the commands of the registry ask for it by `surface(…)`.
 */
export type SurfaceAction =
  // the canvas
  | 'select-tool'
  | 'hand-tool'
  | 'rename'
  | 'zoom-in'
  | 'zoom-out'
  | 'full-size'
  | 'fit-all'
  | 'fit-selection'
  // the page
  | 'export'
  | 'import'
  | 'help';

export interface Surface {
  /** Registers who does an action; the last one to register does it. The answer takes it back. */
  on(action: SurfaceAction, handler: () => void): () => void;
  /** Does it; false where nobody on the page can (a canvas that is not shown). */
  run(action: SurfaceAction): boolean;
}

export function createSurface(): Surface {
  const handlers = new Map<SurfaceAction, (() => void)[]>();
  return {
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
