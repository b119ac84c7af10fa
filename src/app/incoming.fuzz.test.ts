import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Plan, parsePlan, parsePlanValue, planFileText } from '#core';
import { anyHostileText, anyPlan, fuzz, spoilt } from '#core/testing';
import { createEditor, type EditorServices, pasteFragment, planOfList, recognise, run } from '#editor';
import { FakeClock } from '#editor/testing';
import { examples } from '#presets';
import { planOf } from './embed/incomingPlan.ts';
import { readMessage } from './embed/messages.ts';
import { type Incoming, readFiles, readIncoming } from './incoming.ts';

/** What comes into the page from outside: whatever it is, a plan or sentences come of it, and what is open stays a plan. */

function expectAnswer(read: Incoming): void {
  if (read.ok) return;
  expect(read.problems.length).toBeGreaterThan(0);
  for (const { message } of read.problems) expect(message).toMatch(/\S/);
}

const documents = examples.map(({ plan }) => JSON.stringify(plan, undefined, 2));

/** What is on people's clipboards. */
const anyPastedText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...documents).chain((text) => spoilt(text)),
    anyPlan().chain((plan) => spoilt(JSON.stringify({ ...plan, 'x-copied': true }), '0189./:abc"-')),
    anyPlan().map((plan) => JSON.stringify({ ...plan, 'x-copied': true })),
    spoilt(
      'london 10.0.0.0/16\nparis\t10.1.0.0/16, 2001:db8::/48\n# note\nvpn;10.32.0.7\n',
      '0189./:abc,;\n\t',
    ),
    spoilt('<table><tr><td>10.0.0.0/8</td></tr></table><img src=x onerror=alert(1)>'),
    spoilt('https://plans.example/#v2/q1YqSy0qzszPU7JSMtQzVNJRKkktLlGyUqpWSs5JTFGyAgA'),
    spoilt('apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n'),
    spoilt('[{"apiVersion":"v1","kind":"Service"}]'),
    anyHostileText(),
    fc.json(),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );

const services = {
  judge: async () => undefined,
  trace: async () => undefined,
  save: async () => undefined,
  newId: () => 'x',
} as unknown as EditorServices;

test('a pasted text becomes a plan, a part of the plan that is open, or a sentence', () =>
  fuzz('clipboard', fc.tuple(anyPastedText(), fc.constantFrom(...examples)), async ([text, { plan }]) => {
    const found = await recognise(text);
    if (found.kind === 'other') expect(found.sentence).toMatch(/\S/);
    if (found.kind === 'problems') expectAnswer({ ok: false, problems: found.problems });
    if (found.kind !== 'fragment' && found.kind !== 'plan' && found.kind !== 'addresses') return;
    const part = found.kind === 'addresses' ? planOfList(plan, found.lines) : found.plan;
    const editor = createEditor(services, new FakeClock(), { id: 'd', plan, edited: false });
    run(editor, pasteFragment(part, { x: 0, y: 0 }));
    const after = editor.store.getState().plan;
    const parsed = parsePlan(planFileText(after));
    expect(parsed.ok ? [] : parsed.problems.slice(0, 3)).toEqual([]);
    editor.undo();
    expect(editor.store.getState().plan).toBe(plan);
    editor.dispose();
  }));

test('a text or a file that is opened becomes a plan or sentences', () =>
  fuzz(
    'texts and files',
    fc.tuple(anyPastedText(), anyHostileText()),
    async ([text, name]) => {
      expectAnswer(await readIncoming(text));
      expectAnswer(await readFiles([new File([text], name), new File(['{'], 'second.json')]));
    },
    0.5,
  ));

/** What another page may send: all that a message can carry, not only JSON. */
const anyMessage = (): fc.Arbitrary<unknown> => {
  const plan: fc.Arbitrary<unknown> = fc.oneof(
    fc.constantFrom<unknown>(...examples.map((example) => example.plan)),
    fc.constantFrom(...documents).chain((text) => spoilt(text)),
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
      withObjectString: true,
    }),
    fc.constantFrom<unknown>(...cyclic()),
  );
  const type = fc.oneof(
    fc.constantFrom('hopwright:load', 'hopwright:export', 'hopwright:ready'),
    anyHostileText(),
  );
  return fc.oneof(
    fc.record(
      {
        type,
        id: fc.oneof(anyHostileText(), fc.double(), fc.anything()),
        link: fc.oneof(anyPastedText(), fc.anything()),
        plan,
        format: fc.oneof(fc.constantFrom('json', 'link', 'svg', 'png'), anyHostileText(), fc.anything()),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({ type: fc.constant('hopwright:load'), plan }),
    fc.anything(),
  );
};

function cyclic(): unknown[] {
  const circle: Record<string, unknown> = { hopwright: 1, name: 'n' };
  circle['x-self'] = circle;
  const list: unknown[] = [];
  list.push(list);
  const shared = { id: 'a', nodes: { cidrs: [], count: 1 } };
  return [
    circle,
    { hopwright: 1, name: 'n', clusters: list },
    { hopwright: 1, name: 'n', clusters: [shared, shared] },
  ];
}

test('a message of another page is read, answered in sentences, or none of ours', () =>
  fuzz('embed: messages', anyMessage(), async (data) => {
    const message = readMessage(data);
    if (!message) return;
    expect(['string', 'number', 'undefined']).toContain(typeof message.id);
    if (message.type !== 'hopwright:load') return;
    const read = await planOf(message);
    expectAnswer(read);
    // What is shown must be what can be stored, shared and judged.
    if (read.ok)
      expect(parsePlanValue(JSON.parse(JSON.stringify(read.plan)) as Plan)).toMatchObject({ ok: true });
  }));
