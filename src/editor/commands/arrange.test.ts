import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Plan, parsePlanValue } from '#core';
import type { Box } from '#core/view';
import { beside, boxesOf, meets } from '../boxes.ts';
import { createEditor } from '../createEditor.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import { FakeServices } from '../testing/fakes.ts';
import { add } from './add.ts';
import { addLinked } from './addLinked.ts';
import { align, distribute, tidied, tidyTo, tidyUnseen } from './arrange.ts';
import { type Command, run } from './command.ts';
import { followLink } from './follow.ts';
import { undo } from './select.ts';
import { alignShifts, apartShifts, distributeShifts } from './shifts.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'sites',
  clusters: [
    { id: 'a', name: 'A', router: 'r', nodes: { cidrs: ['172.16.0.0/24'], count: 1 } },
    { id: 'b', name: 'B', nodes: { cidrs: ['172.17.0.0/24'], count: 1 } },
    { id: 'c', name: 'C', nodes: { cidrs: ['172.18.0.0/24'], count: 1 } },
  ],
  routers: [
    { id: 'r', name: 'R' },
    { id: 's', name: 'S' },
  ],
  links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp' }],
  hosts: [{ id: 'h', name: 'H', router: 's', addresses: ['10.32.0.7/24'] }],
  view: {
    positions: { a: [0, 0], b: [300, 40], c: [900, 20], r: [0, 200], s: [600, 200], h: [600, 400] },
    frames: [{ id: 'site', name: 'Site', members: ['r', 'note'] }],
    notes: [{ id: 'note', text: 'n', position: [0, 300] }],
  },
};

function setUp(selection: string[], changes: Partial<Plan> = {}) {
  const editor = createEditor(new FakeServices(), new FakeClock(), {
    id: 'd0',
    plan: { ...plan, ...changes },
    edited: false,
  });
  editor.select(selection);
  const state = () => editor.store.getState();
  return {
    editor,
    state,
    positions: () => state().plan.view?.positions ?? {},
    run: (command: Command) => {
      const answer = run(editor, command);
      expect(parsePlanValue(state().plan)).toMatchObject({ ok: true });
      return answer;
    },
  };
}

const anyBoxes = () =>
  fc.array(
    fc.record({
      x: fc.integer({ min: -500, max: 500 }),
      y: fc.integer({ min: -500, max: 500 }),
      width: fc.integer({ min: 10, max: 300 }),
      height: fc.integer({ min: 10, max: 200 }),
    }),
    { minLength: 2, maxLength: 8 },
  );
const shifted = (boxes: readonly Box[], shifts: readonly { x: number; y: number }[]): Box[] =>
  boxes.map((box, i) => ({ ...box, x: box.x + (shifts[i]?.x ?? 0), y: box.y + (shifts[i]?.y ?? 0) }));

test('aligned boxes have the edge in common, and only one axis moves', () => {
  fc.assert(
    fc.property(anyBoxes(), (boxes) => {
      const left = shifted(boxes, alignShifts(boxes, 'left'));
      expect(new Set(left.map(({ x }) => x)).size).toBe(1);
      expect(left.map(({ y }) => y)).toEqual(boxes.map(({ y }) => y));
      const bottom = shifted(boxes, alignShifts(boxes, 'bottom'));
      expect(new Set(bottom.map(({ y, height }) => y + height)).size).toBe(1);
      const middles = shifted(boxes, alignShifts(boxes, 'middle')).map(({ y, height }) => y + height / 2);
      expect(Math.max(...middles) - Math.min(...middles)).toBeLessThanOrEqual(1);
    }),
  );
});

test('distributed boxes have equal gaps, keep their order and touch nobody', () => {
  fc.assert(
    fc.property(anyBoxes(), (boxes) => {
      const rows = shifted(boxes, distributeShifts(boxes, 'x')).sort((p, q) => p.x - q.x);
      const gaps = rows.slice(1).map((box, i) => box.x - ((rows[i]?.x ?? 0) + (rows[i]?.width ?? 0)));
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(19);
    }),
  );
});

test('boxes in one line are moved apart along it: none covers another, and their order stays', () => {
  fc.assert(
    fc.property(anyBoxes(), (boxes) => {
      const lined = shifted(boxes, alignShifts(boxes, 'left'));
      const apart = shifted(lined, apartShifts(lined, 'y', boxes));
      for (const [i, a] of apart.entries())
        for (const b of apart.slice(i + 1)) expect(meets(a, b)).toBe(false);
      expect(apart.map(({ x }) => x)).toEqual(lined.map(({ x }) => x));
      for (const [i, a] of lined.entries())
        for (const [k, b] of lined.entries())
          if (a.y < b.y) expect(apart[i]?.y ?? 0).toBeLessThan(apart[k]?.y ?? 0);
    }),
  );
});

