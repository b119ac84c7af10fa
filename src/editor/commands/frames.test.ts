import { expect, test } from 'vitest';
import { type Plan, parsePlanValue } from '#core';
import { boxesOf, meets } from '../boxes.ts';
import { createEditor } from '../createEditor.ts';
import { isLocked } from '../locks.ts';
import { placements } from '../placement.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import { FakeServices } from '../testing/fakes.ts';
import { type Command, run } from './command.ts';
import { connect, detach } from './connect.ts';
import { duplicateSelection } from './duplicate.ts';
import { dissolveFrames, frameSelection, setSite } from './frames.ts';
import { toggleLock } from './lock.ts';
import { moveTo, nudge } from './move.ts';
import { addNote, setNote } from './notes.ts';
import { deleteSelection } from './remove.ts';
import { rename } from './rename.ts';
import { selectAll, undo } from './select.ts';

const sites: Plan = {
  hopwright: 1,
  name: 'sites',
  clusters: [
    { id: 'london', name: 'London', router: 'edge-l', nodes: { cidrs: ['172.16.0.0/24'], count: 2 } },
  ],
  routers: [
    { id: 'edge-l', name: 'London edge' },
    { id: 'edge-p', name: 'Paris edge' },
  ],
  hosts: [{ id: 'laptop', name: 'Client', router: 'edge-p', addresses: ['10.32.0.7/24'] }],
  links: [{ id: 'vpn', name: 'London–Paris', ends: ['edge-l', 'edge-p'], routing: 'bgp' }],
  view: {
    positions: { london: [0, 0], 'edge-l': [0, 200], 'edge-p': [400, 200], laptop: [400, 0] },
    frames: [{ id: 'uk', name: 'United Kingdom', members: ['london', 'edge-l', 'ask'] }],
    notes: [{ id: 'ask', text: 'Ask the team\nbefore you change this', position: [0, -80] }],
  },
};

function setUp(plan: Plan = sites, ...selection: string[]) {
  const editor = createEditor(new FakeServices(), new FakeClock(), { id: 'd0', plan, edited: false });
  editor.select(selection);
  const state = () => editor.store.getState();
  return {
    editor,
    state,
    plan: () => state().plan,
    view: () => state().plan.view,
    run: (command: Command) => {
      const answer = run(editor, command);
      expect(parsePlanValue(state().plan)).toMatchObject({ ok: true });
      return answer;
    },
  };
}
const locked = (...ids: string[]): Plan => ({ ...sites, view: { ...sites.view, locked: ids } });

test('what is selected becomes a site with the next free name, selected to be named', () => {
  const { run, view, state } = setUp(sites, 'edge-p', 'laptop', 'vpn');
  run(frameSelection);
  expect(view()?.frames?.[1]).toEqual({ id: 'site-1', name: 'Site 1', members: ['edge-p', 'laptop'] });
  expect(state()).toMatchObject({ selection: ['site-1'], undoLabel: 'Make a site of Paris edge and Client' });
  run(undo);
  expect(view()).toEqual(sites.view);
});

test('nothing that stands is no site, and a site is not made twice', () => {
  expect(setUp(sites, 'vpn').run(frameSelection)).toMatchObject({ applies: false });
  expect(setUp(sites, 'london', 'edge-l', 'ask').run(frameSelection)).toMatchObject({
    reason: 'They are a site already: United Kingdom',
  });
});

test('a selected site is taken into the new one, and leaves nothing empty behind', () => {
  const { run, view } = setUp(sites, 'uk', 'laptop');
  run(frameSelection);
  expect(view()?.frames).toEqual([
    { id: 'site-1', name: 'Site 1', members: ['london', 'edge-l', 'ask', 'laptop'] },
  ]);
});

test('dissolving takes the frame, from the site or from what is in it; everything stays where it was', () => {
  for (const id of ['uk', 'london']) {
    const { run, plan } = setUp(sites, id);
    const before = placements(plan());
    run(dissolveFrames);
    expect(plan().view?.frames).toEqual([]);
    expect(placements(plan())).toEqual(before);
    expect(plan().clusters).toBe(sites.clusters);
  }
  expect(setUp(sites, 'laptop').run(dissolveFrames)).toMatchObject({ applies: false });
});

test('a thing goes into another site, and out of any', () => {
  const { run, view, editor } = setUp(sites, 'edge-p');
  run(frameSelection);
  run(setSite(['london'], 'site-1'));
  expect(view()?.frames?.map(({ members }) => members)).toEqual([
    ['edge-l', 'ask'],
    ['edge-p', 'london'],
  ]);
  run(setSite(['london', 'edge-p'], undefined));
  expect(view()?.frames?.map(({ id }) => id)).toEqual(['uk']);
  editor.select(['vpn']);
  expect(run(setSite(['vpn'], 'uk'))).toMatchObject({ applies: false });
  expect(run(setSite(['laptop'], undefined))).toMatchObject({ applies: false });
});

test('moving a selected site moves what is in it', () => {
  const { run, plan } = setUp(sites, 'uk');
  run(nudge(1, 0));
  expect(plan().view).toMatchObject({
    positions: { london: [10, 0], 'edge-l': [10, 200], 'edge-p': [400, 200] },
    notes: [{ position: [10, -80] }],
  });
});

