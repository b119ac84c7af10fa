import type { StoreApi } from 'zustand/vanilla';
import type { FlowQuestion, Plan, PlanEdit } from '#core';
import type { Layer } from '#core/view';
import type { PackedHistory } from './packedHistory.ts';
import type { Hold, ReadOnly } from './readOnly.ts';
import type { Surface } from './surface.ts';

/**
 * The editor as a value: one vanilla zustand store, changed only by the methods of `Editor`. React subscribes
 * to slices of it (`useStore(editor.store, selector)`); the worker and storage are handed in by `app`.
 */
export interface EditorState {
  /** The document; replaced, never mutated. */
  readonly plan: Plan;
  /** The id that the document is stored under; a preview has none, the document behind it is meant. */
  readonly document: string;
  /** Whether somebody changed what was opened. */
  readonly edited: boolean;
  /** Grows by one with every other document or preview that is put in place: the canvas then shows all of it. */
  readonly shown: number;
  /** Grows by one with every change of the plan that the core must judge. */
  readonly revision: number;
  readonly undoLabel: string | undefined;
  readonly redoLabel: string | undefined;
  /** Ids of selected entities: clusters, routers, links, hosts. Never in history. */
  readonly selection: readonly string[];
  /** The range that is selected besides its owner, by its place (`rangeAt`); selecting anything else takes it back. */
  readonly range: string | undefined;
  /** Clusters opened to show their nodes and pods. */
  readonly opened: readonly string[];
  /** Layers of the picture that are wanted, whether the plan has them or not; a viewer's choice, never in the plan. */
  readonly layers: readonly Layer[];
  /** Last judgement, with the revision that it is of; kept while a newer one is on its way. */
  readonly analysis: Analysis;
  readonly playback: Playback;
  /** The finding selected in the list, by id. */
  readonly finding: string | undefined;
  readonly save: SaveState;
  /** Why nothing can be changed now; undefined where it can. The only thing to ask before offering to change the plan. */
  readonly readOnly: ReadOnly | undefined;
  /**
   * Set while a link's design is looked at without touching local work. `plan` is then that design, judged and walked
   * like any other; the document waits aside with its history.
   */
  readonly preview: { readonly plan: Plan } | undefined;
  /** The last thing said to the live region. */
  readonly announcement: string;
  /** The last thing that an action had to say, for eyes too; a new object each time, also for the same words. */
  readonly notice: { readonly text: string } | undefined;
}

export interface Analysis {
  readonly status: 'waiting' | 'ready' | 'failed';
  /** Revision that `judgement` speaks of. */
  readonly revision: number;
  readonly judgement: JudgementView | undefined;
  /** Said in a banner when the worker had to be restarted or the core failed. */
  readonly failure: string | undefined;
}

/** Structurally the worker's `Judgement` (the editor does not know the worker room). */
export interface JudgementView {
  readonly findings: readonly import('#core').Finding[];
  readonly flows: Readonly<Record<string, TraceView>>;
  readonly derived: {
    readonly devices: readonly DeviceView[];
    readonly services: readonly { readonly id: string; readonly addresses: readonly string[] }[];
  };
}

export interface DeviceView {
  readonly id: string;
  readonly kind: 'pod' | 'node' | 'host' | 'router';
  readonly entity: string;
  readonly label: string;
  readonly addresses: readonly string[];
  readonly podPrefixes: readonly string[];
  readonly node: string | undefined;
  /** How many routes its table has; undefined where counting takes the table itself, which is asked for (`Editor.routes`). */
  readonly routeCount: number | undefined;
}

/** What a plan takes of the address space, and what it leaves to the rules; structurally the worker's `Survey`. */
export interface SurveyView {
  readonly pools: readonly import('#core').AddressPool[];
  readonly assumptions: readonly import('#core').Assumption[];
}

/** A matrix of who reaches whom, on its way; structurally the worker's `Reach`. */
export interface ReachView {
  /** Undefined when it was called off, or a newer plan is being judged. Rejects when the core cannot answer. */
  readonly answer: Promise<import('#core').Reachability | undefined>;
  cancel(): void;
}

/** A route of a device's table, as texts ready to show. */
export interface RouteView {
  readonly prefix: string;
  readonly source: 'connected' | 'static' | 'bgp';
  readonly via: string;
  readonly because: string;
}

export type TraceView = { readonly roundTrip: import('#core').RoundTrip } | { readonly problem: string };

/** The walk that is shown. `cursor` counts hops over all legs of the path, from 0. */
export interface Playback {
  readonly question: FlowQuestion | undefined;
  readonly answer: TraceView | undefined;
  readonly path: number;
  readonly cursor: number;
  readonly playing: boolean;
  /** 0.5, 1, 2 or 4. */
  readonly speed: number;
}

export type SaveState =
  | { readonly kind: 'saved' | 'saving' | 'none' }
  | { readonly kind: 'failed'; readonly reason: string };

