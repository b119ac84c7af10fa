import { atHead, capital } from './selection.ts';

/** What a change said for itself, and whether it was said for eyes too. */
export interface Said {
  readonly text: string;
  readonly aloud: boolean;
}

/**
 * What the last change that is being judged said for itself: its judgement, a moment later, tells in one sentence with it
 * what came of it.
 */
export interface Deed {
  /** A change is being made: what is said in the same turn is about it. */
  begin(): void;
  say(said: Said): void;
  /** What it said; undefined where nothing was, or it has been told already. */
  take(): Said | undefined;
}

export function createDeed(): Deed {
  let deed: Said | undefined;
  let turn: object | undefined;
  return {
    begin() {
      deed = undefined;
      const own = {};
      turn = own;
      // What is said later ("Copied.") is about something else.
      void Promise.resolve().then(() => {
        if (turn === own) turn = undefined;
      });
    },
    say(said) {
      if (turn) deed = said;
    },
    take() {
      const told = deed;
      deed = undefined;
      return told;
    },
  };
}

/** What is said of changes whose command says nothing itself, by the first word of their label. */
const DONE: Readonly<Record<string, string>> = {
  Add: 'added',
  Change: 'changed',
  Delete: 'deleted',
  Edit: 'edited',
  Move: 'moved',
  Remove: 'removed',
  Rename: 'renamed',
};

/**
 * The label of a change as a sentence about it: what a history offers to undo is an order, what is told is done.
 *
 * deedSentence('Change name of Paris') //=> 'Name of Paris changed.'
 * deedSentence('Move London') //=> 'London moved.'
 */
export function deedSentence(label: string): string {
  const [verb = ''] = label.split(' ', 1);
  const done = DONE[verb];
  const what = label.slice(verb.length + 1);
  if (done === undefined || what === '') return `Done: ${label}.`;
  // A change is of a field, whose label begins the sentence.
  return `${verb === 'Change' ? capital(what) : atHead(what)} ${done}.`;
}

/** What was done and what came of it: "London deleted; 2 errors gone. No errors or warnings." */
export const withNews = (deed: string, news: string): string =>
  // A deed of several sentences keeps them.
  /\. /.test(deed) ? `${deed} ${news}` : `${deed.replace(/\.$/, '')}; ${news}`;
