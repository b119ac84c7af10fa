import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FlowQuestion, type Plan, parsePlanValue } from '#core';
import { createEditor, type EditorState } from '#editor';
import { FakeClock } from '#editor/testing';
import { connect } from '#worker';
import { BASE, EDITS, ofHand } from './testing/editsByHand.ts';
import { type Fate, OLD_SHAPES, ShakyWorkers } from './testing/shakyWorkers.ts';

/*
 * The page's end of the worker and the editor together, with workers that die, hang, do not start or are of another version at
 * any moment. What a person did must be there, and what the page says of it in the end is what judging it from nothing says.
 */

const WALK: FlowQuestion = { from: 'host:a', to: 'pod:c/w-0' };
/** Longer than a worker may be silent. */
const LONG = 25_000;

type Happening =
  | { readonly kind: 'work'; readonly steps: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'fate'; readonly fate: Fate }
  | { readonly kind: 'birth'; readonly fate: Fate };

const fate = fc.oneof(
  fc.constantFrom<Fate>('dies', 'dies twice', 'hangs', 'does not start', 'cannot be made'),
  fc.constantFrom<Fate>(...OLD_SHAPES),
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('work'), steps: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.constantFrom(10, 50, 50, 200, LONG) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fate'), fate }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('birth'), fate }) },
);
const round = fc.record({
  edit: fc.constantFrom(...EDITS),
  pick: fc.nat(1_000),
  meanwhile: fc.array(happening, { maxLength: 8 }),
});

function setUp() {
  const clock = new FakeClock();
  const workers = new ShakyWorkers();
  const core = connect(workers.start, { start: (ms, run) => clock.after(ms, run) });
  const editor = createEditor(
    {
      judge: core.judge,
      trace: core.trace,
      routes: core.routes,
      survey: core.survey,
      reach: core.reach,
      newId: () => 'another',
      save: async () => {},
    },
    clock,
    { id: 'document', plan: BASE, edited: false },
  );
  /** Every judgement that the page showed as that of its document, and the document then. */
  const shown: EditorState[] = [];
  /** The same for walks. */
  const walked: { readonly plan: Plan; readonly answer: unknown }[] = [];
  const failures = new Set<string>();
  editor.store.subscribe((state, before) => {
    const { answer } = state.playback;
    if (answer && answer !== before.playback.answer) walked.push({ plan: state.plan, answer });
    if (state.analysis === before.analysis) return;
    if (state.analysis.status === 'ready') shown.push(state);
    if (state.analysis.status === 'failed') failures.add(state.analysis.failure ?? 'nothing was told');
  });
  /** Lets everybody finish who can. Only a hung worker takes long to be found out. */
  const calm = async (): Promise<void> => {
    workers.heal();
    for (let i = 0; i < 4; i++) {
      await clock.pass(100);
      while (workers.work()) await clock.pass(0);
      if (workers.hangs()) await clock.pass(LONG);
    }
  };
  return { clock, workers, editor, shown, walked, failures, calm };
}

/** What a core that never met the plan, nor trouble, says of it. */
async function fromNothing(plan: Plan) {
  const workers = new ShakyWorkers();
  const core = connect(workers.start, { start: () => () => {} });
  const judgement = core.judge(plan, 0);
  while (workers.work());
  const walk = core.trace(WALK, 0);
  while (workers.work());
  return { judgement: await judgement, walk: await walk };
}

const TOLD =
  /^(Checking was restarted: .+\. The design is safe; change it or try again|The checker could not start .+)\.$/;

test('whatever becomes of its workers, no edit is lost, and what is said in the end is of the last revision', async () => {
  let edits = 0;
  const told = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 100, maxLength: 100 }), async (rounds) => {
      const { clock, workers, editor, shown, walked, failures, calm } = setUp();
      const hand = ofHand();
      editor.show(WALK);
      const resume = async (): Promise<void> => {
        await calm();
        const { status } = editor.store.getState().analysis;
        // Who was told of a failure tries again.
        if (status === 'failed') {
          editor.judgeAgain();
          await calm();
        }
        const { analysis, revision, plan, playback } = editor.store.getState();
        const { judgement, walk } = await fromNothing(plan);
        expect(analysis).toEqual({ status: 'ready', revision, judgement, failure: undefined });
        expect(playback.answer).toEqual(walk);
      };
      for (const [i, { edit, pick, meanwhile }] of rounds.entries()) {
        hand.carryOut(editor, edit, pick);
        edits++;
        expect(editor.store.getState().plan).toEqual(hand.plan());
        for (const what of meanwhile) {
          if (what.kind === 'pass') await clock.pass(what.ms);
          else if (what.kind === 'fate') workers.strike(what.fate);
          else if (what.kind === 'birth') workers.next(what.fate);
          else for (let step = 0; step < what.steps && workers.work(1); step++) await clock.pass(0);
        }
        if (i % 20 === 19) await resume();
      }
      for (const state of shown) expect(state.analysis.revision).toBe(state.revision);
      for (const state of shown)
        expect(state.analysis.judgement).toEqual((await fromNothing(state.plan)).judgement);
      for (const { plan, answer } of walked) expect(answer).toEqual((await fromNothing(plan)).walk);
      for (const failure of failures) expect(failure).toMatch(TOLD);
      expect(workers.uncaught).toEqual([]);
      expect(parsePlanValue(editor.store.getState().plan)).toMatchObject({ ok: true });
      for (const failure of failures) told.add(failure);
      editor.dispose();
    }),
    { numRuns: 10, endOnFailure: true },
  );
  expect(edits).toBeGreaterThanOrEqual(1_000);
  // Otherwise nothing was tried.
  expect(told.size).toBeGreaterThan(0);
});
