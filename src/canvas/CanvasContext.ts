import { createContext } from 'react';

/** What cards ask of the canvas that they stand on. */
export interface CanvasActions {
  /** The entity whose name is being edited in place. */
  readonly renaming: string | undefined;
  rename(id: string, name: string): void;
  endRename(id: string): void;
  toggleOpen(cluster: string): void;
  readonly readOnly: boolean;
  /** Cards tell ranges that nobody wrote down. */
  readonly ghosts: boolean;
}

export const CanvasContext = createContext<CanvasActions>({
  renaming: undefined,
  rename: () => {},
  endRename: () => {},
  toggleOpen: () => {},
  readOnly: false,
  ghosts: false,
});