test('boxes that cover nobody stay where they are in the line', () => {
  const far = [0, 300, 600].map((y) => ({ x: 0, y, width: 100, height: 80 }));
  expect(apartShifts(far, 'y').every(({ x, y }) => x === 0 && y === 0)).toBe(true);
});

test('aligning what stands in a grid stacks no cards on each other, and says that some were moved along', () => {
  const positions: Record<string, [number, number]> = {
    ...{ a: [0, 0], b: [400, 0], c: [0, 300], h: [400, 300] },
    ...{ r: [2000, 2000], s: [2500, 2000] },
  };
  for (const how of ['left', 'right', 'centre', 'top', 'bottom', 'middle'] as const) {
    const { run, state } = setUp(['a', 'b', 'c', 'h', 'l'], {
      view: { positions },
    });
    run(align(how));
    const boxes = [...boxesOf(state().plan).values()];
    for (const [i, one] of boxes.entries())
      for (const other of boxes.slice(i + 1)) expect(meets(one, other)).toBe(false);
    expect(state().announcement).toMatch(
      /^\w+( edges)? of 4 things aligned; [23] of them were moved along, so as not to cover another\.$/,
    );
  }
});

test('aligning is one entry, and a selected site moves as a whole', () => {
  const { run, positions, state } = setUp(['site', 'b']);
  run(align('top'));
  const dy = (positions().r?.[1] ?? 0) - 200;
  expect(dy).toBeLessThan(0);
  expect(state().plan.view?.notes?.[0]?.position).toEqual([0, 300 + dy]);
  expect(state().undoLabel).toBe('Align top edges of Site and B');
  run(undo);
  expect(positions()).toEqual(plan.view?.positions);
});

test('what cannot be arranged says why: too little, locked, there already', () => {
  expect(setUp(['a']).run(align('left'))).toMatchObject({
    reason: 'Select two things or more to align them',
  });
  expect(setUp(['a', 'l']).run(align('left'))).toMatchObject({
    reason: 'Select two things or more to align them',
  });
  expect(setUp(['a', 'b']).run(distribute('x'))).toMatchObject({
    reason: 'Select three things or more to distribute them',
  });
  const locked = { view: { ...plan.view, locked: ['a'] } };
  expect(setUp(['a', 'b'], locked).run(align('left'))).toMatchObject({
    reason: expect.stringContaining('A is locked'),
  });
  expect(setUp(['a', 'r']).run(align('left'))).toMatchObject({ reason: 'They stand like this already' });
});

test('clusters are distributed between the outermost two', () => {
  const { run, positions } = setUp(['a', 'b', 'c']);
  run(distribute('x'));
  expect(positions()).toMatchObject({ a: [0, 0], b: [450, 40], c: [900, 20] });
});

test('without a canvas everything is tidied too: apart, as one entry', () => {
  const { run, state } = setUp([], {
    view: { positions: { a: [0, 0], b: [5, 5], c: [9, 9], r: [0, 0], s: [1, 1] } },
  });
  run(tidyUnseen);
  expect(state().undoLabel).toBe('Tidy up');
  const boxes = [...boxesOf(state().plan).values()];
  for (const [i, one] of boxes.entries())
    for (const other of boxes.slice(i + 1)) expect(meets(one, other)).toBe(false);
});

test('with one thing selected everything is tidied: one thing alone stands tidily anywhere', () => {
  expect(tidied(setUp(['a']).state())).toEqual(tidied(setUp([]).state()));
  expect(tidied(setUp(['l']).state())).toEqual(tidied(setUp([]).state()));
  expect(tidied(setUp(['a', 'l', 's']).state())).toEqual(['a', 's']);
});

test('tidying means what is selected, else everything; notes with their site, and never what is locked', () => {
  expect(tidied(setUp([]).state())).toEqual(['a', 'b', 'c', 'r', 's', 'h', 'note']);
  expect(tidied(setUp(['site', 'b']).state())).toEqual(['b', 'r', 'note']);
  expect(tidied(setUp([], { view: { ...plan.view, locked: ['site', 'a'] } }).state())).toEqual([
    'b',
    'c',
    's',
    'h',
  ]);
  const { run, positions, state } = setUp([]);
  run(tidyTo(new Map([['a', { x: 7, y: 8 }]])));
  expect(positions()).toEqual({ ...plan.view?.positions, a: [7, 8] });
  expect(state().undoLabel).toBe('Tidy up');
  expect(run(tidyTo(new Map([['a', { x: 7, y: 8 }]])))).toMatchObject({ reason: 'It is tidy already' });
});

