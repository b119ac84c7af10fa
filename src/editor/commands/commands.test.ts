import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mustPrefix, overlaps, type Plan, parsePlanValue } from '#core';
import { boxesOf, meets } from '../boxes.ts';
import { createEditor } from '../createEditor.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import { FakeServices } from '../testing/fakes.ts';
import { add } from './add.ts';
import { type Command, run } from './command.ts';
import { connect, connectSelection, detach } from './connect.ts';
import { duplicateSelection } from './duplicate.ts';
import { moveTo, nudge } from './move.ts';
import { nextFreeRange, takenRanges } from './ranges.ts';
import { COMMANDS } from './registry.ts';
import { deleteSelection } from './remove.ts';
import { rename } from './rename.ts';
import { selectAll, undo } from './select.ts';

const sites: Plan = {
  hopwright: 1,
  name: 'sites',
  clusters: [
    {
      id: 'london',
      name: 'London',
      router: 'edge-l',
      nodes: { cidrs: ['172.16.0.0/24'], list: [{ name: 'n1', addresses: ['172.16.0.9'] }, {}] },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: ['10.96.0.0/12'] },
      workloads: [{ name: 'cb', replicas: 1, port: 80, pods: [{ ordinal: 0, addresses: ['10.0.0.9'] }] }],
      expose: [{ name: 'cb', workload: 'cb', clusterIPs: ['10.96.0.10'] }],
    },
  ],
  routers: [
    { id: 'edge-l', name: 'London edge' },
    { id: 'edge-p', name: 'Paris edge' },
  ],
  hosts: [{ id: 'laptop', name: 'Client', router: 'edge-p', addresses: ['10.32.0.7/24'] }],
  links: [
    { id: 'vpn', name: 'London–Paris', ends: ['edge-l', 'edge-p'], routing: 'bgp', cidrs: ['10.255.0.0/30'] },
  ],
};

function setUp(plan: Plan = sites, ...selection: string[]) {
  const editor = createEditor(new FakeServices(), new FakeClock(), { id: 'd0', plan, edited: false });
  editor.select(selection);
  const state = () => editor.store.getState();
  return { editor, state, plan: () => state().plan, run: (command: Command) => run(editor, command) };
}

const EMPTY: Plan = { hopwright: 1, name: 'empty' };
const prefixesOf = (plan: Plan) => takenRanges(plan);

test('asked without a dispatch, a command changes nothing', () => {
  const { state, plan } = setUp(sites, 'london');
  for (const { command } of COMMANDS) command(state());
  expect(plan()).toBe(sites);
});

