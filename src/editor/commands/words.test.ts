import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { createEditor } from '../createEditor.ts';
import { drawnIds } from '../selection.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import { FakeServices } from '../testing/fakes.ts';
import { run } from './command.ts';
import { COMMANDS } from './registry.ts';

const PLAN: Plan = {
  hopwright: 1,
  name: 'Words',
  clusters: [
    { id: 'a', name: 'London', router: 'r', nodes: { cidrs: ['172.16.0.0/24'], count: 1 } },
    { id: 'b', name: 'Paris', nodes: { cidrs: ['172.17.0.0/24'], count: 1 } },
  ],
  routers: [
    { id: 'r', name: 'Edge' },
    { id: 's', name: 'Other edge' },
  ],
  links: [{ id: 'l', name: 'Line', ends: ['r', 's'], routing: 'bgp' }],
  hosts: [{ id: 'h', name: 'Client', addresses: ['10.32.0.7/24'] }],
  view: {
    frames: [{ id: 'f', name: 'Site', members: ['a', 'n'] }],
    notes: [{ id: 'n', text: 'Ask', position: [0, 300] }],
  },
};

test('titles and reasons begin with a capital and end without a stop, what is said is a sentence, and no word stands twice', () => {
  const selections = [
    [],
    ['a'],
    ['b'],
    ['r'],
    ['l'],
    ['h'],
    ['f'],
    ['n'],
    ['a', 'b'],
    ['r', 's'],
    ['attachment:a'],
  ];
  const twice = /\b(\w{2,}) \1\b/i;
  const said = new Set<string>();
  for (const locked of [[], ['a', 'r', 'f']])
    for (const selection of [...selections, drawnIds(PLAN)])
      for (const { id, title, command } of COMMANDS) {
        const plan = { ...PLAN, view: { ...PLAN.view, ...(locked.length > 0 ? { locked } : {}) } };
        const editor = createEditor(new FakeServices(), new FakeClock(), { id: 'd', plan, edited: false });
        editor.select(selection);
        const answer = run(editor, command, 'quietly');
        expect(title, id).toMatch(/^[A-Z].*[^.]$/);
        expect(title, id).not.toMatch(twice);
        if (!answer.applies) {
          expect(answer.reason, id).toMatch(/^[A-Z“].*[^.]$/);
          expect(answer.reason, id).not.toMatch(twice);
        }
        const { announcement } = editor.store.getState();
        if (announcement !== '') said.add(announcement);
      }
  for (const sentence of said) {
    expect(sentence).toMatch(/^(?!the |note |empty note).*\.$/);
    expect(sentence).not.toMatch(twice);
    expect(sentence).not.toMatch(/\b(undefined|NaN|\d+ thing )\b/);
  }
  expect(said.size).toBeGreaterThan(30);
});
