import { createContext } from 'react';

/** What cards ask of the canvas that they stand on. */
export interface CanvasActions {
  /** The entity whose name is being edited in place. */
  readonly renaming: string | undefined;
  rename(id: string, name: string): void;
  endRename(id: string): void;
  /** The range that is being edited in place, by its place in the plan. */
  readonly editingRange: string | undefined;
  /** The range that is selected. */
  readonly range: string | undefined;
  editRange(field: string): void;
  /** Writes a range and ends editing; the answer is why it cannot be written, and then the field stays. */
  writeRange(field: string, text: string): Promise<string | undefined>;
  endRange(field: string): void;
  /** Why a text cannot stand there; undefined where it can. */
  rangeProblem(field: string, text: string): Promise<string | undefined>;
  toggleOpen(cluster: string): void;
  readonly readOnly: boolean;
  /** Cards tell ranges that nobody wrote down. */
  readonly ghosts: boolean;
}

export const CanvasContext = createContext<CanvasActions>({
  renaming: undefined,
  rename: () => {},
  endRename: () => {},
  editingRange: undefined,
  range: undefined,
  editRange: () => {},
  writeRange: async () => undefined,
  endRange: () => {},
  rangeProblem: async () => undefined,
  toggleOpen: () => {},
  readOnly: false,
  ghosts: false,
});
