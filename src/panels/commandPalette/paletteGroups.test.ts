import { expect, test } from 'vitest';
import { compileNetwork, type Plan, validate } from '#core';
import { COMMANDS, createEditor } from '#editor';
import { examples } from '#presets';
import type { PaletteMode } from './item.ts';
import { inOrderOf, paletteGroups } from './paletteGroups.ts';

const blackHole = examples[0]?.plan ?? { hopwright: 1 as const, name: 'none' };

const setUp = (mode: PaletteMode = 'commands', ...selection: string[]) =>
  setUpOn(blackHole, mode, ...selection);

async function setUpOn(plan: Plan, mode: PaletteMode, ...selection: string[]) {
  const findings = validate(plan, compileNetwork(plan));
  const editor = createEditor(
    {
      judge: async () => ({ findings, flows: {}, derived: { devices: [], services: [] } }),
      trace: async () => undefined,
      routes: async () => undefined,
      survey: async () => undefined,
      reach: () => ({ answer: Promise.resolve(undefined), cancel: () => undefined }),
      save: async () => undefined,
      newId: () => 'other',
    },
    {
      now: () => 0,
      after(_, work) {
        work();
        return () => undefined;
      },
    },
    { id: 'd0', plan, edited: false },
  );
  for (let i = 0; i < 10; i++) await Promise.resolve();
  editor.select(selection);
  const ran: string[] = [];
  const world = { editor, mode, extra: [], recent: ['tidy'], ran: (id: string) => void ran.push(id) };
  const lines = (query: string) =>
    paletteGroups(world, query).flatMap(({ value, items }) => items.map((item) => ({ ...item, value })));
  return { editor, ran, lines };
}

test('without a query every command is there, and those that do not apply say why', async () => {
  const { lines } = await setUp();
  const all = lines('');
  for (const { id, title } of COMMANDS)
    if (id !== 'palette')
      expect(
        all.some((line) => line.title === title),
        id,
      ).toBe(true);
  const duplicate = all.find(({ title }) => title === 'Duplicate');
  expect(duplicate?.reason).toBe('Select what to duplicate');
});

test('what was used last stands first, then what suits the selection', async () => {
  const { lines } = await setUp('commands', 'london');
  expect(lines('')[0]).toMatchObject({
    value: 'Last used',
    title: 'Tidy up what is selected, or everything',
  });
  expect(
    lines('')
      .filter(({ value }) => value === 'For what is selected')
      .map(({ title }) => title),
  ).toContain('Rename what is selected');
});

test('an address tells who owns it, in how many ranges, and which findings speak of it', async () => {
  const { lines, editor } = await setUp();
  const answer = lines('10.32.0.7');
  expect(answer[0]?.value).toContain('3 ranges match');
  expect(answer.map(({ title, detail }) => `${title}: ${detail}`)).toContain(
    'London: service range 10.32.0.0/16',
  );
  expect(answer.some(({ key }) => key.startsWith('finding vip-aliases-address'))).toBe(true);
  answer[0]?.run();
  expect(editor.store.getState().selection).toEqual(['laptop']);
});

test('an address that nobody has gets an answer, too', async () => {
  const { lines } = await setUp();
  expect(lines('203.0.113.9')[0]?.title).toMatch(/^203\.0\.113\.9: nobody in this plan has it/);
});

test('names, ids, rules and examples are found', async () => {
  const { lines } = await setUp();
  expect(lines('paris edge')[0]?.title).toBe('Paris edge');
  expect(lines('edge-p')[0]?.title).toBe('Paris edge');
  expect(lines('vip-aliases').some(({ key }) => key.startsWith('finding '))).toBe(true);
  expect(lines('couchbase').some(({ value }) => value === 'Examples')).toBe(true);
  expect(lines('no such thing at all')).toEqual([]);
});

test('for another end, only what can be one is offered', async () => {
  const { lines, editor } = await setUp('peer', 'laptop');
  expect(lines('').map(({ title, reason }) => [title, reason !== undefined])).toEqual([
    ['London edge', false],
    ['Paris edge', true],
  ]);
  lines('london')[0]?.run();
  expect(editor.store.getState().plan.hosts?.[0]?.router).toBe('edge-l');
});

test('a first cluster, with nothing to connect it to, is offered a router of its own', async () => {
  const clusters = [{ id: 'alone', nodes: { cidrs: ['172.16.0.0/24'], count: 1 } }];
  const { lines, editor } = await setUpOn({ hopwright: 1, name: 'First', clusters }, 'peer', 'alone');
  expect(lines('').map(({ title }) => title)).toEqual(['A new router']);
  lines('')[0]?.run();
  const { plan } = editor.store.getState();
  expect(plan.clusters?.[0]?.router).toBe(plan.routers?.[0]?.id);
});

test('a command that was run is remembered', async () => {
  const { lines, ran } = await setUp();
  lines('select everything')[0]?.run();
  expect(ran).toEqual(['select-all']);
});

test('no command stands twice in the list, however often it is used and whatever is selected', async () => {
  const { lines } = await setUp('commands', 'london');
  const keys = lines('').map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('lines stay where they are while what can be done changes; what is new stands last', () => {
  const item = (key: string) => ({ key, title: key, sign: 'command' as const, run: () => undefined });
  const before = [
    { value: 'one', items: [item('a'), item('b')] },
    { value: 'two', items: [item('c')] },
  ];
  const now = [
    { value: 'new', items: [item('n')] },
    { value: 'two', items: [item('c')] },
    { value: 'one', items: [item('m'), item('b'), item('a')] },
  ];
  expect(inOrderOf(before, now).map(({ value, items }) => [value, ...items.map(({ key }) => key)])).toEqual([
    ['one', 'a', 'b', 'm'],
    ['two', 'c'],
    ['new', 'n'],
  ]);
});