/** What the app hands in: the core behind a worker, storage, and timers' clock. */
export interface EditorServices {
  /** Judges a plan; resolves to undefined when a newer revision overtook it. Rejects when the core cannot answer. */
  judge(plan: Plan, revision: number): Promise<JudgementView | undefined>;
  /** Walks one flow over the plan last judged. */
  trace(question: FlowQuestion, revision: number): Promise<TraceView | undefined>;
  /** A device's routing table in the plan last judged; undefined when that is another revision or has no such device. */
  routes(device: string, revision: number): Promise<readonly RouteView[] | undefined>;
  /** The survey of the plan last judged; undefined when that is another revision. */
  survey(revision: number): Promise<SurveyView | undefined>;
  /** Who reaches whom in the plan last judged; `onProgress` hears the share that is done, from 0 to 1. */
  reach(revision: number, onProgress: (share: number) => void): ReachView;
  /**
   * Stores the state of a document; rejects with a sentence when that fails, and is then asked again. Documents that were
   * left are stored too, so that nothing is lost by opening another.
   */
  save(id: string, state: Snapshot): Promise<void>;
  /** An id that no document has. */
  newId(): string;
}

/** The state of a document as it is stored. */
export interface Snapshot {
  readonly plan: Plan;
  readonly history: PackedHistory;
  /** False until somebody changed what was opened. */
  readonly edited: boolean;
  /** What was done last ("Move London"); undefined: it was opened. */
  readonly label: string | undefined;
  /** Another for each entry of the history: the states of one step need one version in the store. */
  readonly step: number;
  /** Nothing that the store has under this id is worth keeping: nobody changed what was opened before. */
  readonly fresh: boolean;
}

/** A document as it comes out of the store. */
export interface Beginning {
  readonly id: string;
  readonly plan: Plan;
  readonly edited: boolean;
  readonly history?: PackedHistory | undefined;
  /** Why nothing can be stored, where that is known from the start. */
  readonly trouble?: string | undefined;
  /** It is newer than what the store has, and is to be stored. */
  readonly unstored?: Pick<Snapshot, 'label' | 'fresh'> | undefined;
}

/** The clock is handed in, so that no behaviour needs waiting in a test. */
export interface Clock {
  /** Milliseconds; only differences count. */
  now(): number;
  /** Runs something once, later; the answer calls it off. */
  after(milliseconds: number, run: () => void): () => void;
}

export interface Editor {
  readonly store: StoreApi<EditorState>;
  /** What only the page or the canvas can do. */
  readonly surface: Surface;
  /**
   * Applies edits as one history entry with a label ("Move London"). Entries with the same `merge` key
   * within 800 ms of each other become one. False where nothing was done, and why was said: the plan is read-only, an edit
   * does not apply, or more of something would come of them than a file may hold.
   */
  change(
    label: string,
    edits: readonly PlanEdit[],
    options?: {
      readonly merge?: string;
      /** What is said of it, for ears, where its label says it badly. */
      readonly said?: string;
    },
  ): boolean;
  undo(): void;
  redo(): void;
  select(ids: readonly string[]): void;
  /** Selects a range and its owner; `field` is its place in the plan. */
  selectRange(field: string): void;
  toggleOpen(cluster: string): void;
  setLayers(layers: readonly Layer[]): void;
  selectFinding(id: string | undefined): void;
  /**
   * Begins another document with a plan, with an empty history; the saved flow of that id (or the first) is selected for
   * play.
   * `keep`: it is somebody's (a file, a copy of a shared plan) and stays in the store even if nobody changes it; an example
   * that was only looked at gives its place to the next document.
   */
  open(plan: Plan, options?: { readonly flow?: string; readonly keep?: boolean }): void;
  /**
   * Puts a document from the store in place, with its history. The one that is open already is brought up to date where it
   * stands: what is selected and shown stays.
   */
  load(stored: Beginning): void;
  /** Goes on with the same work as a document of another id and name: a copy was made of it. */
  continueAs(id: string, name: string): void;
  /** Holds changes back for a reason, or takes that reason back; see `EditorState.readOnly`. */
  setReadOnly(hold: Hold, on: boolean): void;
  /** Looks at a plan without touching the document; `acceptPreview` makes it the document. */
  showPreview(plan: Plan): void;
  acceptPreview(): void;
  closePreview(): void;
  /** Shows the walk of a question; asks the core. */
  show(question: FlowQuestion | undefined): void;
  /**
   * A device's routing table in the plan last judged, longest prefix first; undefined where a newer plan is being judged,
   * or the plan has no such device. Rejects when the core cannot answer.
   */
  routes(device: string): Promise<readonly RouteView[] | undefined>;
  /** The survey of the plan last judged; undefined where a newer plan is being judged. Rejects when the core cannot answer. */
  survey(): Promise<SurveyView | undefined>;
  /** Begins the matrix of who reaches whom in the plan last judged; `onProgress` hears the share done, from 0 to 1. */
  reach(onProgress: (share: number) => void): ReachView;
  setPath(index: number): void;
  play(): void;
  pause(): void;
  /** Moves the cursor by ±1; `seek` sets it. Both pause. */
  step(by: 1 | -1): void;
  seek(cursor: number): void;
  setSpeed(speed: number): void;
  /** Says what an action did or why it could not: to the live region, and as a notice; to `ears` alone what eyes see anyway. */
  announce(text: string, to?: 'ears'): void;
  /** Asks the core once more, after it failed. */
  judgeAgain(): void;
  /**
   * Another tab has a document now: what waits to be stored of it and is nobody's work is not to be stored any more, so
   * that it cannot take the place of somebody's.
   */
  forgetUnedited(id: string): void;
  /** Stores the document once more: the store has lost it. */
  storeAgain(): void;
  /** Writes at once what has not been written; the page calls it when it is hidden. */
  flush(): Promise<void>;
  /** What is not known to be stored at this moment, by document: it waits, is being written, or could not be. */
  unstored(): ReadonlyMap<string, Snapshot>;
  dispose(): void;
}
