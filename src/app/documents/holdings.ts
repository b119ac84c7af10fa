import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Plan } from '#core';
import type { Editor, Snapshot } from '#editor';
import type { Claim } from './claims.ts';
import type { Kept } from './lastWord.ts';
import type { World } from './world.ts';

/** Work that lost its place in the store to another tab, and is kept as a copy. */
export interface RecoveredCopy {
  readonly id: string;
  readonly name: string;
  /** This tab goes on with the copy; else it shows the document that the other tab has. */
  readonly here: boolean;
}

/** What this tab knows of a document that it has or had open. */
export interface Known {
  /** The version in the store that its writes stand on. */
  base: number;
  /** Undefined: another tab writes it. */
  claim: Claim | undefined;
  /** The head of the document, as this tab read or wrote it. */
  kept: Kept | undefined;
  /** What is being written at this moment. */
  writing: Plan | undefined;
  /** The step of the last write. */
  step: number | undefined;
  /** The id of the copy, while writes of this tab lose. */
  copy?: string;
}

/** What a tab holds: its editor, the documents it knows and may write, and what of them is not stored yet. */
export class Holdings {
  editor: Editor | undefined;
  /** Told when another tab seizes a document that this one holds. */
  onLost: (id: string) => void = () => undefined;
  readonly unsaved = new Map<string, Snapshot>();
  readonly state: StoreApi<{ readonly recovered: RecoveredCopy | undefined }> = createStore(() => ({
    recovered: undefined as RecoveredCopy | undefined,
  }));
  private readonly known = new Map<string, Known>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  get(id: string): Known | undefined {
    return this.known.get(id);
  }

  /** Knows a document anew, as it has just been read. */
  know(id: string, base: number, claim: Claim | undefined, kept?: Kept): Known {
    const entry: Known = { base, claim, kept, writing: undefined, step: undefined };
    this.known.set(id, entry);
    return entry;
  }

  claim(id: string): Promise<Claim | undefined> {
    return this.world.claims.claim(id, () => this.onLost(id));
  }

  /** A document that was never stored: nobody else can hold it. */
  async begin(id: string): Promise<Known> {
    return this.known.get(id) ?? this.know(id, 0, await this.claim(id));
  }

  letGo(id: string): void {
    const entry = this.known.get(id);
    entry?.claim?.release();
    if (entry) entry.claim = undefined;
  }

  /** The document that the tab shows; a preview over it does not count. */
  get shown(): string | undefined {
    return this.editor?.store.getState().document;
  }

  shows(id: string): boolean {
    return this.shown === id;
  }

  /** Whether the tab shows a document that another one writes. */
  reads(id: string): boolean {
    return this.shows(id) && this.known.has(id) && this.known.get(id)?.claim === undefined;
  }
}