test('new clusters get ranges that nothing in the plan overlaps, and stand apart', () => {
  const { run, plan, state } = setUp(EMPTY);
  for (let i = 0; i < 5; i++) run(add('cluster'));
  const ranges = prefixesOf(plan());
  for (const [i, a] of ranges.entries())
    for (const b of ranges.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
  expect(plan().clusters?.map(({ id }) => id)).toEqual([
    'cluster-1',
    'cluster-2',
    'cluster-3',
    'cluster-4',
    'cluster-5',
  ]);
  expect(new Set(Object.values(plan().view?.positions ?? {}).map(String)).size).toBe(5);
  expect(state()).toMatchObject({ selection: ['cluster-5'], undoLabel: 'Add Cluster 5' });
  expect(state().announcement).toMatch(/Cluster 5 added with nodes .+, pods .+, services .+/);
});

test('a new cluster hangs on the router that is selected; one that is dropped stands where it was dropped, alone', () => {
  const { run, plan, editor } = setUp(sites, 'edge-p');
  run(add('cluster'));
  expect(plan().clusters?.[1]).toMatchObject({ id: 'cluster-1', router: 'edge-p' });
  editor.select(['edge-p']);
  run(add('cluster', { x: 3, y: 8 }));
  expect(plan().clusters?.[2]).not.toHaveProperty('router');
  expect(plan().view?.positions?.['cluster-2']).toEqual([0, 10]);
});

test('a line between two routers is a static VPN that knows what lies behind each end', () => {
  const { run, plan } = setUp({ ...sites, links: [] });
  run(connect('edge-l', 'edge-p'));
  expect(plan().links).toEqual([
    {
      id: 'vpn-1',
      name: 'London edge–Paris edge',
      kind: 'vpn',
      ends: ['edge-l', 'edge-p'],
      routing: 'static',
      prefixes: [['10.32.0.0/24'], ['172.16.0.0/24', '10.0.0.0/16']],
      encapsulation: 'ipsec',
    },
  ]);
});

test('a line between a cluster and a router attaches it, from either end', () => {
  for (const [a, b] of [
    ['laptop', 'edge-l'],
    ['edge-l', 'laptop'],
  ] as const) {
    const { run, plan } = setUp();
    run(connect(a, b));
    expect(plan().hosts?.[0]?.router).toBe('edge-l');
  }
});

test('attaching says which static link must learn of the new networks', () => {
  const link = { ...sites.links?.[0], id: 'vpn', ends: ['edge-l', 'edge-p'] as [string, string] };
  const statics: Plan = {
    ...sites,
    links: [{ ...link, routing: 'static', prefixes: [['10.32.0.0/16'], ['10.0.0.0/8']] }],
  };
  const { run, state } = setUp(statics);
  run(connect('laptop', 'edge-l'));
  expect(state().announcement).toBe('Client attached to London edge.');
  run(connect('london', 'edge-p'));
  expect(state().announcement).toBe(
    'London attached to Paris edge. Add 172.16.0.0/24 and 10.0.0.0/16 to the prefixes of London–Paris, so that the other end finds the way there.',
  );
});

test('what cannot be connected says why', () => {
  const { run, state } = setUp();
  expect(run(connect('london', 'laptop'))).toMatchObject({
    applies: false,
    reason: expect.stringContaining('router'),
  });
  expect(state().announcement).toContain('router');
  expect(run(connect('london', 'edge-l'))).toMatchObject({
    applies: false,
    reason: 'London is attached to London edge already',
  });
  expect(run(connectSelection('vpn'))).toMatchObject({ applies: false });
});

test('detaching leaves the cluster, without its router', () => {
  const { run, plan } = setUp();
  run(detach('london'));
  expect(plan().clusters?.[0]).not.toHaveProperty('router');
});

test('a selected attachment is deleted by taking the cluster off its router', () => {
  const { run, plan, state } = setUp(sites, 'attachment:london');
  expect(state().selection).toEqual(['attachment:london']);
  run(deleteSelection);
  expect(plan().clusters?.[0]).not.toHaveProperty('router');
  expect(state()).toMatchObject({ selection: [], undoLabel: 'Delete the attachment of London' });
});

test('deleting a router and its link together is one entry, whatever their order', () => {
  for (const selection of [
    ['edge-l', 'vpn'],
    ['vpn', 'edge-l'],
  ]) {
    const { run, plan, state } = setUp(sites, ...selection);
    run(deleteSelection);
    expect(plan()).toMatchObject({ routers: [{ id: 'edge-p' }], links: [] });
    run(undo);
    expect(plan()).toBe(sites);
    expect(state().undoLabel).toBeUndefined();
  }
});

test('a duplicated cluster gets the next free ranges of the same sizes and says which', () => {
  const { run, plan, state } = setUp(sites, 'london');
  run(duplicateSelection);
  const copy = plan().clusters?.[1];
  expect(copy).toMatchObject({
    id: 'london-copy',
    name: 'London copy',
    router: 'edge-l',
    nodes: { cidrs: ['172.16.1.0/24'], list: [{ name: 'n1' }, {}] },
    pods: { cidrs: ['10.1.0.0/16'] },
    services: { cidrs: ['10.112.0.0/12'] },
  });
  expect(copy?.nodes.list?.[0]).not.toHaveProperty('addresses');
  expect(copy?.expose?.[0]).not.toHaveProperty('clusterIPs');
  expect(copy?.workloads?.[0]?.pods?.[0]).not.toHaveProperty('addresses');
  expect(state().announcement).toBe(
    'London duplicated: London copy has nodes 172.16.1.0/24, pods 10.1.0.0/16, services 10.112.0.0/12.',
  );
  expect(state()).toMatchObject({ selection: ['london-copy'], undoLabel: 'Duplicate London' });
});

test('copies of several things are joined as the originals are, and none shares a range or address with another', () => {
  const { run, plan } = setUp(sites, 'vpn', 'laptop', 'edge-p', 'edge-l', 'london');
  run(duplicateSelection);
  expect(plan().links?.[1]).toMatchObject({ ends: ['edge-l-copy', 'edge-p-copy'], cidrs: ['10.255.0.4/30'] });
  expect(plan().hosts?.[1]).toMatchObject({ router: 'edge-p-copy', addresses: ['10.32.0.8/24'] });
  expect(parsePlanValue(plan())).toMatchObject({ ok: true });
});

test('copies stand beside all that was copied, on nothing that is there, and as they stood to each other', () => {
  const { run, plan, editor } = setUp(sites, 'london', 'edge-l', 'edge-p', 'laptop');
  for (let round = 0; round < 3; round++) {
    editor.select(['london', 'edge-l', 'edge-p', 'laptop']);
    run(duplicateSelection);
  }
  const boxes = [...boxesOf(plan())];
  expect(boxes).toHaveLength(16);
  for (const [i, [a, one]] of boxes.entries())
    for (const [b, other] of boxes.slice(i + 1)) expect([a, b, meets(one, other)]).toEqual([a, b, false]);
  const placeOf = (id: string) => plan().view?.positions?.[id] ?? [0, 0];
  const away = (id: string, suffix: string) =>
    placeOf(`${id}${suffix}`).map((at, axis) => at - (placeOf(id)[axis] ?? 0));
  for (const id of ['edge-l', 'edge-p', 'laptop'])
    expect(away(id, '-copy-2')).toEqual(away('london', '-copy-2'));
});

test('links and routes of copies lead to the copies, not to the originals', () => {
  const routed: Plan = {
    ...sites,
    routers: [
      {
        id: 'edge-l',
        routes: [
          { to: '10.32.0.0/24', via: 'vpn' },
          { to: '10.0.3.0/24', via: '172.16.0.9' },
        ],
      },
      { id: 'edge-p' },
    ],
    links: [
      {
        id: 'vpn',
        ends: ['edge-l', 'edge-p'],
        routing: 'static',
        prefixes: [['10.32.0.0/24'], ['172.16.0.0/24', '10.0.0.0/16']],
      },
    ],
  };
  const { run, plan } = setUp(routed, 'london', 'edge-l', 'edge-p');
  run(duplicateSelection);
  expect(plan().links?.[1]).toMatchObject({
    ends: ['edge-l-copy', 'edge-p-copy'],
    prefixes: [['10.32.0.0/24'], ['172.16.1.0/24', '10.1.0.0/16']],
  });
  expect(plan().routers?.[2]?.routes).toEqual([
    { to: '10.32.0.0/24', via: 'vpn-copy' },
    { to: '10.1.3.0/24', via: '172.16.1.9' },
  ]);
  const alone = setUp(routed, 'edge-l');
  alone.run(duplicateSelection);
  expect(alone.plan().routers?.[2]?.routes).toEqual([{ to: '10.0.3.0/24', via: '172.16.0.9' }]);
});

test('of many copies the first are told, and the others counted', () => {
  const { run, state } = setUp(EMPTY);
  for (let i = 0; i < 5; i++) run(add('host'));
  run(selectAll);
  run(duplicateSelection);
  expect(state().announcement).toMatch(
    /^5 hosts duplicated: Host 1 copy has .*; and 2 more have free ranges, too\.$/,
  );
});

test('a copy of a copy is numbered, not called copy copy', () => {
  const { run, plan, editor } = setUp(sites, 'laptop');
  run(duplicateSelection);
  run(duplicateSelection);
  editor.select(['laptop']);
  expect(plan().hosts?.map(({ id, name }) => [id, name])).toEqual([
    ['laptop', 'Client'],
    ['laptop-copy', 'Client copy'],
    ['laptop-copy-2', 'Client copy 2'],
  ]);
});

test('a name is trimmed; an empty one shows the id again', () => {
  const { run, plan, state } = setUp();
  run(rename('london', '  Leeds '));
  expect(state().announcement).toBe('London is called Leeds now.');
  expect(plan().clusters?.[0]).toMatchObject({ id: 'london', name: 'Leeds' });
  run(rename('london', ' '));
  expect(plan().clusters?.[0]).not.toHaveProperty('name');
  expect(run(rename('laptop', 'Client'))).toMatchObject({ applies: false });
});

test('a burst of arrow keys is one entry, two moves by hand are two', () => {
  const { run, plan, state } = setUp(sites, 'laptop');
  for (let i = 0; i < 10; i++) run(nudge(1, 0));
  run(undo);
  expect(plan()).toBe(sites);
  run(moveTo(new Map([['laptop', { x: 0, y: 500 }]])));
  run(moveTo(new Map([['laptop', { x: 0, y: 900 }]])));
  run(undo);
  expect(plan().view?.positions?.laptop).toEqual([0, 500]);
  expect(state().undoLabel).toBe('Move Client');
});

test('select all selects all that is drawn', () => {
  const { run, state } = setUp();
  run(selectAll);
  expect(state().selection).toEqual(['london', 'edge-l', 'edge-p', 'vpn', 'laptop']);
});

test('while a shared plan is looked at, no command changes it', () => {
  const { editor, run, plan } = setUp();
  editor.showPreview(sites);
  run(selectAll);
  for (const command of [
    add('router'),
    deleteSelection,
    duplicateSelection,
    nudge(1, 1),
    rename('london', 'x'),
  ])
    expect(run(command)).toMatchObject({ applies: false });
  expect(plan()).toBe(sites);
});

test('no two commands share a key', () => {
  const keys = COMMANDS.flatMap((entry) => [...entry.keys, ...entry.also]);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the next free range has the size asked for, overlaps nothing and stays private', () => {
  const range = fc
    .record({ value: fc.nat(255), length: fc.integer({ min: 12, max: 26 }) })
    .map(({ value, length }) => {
      const step = 2n ** BigInt(32 - length);
      const start = mustPrefix('10.0.0.0/8').value;
      return { family: 4 as const, length, value: start + ((BigInt(value) * step) % 2n ** 24n) };
    });
  fc.assert(
    fc.property(range, fc.array(range, { maxLength: 30 }), (near, taken) => {
      const free = nextFreeRange(near, taken);
      if (!free) return true;
      return (
        free.length === near.length &&
        overlaps(mustPrefix('10.0.0.0/8'), free) &&
        !taken.some((t) => overlaps(t, free))
      );
    }),
  );
});

test('the free range is the very next one: none between it and the one asked for is free', () => {
  const taken = ['10.0.0.0/16', '10.1.128.0/17', '10.2.0.0/15', '10.2.3.0/24'].map(mustPrefix);
  expect(nextFreeRange(mustPrefix('10.0.0.0/16'), taken)).toEqual(mustPrefix('10.4.0.0/16'));
  expect(nextFreeRange(mustPrefix('10.1.0.0/17'), taken)).toEqual(mustPrefix('10.1.0.0/17'));
  // The pool's end is reached: from its start.
  expect(nextFreeRange(mustPrefix('172.31.0.0/16'), [mustPrefix('172.31.0.0/16')])).toEqual(
    mustPrefix('172.16.0.0/16'),
  );
  // A pool that is full.
  expect(nextFreeRange(mustPrefix('192.168.0.0/16'), [mustPrefix('192.168.5.0/24')])).toBeUndefined();
});

test('after any series of commands the plan still parses, and undo leads back to the first', () => {
  const commands: fc.Arbitrary<Command> = fc.oneof(
    fc.constantFrom(
      ...COMMANDS.filter(({ id }) => !['undo', 'redo', 'read-only'].includes(id)).map(
        ({ command }) => command,
      ),
    ),
    fc.constantFrom(
      connect('edge-l', 'edge-p'),
      connect('cluster-1', 'router-1'),
      detach('london'),
      rename('london', 'Leeds'),
    ),
  );
  const picks = fc.option(fc.array(fc.nat(8), { maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(picks, commands), { maxLength: 15 }), (steps) => {
      const { editor, run, plan, state } = setUp();
      for (const [pick, command] of steps) {
        if (pick) {
          run(selectAll);
          const all = state().selection;
          editor.select(pick.flatMap((n) => all[n] ?? []));
        }
        run(command);
        const read = parsePlanValue(plan());
        if (!read.ok)
          throw new Error(read.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
      }
      while (state().undoLabel !== undefined) editor.undo();
      expect(plan()).toBe(sites);
    }),
    { numRuns: 60 },
  );
});
