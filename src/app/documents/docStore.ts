import type { Plan } from '#core';
import type { Snapshot } from '#editor';

/** What a list of documents shows; the plan itself is loaded when it is opened. */
export interface DocumentInfo extends Version {
  readonly id: string;
  readonly name: string;
  /** False until somebody changed what was opened: an example only looked at. */
  readonly edited: boolean;
  /**
   * Grows with every write and every take-over. A write says which version it knows; where that is not the one in the
   * store, it loses (compare and swap), so no tab overwrites what it has not seen.
   */
  readonly version: number;
  /** Number of the revision that is the document now. */
  readonly head: number;
  /** The page that wrote it or took it for writing last; missing in what older versions stored. */
  readonly by?: string;
  /** Grows over all documents with every write: the newest has the highest, whatever the clock says. */
  readonly turn: number;
}

interface Version {
  /** Milliseconds since 1970, as the clock was. */
  readonly savedAt: number;
  readonly counts: Counts;
}

export interface Counts {
  readonly clusters: number;
  readonly routers: number;
  readonly links: number;
  readonly hosts: number;
}

/** A version of a document that is kept. */
export interface Revision extends Version {
  readonly number: number;
  /** What was done last before it was stored; undefined: the document was opened with it. */
  readonly label: string | undefined;
  /** Characters of its plan. */
  readonly size: number;
}

export interface StoredDocument extends Pick<Snapshot, 'plan' | 'history'> {
  readonly info: DocumentInfo;
  /** What `info` said before the document was taken; the same where it was only loaded. */
  readonly found: Pick<DocumentInfo, 'version' | 'by'>;
}

export interface Write extends Omit<Snapshot, 'step'> {
  readonly id: string;
  /** The version that the writer knows; 0 for a document that was never stored. */
  readonly base: number;
  readonly savedAt: number;
  /** The head revision is a state of the same step: this one takes its place. */
  readonly amend: boolean;
}

export type Written =
  | { readonly ok: true; readonly version: number }
  /** Another tab wrote or took over meanwhile; nothing was written. */
  | { readonly ok: false };

/** All that the store has of a document, so that it can be put back. */
export interface Removed {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly { readonly store: string; readonly value: unknown }[];
}

/** Where documents are kept. Whatever fails rejects with a `StoreProblem`. */
export interface DocStore {
  /** Newest first. */
  list(): Promise<DocumentInfo[]>;
  /** The version of a document now; undefined when it is not there. */
  version(id: string): Promise<number | undefined>;
  load(id: string): Promise<StoredDocument | undefined>;
  /** Loads a document for writing: whoever knew an older version cannot write any more. */
  take(id: string): Promise<StoredDocument | undefined>;
  /** Writes a new revision and then moves the document to it, both or neither. */
  write(write: Write): Promise<Written>;
  /** Newest first. */
  revisions(id: string): Promise<Revision[]>;
  /** The plan of a revision; undefined when it is not kept any more. */
  revision(id: string, number: number): Promise<Plan | undefined>;
  remove(id: string): Promise<Removed | undefined>;
  /** Nothing happens where the id is taken again. */
  putBack(removed: Removed): Promise<void>;
}

/** How many entities a plan has. */
export const countsOf = (plan: Plan): Counts => ({
  clusters: plan.clusters?.length ?? 0,
  routers: plan.routers?.length ?? 0,
  links: plan.links?.length ?? 0,
  hosts: plan.hosts?.length ?? 0,
});
