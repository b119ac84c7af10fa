import type { Severity } from '#core';
import type { Keys } from '#editor';

/** The sign before an item. */
export type ItemSign =
  | 'command'
  | 'clusters'
  | 'routers'
  | 'hosts'
  | 'links'
  | 'frames'
  | 'notes'
  | 'example'
  | 'design'
  | 'setting'
  | Severity;

/** One line of the palette. */
export interface PaletteItem {
  /** Unique among all lines. */
  readonly key: string;
  /** The id of the command that it is. */
  readonly command?: string;
  readonly title: string;
  /** What it is, or where; shown behind the title. */
  readonly detail?: string;
  /** More that it is found by and that is not shown. */
  readonly words?: string;
  readonly keys?: readonly Keys[];
  readonly sign: ItemSign;
  /** Why it cannot be done now. */
  readonly reason?: string | undefined;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly value: string;
  readonly items: readonly PaletteItem[];
}

/** What the palette was opened for: anything, something in the plan, or the other end of something. */
export type PaletteMode = 'commands' | 'find' | 'peer' | 'site' | 'target';