test('deleting a site takes only its frame; deleting the last that is in it takes the frame too', () => {
  const { run, plan } = setUp(sites, 'uk');
  run(deleteSelection);
  expect(plan()).toMatchObject({
    clusters: [{ id: 'london' }],
    view: { frames: [], notes: [{ id: 'ask' }] },
  });
  const all = setUp(sites, 'uk', 'london', 'edge-l', 'ask');
  all.run(deleteSelection);
  expect(all.plan()).toMatchObject({ clusters: [], view: { frames: [], notes: [] } });
});

test('a site is duplicated with what is in it, joined as the originals are', () => {
  const { run, plan, state } = setUp(sites, 'uk');
  run(duplicateSelection);
  expect(plan().view?.frames?.[1]).toEqual({
    id: 'uk-copy',
    name: 'United Kingdom copy',
    members: ['london-copy', 'edge-l-copy', 'ask-copy'],
  });
  expect(plan().clusters?.[1]?.router).toBe('edge-l-copy');
  const boxes = boxesOf(plan());
  const [site, copy] = [boxes.get('uk'), boxes.get('uk-copy')];
  expect(site && copy && meets(site, copy)).toBe(false);
  const [was, is] = (plan().view?.notes ?? []).map(({ position }) => position);
  expect([(is?.[0] ?? 0) - (was?.[0] ?? 0), (is?.[1] ?? 0) - (was?.[1] ?? 0)]).toEqual([
    (copy?.x ?? 0) - (site?.x ?? 0),
    (copy?.y ?? 0) - (site?.y ?? 0),
  ]);
  expect(state()).toMatchObject({ selection: ['uk-copy'], undoLabel: 'Duplicate United Kingdom' });
});

test('everything is selected with its sites and notes', () => {
  const { run, state } = setUp();
  run(selectAll);
  expect(state().selection).toEqual(['london', 'edge-l', 'edge-p', 'vpn', 'laptop', 'uk', 'ask']);
});

test('a note is written, changed, and goes when its text goes; each is one entry', () => {
  const { run, view, state } = setUp();
  run(addNote('Firewall rule 12', { x: 3, y: 8 }));
  expect(view()?.notes?.[1]).toEqual({ id: 'note-1', text: 'Firewall rule 12', position: [0, 10] });
  expect(state()).toMatchObject({ selection: ['note-1'], undoLabel: 'Add a note' });
  run(setNote('note-1', 'Firewall rule 13\nand 14\n'));
  expect(view()?.notes?.[1]?.text).toBe('Firewall rule 13\nand 14');
  run(setNote('note-1', '  \n'));
  expect(view()?.notes).toHaveLength(1);
  expect(state().undoLabel).toBe('Delete note “Firewall rule 13”');
  expect(run(addNote('  ', { x: 0, y: 0 }))).toMatchObject({ applies: false });
  expect(run(addNote('x'.repeat(6_000), { x: 0, y: 0 }))).toMatchObject({ applies: false });
});

test('locking is one entry, and the same key unlocks', () => {
  const { run, view, state } = setUp(sites, 'london', 'vpn');
  run(toggleLock);
  expect(view()?.locked).toEqual(['london', 'vpn']);
  expect(state().undoLabel).toBe('Lock London and London–Paris');
  run(toggleLock);
  expect(view()).not.toHaveProperty('locked', expect.anything());
});

test('what is locked is neither moved, renamed, deleted, attached nor detached, and it is said why', () => {
  const { run, plan, state } = setUp(locked('london'), 'london');
  for (const command of [
    nudge(1, 0),
    moveTo(new Map([['london', { x: 500, y: 500 }]])),
    rename('london', 'Berlin'),
    deleteSelection,
    connect('london', 'edge-p'),
    detach('london'),
  ])
    expect(run(command)).toEqual({
      applies: false,
      reason: 'London is locked. Select it and press Shift+L to unlock it',
    });
  expect(state().announcement).toContain('London is locked');
  expect(plan()).toEqual(locked('london'));
});

test('a locked site holds what is in it', () => {
  const plan = locked('uk');
  expect(isLocked(plan, 'london')).toBe(true);
  expect(isLocked(plan, 'laptop')).toBe(false);
  for (const command of [nudge(1, 0), setNote('ask', 'x'), setSite(['london'], undefined), dissolveFrames])
    expect(setUp(plan, 'london').run(command)).toMatchObject({
      applies: false,
      reason: expect.stringContaining('United Kingdom'),
    });
});

test('of several only those move that are not locked', () => {
  const { run, plan } = setUp(locked('london'), 'london', 'laptop');
  run(nudge(1, 0));
  expect(plan().view?.positions).toMatchObject({ london: [0, 0], laptop: [410, 0] });
});

test('a router is not deleted while one of its links is locked', () => {
  expect(setUp(locked('vpn'), 'edge-p').run(deleteSelection)).toMatchObject({
    reason: 'London–Paris is locked. Select it and press Shift+L to unlock it',
  });
});
