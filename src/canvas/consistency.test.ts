import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Plan, parsePlanValue } from '#core';
import { anyPlan } from '#core/testing';
import {
  COMMANDS,
  commandById,
  connect,
  drawnIds,
  type Editor,
  moveTo,
  outline,
  placements,
  rename,
  run,
  setSite,
  whyReadOnly,
} from '#editor';
import { PLAIN } from './decorate.ts';
import { drivenEditor } from './testing/drivenEditor.ts';
import { type Deed, deedOf, design, pickedIds } from './testing/surfaceDeeds.ts';
import { toGraph } from './toGraph.ts';

/*
 * Whatever is done in whatever order: the picture, the outline, the plan and the history say the same. The steps are the
 * commands of the registry over a random selection, with what page and canvas do for them, and what the canvas, the inspector
 * and the outline do with arguments. The findings and repairs are those of the real core.
 */

interface Step {
  readonly name: string;
  readonly deed: Deed;
  readonly picks: readonly number[];
}

const step = (name: string, deed: Deed): fc.Arbitrary<Step> =>
  fc.array(fc.nat(1000), { maxLength: 4, size: 'max' }).map((picks) => ({ name, deed, picks }));

const RANGE_ROWS = ['nodes/cidrs', 'pods/cidrs', 'services/cidrs'];

const select = step('select', (editor, picks) => editor.select(pickedIds(editor, picks)));
const selectRange = step('select a range', (editor, picks) => {
  const [id = ''] = pickedIds(editor, picks);
  const isHost = editor.store.getState().plan.hosts?.some((host) => host.id === id);
  const list = isHost ? 'addresses' : RANGE_ROWS[(picks[1] ?? 0) % RANGE_ROWS.length];
  editor.selectRange(`${isHost ? 'hosts' : 'clusters'}/${id}/${list}/0`);
});

const ofRegistry = (id: string): fc.Arbitrary<Step> =>
  step(id, (editor) => void run(editor, commandById(id).command, 'quietly'));

/** The commands that change the plan: those that a read-only one refuses. */
const CHANGING = ((): string[] => {
  const readOnly = { ...drivenEditor(design('any')).editor.store.getState(), readOnly: 'view' as const };
  return COMMANDS.filter(({ command }) => {
    const answer = command(readOnly);
    return !answer.applies && answer.reason === whyReadOnly('view');
  }).map(({ id }) => id);
})();

// Looking without changing would make all that follows nothing.
const OTHERS = COMMANDS.map(({ id }) => id).filter((id) => id !== 'read-only' && !CHANGING.includes(id));

const anyCommand = fc
  .oneof(
    { weight: 12, arbitrary: fc.constantFrom(...CHANGING) },
    { weight: 1, arbitrary: fc.constantFrom(...OTHERS) },
  )
  .chain(ofRegistry);

/** What canvas and outline do without asking for a command by name. */
const byHand = fc.oneof(
  step(
    'rename in the outline',
    deedOf((editor, picks) => {
      const [id] = pickedIds(editor, picks);
      return id === undefined ? undefined : rename(id, `Row ${picks.length}`);
    }),
  ),
  step(
    'draw a line',
    deedOf((editor, picks) => {
      const [from, to] = pickedIds(editor, picks);
      return from === undefined || to === undefined ? undefined : connect(from, to);
    }),
  ),
  step(
    'drag',
    deedOf((editor, picks) =>
      moveTo(new Map(pickedIds(editor, picks).map((id, i) => [id, { x: 100 * i, y: (picks[0] ?? 0) * 10 }]))),
    ),
  ),
  step(
    'drag into a site',
    deedOf((editor, picks) =>
      setSite(pickedIds(editor, picks), editor.store.getState().plan.view?.frames?.[0]?.id),
    ),
  ),
);

/** Mostly a command over something that was just chosen for it. */
const anySteps = (length: fc.ArrayConstraints): fc.Arbitrary<Step[]> =>
  fc
    .array(
      fc.oneof(
        { weight: 10, arbitrary: fc.tuple(select, anyCommand) },
        { weight: 3, arbitrary: fc.tuple(selectRange, anyCommand) },
        { weight: 2, arbitrary: fc.tuple(ofRegistry('next-finding'), anyCommand) },
        { weight: 1, arbitrary: fc.tuple(ofRegistry('undo'), anyCommand) },
        { weight: 1, arbitrary: fc.tuple(ofRegistry('undo'), ofRegistry('redo')) },
        { weight: 4, arbitrary: fc.tuple(byHand) },
      ),
      length,
    )
    .map((pairs) => pairs.flat());

