import type { Disposition, Finding, LegName, Plan, PlanEdit, RoundTrip, Rule } from '#core';

/** A walk that somebody followed to its last hop, with the way it ended. */
export interface SeenWalk {
  readonly from: string;
  readonly to: string;
  /** Size in bytes, where the question named one. */
  readonly bytes?: number;
  readonly leg: LegName;
  readonly ending: Disposition;
}

/** What was looked at since the lesson began. */
export interface Seen {
  /** Rules of which a finding was selected. */
  readonly findings: readonly Rule[];
  readonly walks: readonly SeenWalk[];
}

/** What a check may look at. */
export interface Evidence {
  readonly plan: Plan;
  /** Accepted ones too: to accept a finding mends nothing. */
  readonly findings: readonly Finding[];
  /** The saved flows of the plan, walked: by flow id. */
  readonly flows: Readonly<Record<string, { readonly roundTrip: RoundTrip } | { readonly problem: string }>>;
  readonly seen: Seen;
}

/** Done, or not yet, with a sentence that says what is missing. */
export type Outcome = 'done' | { readonly missing: string };

export interface LessonStep {
  /** A few words, as a heading: `See where it ends`. */
  readonly title: string;
  /** What to do, in a sentence. */
  readonly task: string;
  /** Why it matters: what follows for packets. */
  readonly why: string;
  /** How it can be done, for whoever asks. */
  readonly hint: string;
  /**
   * Set where the step is about the plan, and must go on to hold: it is open again when somebody undoes it. A step of looking
   * is done once it was done.
   */
  readonly stays?: true;
  /** Judges what came out, never the way there. */
  readonly check: (evidence: Evidence) => Outcome;
}

/** A network that goes wrong, and what to see and mend in it: at most five steps. */
export interface Lesson {
  readonly id: string;
  readonly title: string;
  /** What is learnt, in one sentence. */
  readonly about: string;
  /** Id of the example that it begins with, changed by `edits`. */
  readonly example: string;
  readonly edits?: readonly PlanEdit[];
  /** Id of the saved flow that is ready to play. */
  readonly flow: string;
  readonly steps: readonly LessonStep[];
  /** What to take home, once it is done. */
  readonly moral: string;
}
