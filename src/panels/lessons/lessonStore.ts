import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Seen } from '#presets/lessons';

/** The lesson that a document is of, and how far it is. */
export interface LessonRecord {
  readonly lesson: string;
  readonly done: readonly boolean[];
  readonly seen: Seen;
}

export interface LessonsState {
  /** By document: a design that is left and gone on with later is at the same step. */
  readonly byDocument: Readonly<Record<string, LessonRecord>>;
  /** Ids of lessons that were done to their end at some time. */
  readonly finished: readonly string[];
}

const KEY = 'hopwright.lessons';
/** Documents come and go; of older ones it is forgotten how far they were. */
const MOST_DOCUMENTS = 20;

export const NOTHING_SEEN: Seen = { findings: [], walks: [] };

let store: StoreApi<LessonsState> | undefined;

/** How far which lesson is; of this browser, never of a plan. Read when it is first asked for: an embedded plan has no lessons. */
export function lessonStore(): StoreApi<LessonsState> {
  if (!store) {
    store = createStore<LessonsState>(() => read());
    store.subscribe((state, before) => {
      try {
        localStorage.setItem(KEY, JSON.stringify(withChanges(read(), state, before)));
      } catch {
        // Not remembered: the lesson goes on for as long as the page is open.
      }
    });
  }
  return store;
}

/** What was changed here, put into what is kept now: other tabs have lessons too, and write theirs. */
function withChanges(kept: LessonsState, state: LessonsState, before: LessonsState): LessonsState {
  const changed = [...Object.keys(before.byDocument), ...Object.keys(state.byDocument)].filter(
    (document) => before.byDocument[document] !== state.byDocument[document],
  );
  const others = Object.entries(kept.byDocument).filter(([document]) => !changed.includes(document));
  const own = Object.entries(state.byDocument).filter(([document]) => changed.includes(document));
  return {
    byDocument: Object.fromEntries([...others, ...own].slice(-MOST_DOCUMENTS)),
    finished: [...new Set([...kept.finished, ...state.finished])],
  };
}

/** A document becomes a lesson at its first step, or goes back to it. */
export const beginLesson = (document: string, lesson: string): void =>
  putLesson(document, { lesson, done: [], seen: NOTHING_SEEN });

export const putLesson = (document: string, record: LessonRecord): void =>
  lessonStore().setState(({ byDocument }) => {
    // What was touched last stands last.
    const { [document]: _, ...others } = byDocument;
    const kept = Object.entries(others).slice(1 - MOST_DOCUMENTS);
    return { byDocument: { ...Object.fromEntries(kept), [document]: record } };
  });

/** The document is an ordinary design from here on. */
export const leaveLesson = (document: string): void =>
  lessonStore().setState(({ byDocument }) => {
    const { [document]: _, ...others } = byDocument;
    return { byDocument: others };
  });

export const finishedLesson = (lesson: string): void =>
  lessonStore().setState(({ finished }) => ({
    finished: finished.includes(lesson) ? finished : [...finished, lesson],
  }));

/** What was remembered; whatever does not look like it is left out. */
export function read(storage: Pick<Storage, 'getItem'> | undefined = browserStorage()): LessonsState {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(KEY) ?? 'null');
    if (!isObject(stored)) return { byDocument: {}, finished: [] };
    const documents = isObject(stored.byDocument) ? Object.entries(stored.byDocument) : [];
    return {
      byDocument: Object.fromEntries(
        documents.filter((entry): entry is [string, LessonRecord] => isRecord(entry[1])),
      ),
      finished: Array.isArray(stored.finished) ? stored.finished.filter((id) => typeof id === 'string') : [],
    };
  } catch {
    return { byDocument: {}, finished: [] };
  }
}

// Functions by name: the store reads what is kept while this module is still being made.
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isRecord(value: unknown): value is LessonRecord {
  return (
    isObject(value) &&
    typeof value.lesson === 'string' &&
    isListOf(value.done, (done) => typeof done === 'boolean') &&
    isObject(value.seen) &&
    isListOf(value.seen.findings, (rule) => typeof rule === 'string') &&
    isListOf(value.seen.walks, isObject)
  );
}

function isListOf(value: unknown, is: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

/** The browser's own storage; undefined where there is none, or it refuses even to be asked. */
function browserStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