function expectOneTruth(editor: Editor): void {
  const { plan, selection, opened } = editor.store.getState();
  expect(parsePlanValue(plan)).toMatchObject({ ok: true });
  const drawn = drawnIds(plan);

  const { nodes, edges } = toGraph(plan, selection, opened, PLAIN);
  const links = new Set((plan.links ?? []).map(({ id }) => id));
  expect(nodes.map(({ id }) => id).sort()).toEqual(drawn.filter((id) => !links.has(id)).sort());
  expect(edges.flatMap(({ id, type }) => (type === 'link' ? [id] : [])).sort()).toEqual([...links].sort());
  const places = placements(plan);
  for (const { id, type, position } of nodes) if (type !== 'frame') expect(position).toEqual(places.get(id));
  const shown = [...nodes, ...edges].filter(({ selected }) => selected).map(({ id }) => id);
  expect(shown.sort()).toEqual([...selection].sort());

  const devices = [...(plan.clusters ?? []), ...(plan.routers ?? []), ...(plan.hosts ?? [])];
  const rows = outline(plan, [], new Set(devices.map(({ id }) => id)));
  const inRows = new Set(rows.map(({ id }) => id));
  expect(drawn.filter((id) => !inRows.has(id))).toEqual([]);
  expect([...inRows].filter((id) => id !== undefined && !id.includes(':') && !drawn.includes(id))).toEqual(
    [],
  );
}

const MANY = 30;

/** What undo and redo must lead through, kept beside the editor. */
class Ledger {
  private past: Plan[] = [];
  private future: Plan[] = [];
  private readonly editor: Editor;

  constructor(editor: Editor) {
    this.editor = editor;
  }

  get now(): Plan {
    return this.editor.store.getState().plan;
  }

  /** Writes down what a step did: nothing, one entry, or another design. */
  note(name: string, before: { readonly plan: Plan; readonly shown: number }): void {
    const { plan, shown, undoLabel, redoLabel } = this.editor.store.getState();
    if (shown !== before.shown) {
      this.past = [];
      this.future = [];
    } else if (plan !== before.plan) {
      if (name === 'undo') {
        expect(plan, name).toBe(this.past.pop());
        this.future.push(before.plan);
      } else {
        if (name === 'redo') expect(plan, name).toBe(this.future.pop());
        else this.future = [];
        this.past.push(before.plan);
      }
    }
    expect([undoLabel !== undefined, redoLabel !== undefined], name).toEqual([
      this.past.length > 0,
      this.future.length > 0,
    ]);
  }

  /** Goes to the start, to the end and back to where it was. */
  expectThereAndBack(): void {
    const here = this.now;
    const line = [...this.past, here, ...this.future.toReversed()];
    for (let i = this.past.length - 1; i >= 0; i--) {
      this.editor.undo();
      expect(this.now).toBe(line[i]);
    }
    expect(this.editor.store.getState().undoLabel).toBeUndefined();
    expectOneTruth(this.editor);
    for (let i = 1; i < line.length; i++) {
      this.editor.redo();
      expect(this.now).toBe(line[i]);
    }
    expect(this.editor.store.getState().redoLabel).toBeUndefined();
    expectOneTruth(this.editor);
  }
}

test('after any series of steps picture, outline and plan are one; each change is one entry; undo leads to the first plan, redo to the last', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlan(), anySteps({ maxLength: 20, size: 'max' }), async (plan, steps) => {
      const driven = drivenEditor(plan);
      const ledger = new Ledger(driven.editor);
      for (const { name, deed, picks } of steps) {
        const before = driven.editor.store.getState();
        // Copies of copies of everything take long to judge, and show nothing new.
        if (drawnIds(before.plan).length > MANY) break;
        await driven.carryOut(deed, picks);
        ledger.note(name, before);
        expectOneTruth(driven.editor);
      }
      ledger.expectThereAndBack();
    }),
    { numRuns: 40 },
  );
});

test('the steps are not vain: every command that a read-only plan refuses changes one here', async () => {
  expect(CHANGING.length).toBeGreaterThan(30);
  const preludes = fc.oneof(select, selectRange, ofRegistry('next-finding'), ofRegistry('undo'), byHand);
  const tries = fc.sample(preludes, { numRuns: 200, seed: 20 });
  const vain: string[] = [];
  for (const id of CHANGING) {
    const { command } = commandById(id);
    const driven = drivenEditor(design('any'));
    const changes = async (prelude: Step): Promise<boolean> => {
      await driven.carryOut(prelude.deed, prelude.picks);
      const { plan } = driven.editor.store.getState();
      await driven.carryOut((editor) => void run(editor, command, 'quietly'), prelude.picks);
      return driven.editor.store.getState().plan !== plan;
    };
    let done = false;
    for (const prelude of tries) {
      done = await changes(prelude);
      if (done) break;
    }
    if (!done) vain.push(id);
  }
  expect(vain).toEqual([]);
});