test('beside a router comes a linked router, on the side that was asked for, as one entry', () => {
  const { run, state, positions } = setUp(['s']);
  run(addLinked({ x: 1, y: 0 }));
  expect(state()).toMatchObject({ selection: ['router-1'], undoLabel: 'Add Router 1 beside S' });
  expect(state().plan.links?.[1]).toMatchObject({ ends: ['s', 'router-1'], name: 'S–Router 1' });
  const [x, y] = positions()['router-1'] ?? [0, 0];
  expect(x).toBeGreaterThan(600 + 170);
  expect(Math.abs(y - 200)).toBeLessThan(20);
  run(undo);
  expect(state().plan).toEqual(plan);
});

test('beside a cluster comes its router, and where it has one a sibling on the same router', () => {
  const alone = setUp(['b']);
  alone.run(addLinked({ x: 0, y: 1 }));
  expect(alone.state().plan.clusters?.[1]?.router).toBe('router-1');
  const attached = setUp(['a']);
  attached.run(addLinked({ x: 1, y: 0 }));
  expect(attached.state().plan.clusters?.[3]).toMatchObject({ id: 'cluster-1', router: 'r' });
  expect(setUp(['l']).run(addLinked({ x: 1, y: 0 }))).toMatchObject({ applies: false });
});

test('what is added to a selected router stands below it, and on nothing that is there', () => {
  const { run, editor, state } = setUp(['s']);
  for (const kind of ['cluster', 'host', 'host', 'cluster'] as const) {
    editor.select(['s']);
    run(add(kind));
  }
  const boxes = boxesOf(state().plan);
  const of = (id: string): Box => boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const cards = ['cluster-1', 'host-1', 'host-2', 'cluster-2'].map(of);
  for (const card of cards) {
    expect(card.y).toBeGreaterThan(of('s').y + of('s').height);
    expect([...boxes.values()].filter((box) => meets(box, card))).toEqual([card]);
  }
});

test('a place is found beyond a site that is as wide as the plan, at once', () => {
  const far = {
    positions: { a: [0, 0], b: [300, 40], c: [900, 20], r: [-9e8, 200], s: [9e8, 200], h: [600, 400] },
    frames: [{ id: 'site', name: 'Site', members: ['r', 's'] }],
  } as const;
  const { run, state } = setUp(['b'], { view: far as unknown as NonNullable<Plan['view']> });
  run(addLinked({ x: 0, y: 1 }));
  const boxes = boxesOf(state().plan);
  const added = boxes.get('router-1') ?? { x: 0, y: 0, width: 0, height: 0 };
  expect(added.x).toBeGreaterThan(9e8);
  expect([...boxes.values()].filter((box) => meets(box, added))).toEqual([added]);
  expect(beside(['b'], boxes)).toEqual(besideByEveryStep('b', boxes));
});

/** As `beside`, one step after the other. */
function besideByEveryStep(id: string, boxes: ReadonlyMap<string, Box>): { x: number; y: number } {
  const box = boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const unit = (length: number) => Math.ceil((length + 40) / 10) * 10;
  for (let times = 1; ; times++)
    for (const shift of [
      { x: times * unit(box.width), y: 0 },
      { x: 0, y: times * unit(box.height) },
    ]) {
      const there = { ...box, x: box.x + shift.x, y: box.y + shift.y };
      if (![...boxes.values()].some((other) => meets(there, other))) return shift;
    }
}

test('what is added beside stands on nothing that is there', () => {
  const { run, editor, positions } = setUp(['a']);
  for (let i = 0; i < 4; i++) {
    editor.select(['a']);
    run(addLinked({ x: 1, y: 0 }));
  }
  const places = Object.values(positions()).map(String);
  expect(new Set(places).size).toBe(places.length);
});

test('links are followed to what stands that way; where none leads it is said', () => {
  const { run, state, editor } = setUp(['r']);
  run(followLink({ x: 1, y: 0 }));
  expect(state().selection).toEqual(['s']);
  run(followLink({ x: 0, y: 1 }));
  expect(state().selection).toEqual(['h']);
  expect(run(followLink({ x: 1, y: 0 }))).toMatchObject({ reason: 'No link leads that way' });
  editor.select(['l']);
  run(followLink({ x: -1, y: 0 }));
  expect(state().selection).toEqual(['r']);
  editor.select(['b']);
  expect(run(followLink({ x: 1, y: 0 }))).toMatchObject({ reason: 'Nothing is linked to it' });
});
