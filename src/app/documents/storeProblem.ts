/** Why the browser keeps nothing, and what helps. */
const SENTENCES = {
  full: 'the browser has no room left for this page. Delete old designs, or download this one',
  refused: 'this browser keeps no data for this page (a private window, or storage is switched off)',
  blocked: 'another tab runs an older Hopwright and holds the storage. Close or reload that tab',
  newer: 'another tab runs a newer Hopwright. Download the design, then reload this page',
  unreadable: 'what is stored cannot be read',
  failed: 'the browser failed to store it',
} as const;

/** A failure of the store, as a sentence that goes after "Not saved: ". */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem';
  readonly kind: keyof typeof SENTENCES;

  constructor(kind: keyof typeof SENTENCES, cause?: unknown) {
    super(SENTENCES[kind], cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}

/** What an error of IndexedDB means; by name, because browsers disagree about the class. */
export function storeProblem(error: unknown, opening: boolean): StoreProblem {
  if (error instanceof StoreProblem) return error;
  const name = errorName(error);
  if (name === 'QuotaExceededError') return new StoreProblem('full', error);
  if (name === 'VersionError') return new StoreProblem('newer', error);
  return new StoreProblem(opening ? 'refused' : 'failed', error);
}

/** The browser closed the connection under the work; nothing of it was written. */
export const connectionWasLost = (error: unknown): boolean =>
  ['InvalidStateError', 'AbortError'].includes(errorName(error));

const errorName = (error: unknown): string => (error instanceof Error ? error.name : '');
