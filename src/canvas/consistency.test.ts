import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Plan, parsePlanValue } from '#core';
import { anyPlan } from '#core/testing';
import {
  addNote,
  COMMANDS,
  type Command,
  connect,
  copyFragment,
  createEditor,
  drawnIds,
  type Editor,
  moveTo,
  outline,
  pasteFragment,
  placements,
  rename,
  run,
  setSite,
} from '#editor';
import { PLAIN } from './decorate.ts';
import { toGraph } from './toGraph.ts';

/*
 * Whatever is done in whatever order: the picture, the outline, the plan and the history say the same. The steps are the
 * commands of the registry, over a random selection, and what the canvas, the inspector and the outline do with arguments.
 */

/** An editor whose core judges nothing and whose clock stands still. */
const editorOn = (plan: Plan): Editor =>
  createEditor(
    {
      judge: async () => undefined,
      trace: async () => undefined,
      routes: async () => undefined,
      survey: async () => undefined,
      reach: () => ({ answer: Promise.resolve(undefined), cancel: () => undefined }),
      save: async () => undefined,
      newId: () => 'other',
    },
    { now: () => 0, after: () => () => undefined },
    { id: 'd0', plan, edited: false },
  );

/** Which of the things that are drawn, by chance: numbers that are taken round. */
type Picks = readonly number[];
type Step = (editor: Editor) => void;

const picked = (editor: Editor, picks: Picks): string[] => {
  const ids = drawnIds(editor.store.getState().plan);
  return ids.length === 0 ? [] : [...new Set(picks.map((pick) => ids[pick % ids.length] ?? ''))];
};

const anyPicks = fc.array(fc.nat(1000), { maxLength: 4 });
const step = (make: (picks: Picks, editor: Editor) => Command | undefined): fc.Arbitrary<Step> =>
  anyPicks.map((picks) => (editor) => {
    const command = make(picks, editor);
    if (command) run(editor, command, 'quietly');
  });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: anyPicks.map(
      (picks): Step =>
        (editor) =>
          editor.select(picked(editor, picks)),
    ),
  },
  {
    weight: 12,
    // Looking without changing would make all that follows nothing.
    arbitrary: fc.constantFrom(...COMMANDS.filter(({ id }) => id !== 'read-only')).map(
      ({ command }): Step =>
        (editor) =>
          void run(editor, command, 'quietly'),
    ),
  },
  step((picks, editor) => {
    const [id] = picked(editor, picks);
    return id === undefined ? undefined : rename(id, `Name ${picks.length}`);
  }),
  step((picks, editor) => {
    const [from, to] = picked(editor, picks);
    return from === undefined || to === undefined ? undefined : connect(from, to);
  }),
  step((picks, editor) =>
    moveTo(new Map(picked(editor, picks).map((id, i) => [id, { x: 100 * i, y: (picks[0] ?? 0) * 10 }]))),
  ),
  step((picks, editor) => {
    const site = editor.store.getState().plan.view?.frames?.[0]?.id;
    return setSite(picked(editor, picks), site);
  }),
  step((picks) => addNote('Ask', { x: (picks[0] ?? 0) * 10, y: 0 })),
  step((picks, editor) => {
    const { plan } = editor.store.getState();
    const fragment = copyFragment(plan, picked(editor, picks));
    return fragment && pasteFragment(fragment, { x: 0, y: 0 });
  }),
);

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

test('after any series of steps picture, outline and plan are one; undo leads to the first plan, redo to the last', () => {
  fc.assert(
    fc.property(anyPlan(), fc.array(anyStep, { maxLength: 25 }), (plan, steps) => {
      const editor = editorOn(plan);
      for (const one of steps) {
        one(editor);
        expectOneTruth(editor);
      }
      while (editor.store.getState().redoLabel !== undefined) editor.redo();
      const last = editor.store.getState().plan;
      while (editor.store.getState().undoLabel !== undefined) editor.undo();
      expect(editor.store.getState().plan).toBe(plan);
      expectOneTruth(editor);
      while (editor.store.getState().redoLabel !== undefined) editor.redo();
      expect(editor.store.getState().plan).toBe(last);
      expectOneTruth(editor);
    }),
    { numRuns: 60 },
  );
});
