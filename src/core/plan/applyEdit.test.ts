import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, applyEdits } from './applyEdit.ts';
import { PlanEditError } from './editError.ts';
import type { Collection, PlanEdit, PropertyPath } from './edits.ts';
import { parsePlanValue } from './parsePlan.ts';
import type { Plan } from './plan.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'p',
  'x-kept': { k: 1 },
  clusters: [
    {
      id: 'a',
      router: 'ra',
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      pods: { cidrs: ['10.0.0.0/16', '2001:db8::/56'], nodeMask: [25, 72] },
      network: { mode: 'overlay', encapsulation: 'geneve', gateway: { node: 1, snat: false } },
      workloads: [
        { name: 'w', replicas: 2, port: 80 },
        { name: 'v', replicas: 1 },
      ],
      expose: [{ name: 's', workload: 'w' }],
    },
    { id: 'b', router: 'rb', nodes: { cidrs: ['172.17.0.0/24'], count: 1 } },
  ],
  routers: [
    {
      id: 'ra',
      routes: [
        { to: '10.9.0.0/16', via: 'l' },
        { to: '10.8.0.0/16', via: 'blackhole' },
      ],
    },
    { id: 'rb' },
  ],
  links: [
    {
      id: 'l',
      ends: ['ra', 'rb'],
      routing: 'static',
      prefixes: [['172.17.0.0/24'], []],
      encapsulation: 'gre',
    },
  ],
  hosts: [{ id: 'h', router: 'rb', addresses: ['10.32.0.7/24'] }],
  flows: [
    { id: 'f1', from: 'host:h', to: 'pod:a/w-0' },
    { id: 'f2', from: 'node:b/0', to: 'service:a/s' },
    { id: 'f3', from: 'router:ra', to: 'key:a/w/doc' },
    { id: 'f4', from: 'pod:a/v-0', to: 'ip:10.32.0.7' },
  ],
  accept: [
    { rule: 'public-range', entities: ['a', 'b'], reason: 'known' },
    { rule: 'reserved-range', reason: 'everywhere' },
  ],
  view: {
    positions: { a: [0, 0], ra: [10, 10], l: [5, 5], h: [3, 3] },
    frames: [
      { id: 'site', name: 'Site', members: ['a', 'ra', 'memo'] },
      { id: 'home', name: 'Home', members: ['h'] },
    ],
    notes: [{ id: 'memo', text: 'here', position: [1, 2] }],
    locked: ['a', 'home', 'l'],
  },
};

const set = (collection: Collection, id: string, path: PropertyPath, value: unknown): PlanEdit => ({
  kind: 'set',
  collection,
  id,
  path,
  value,
});
const setInA = (path: PropertyPath, value: unknown): Plan =>
  applyEdit(plan, set('clusters', 'a', path, value));

describe('add', () => {
  it('puts the entity at the end, or at its index, and shares the rest', () => {
    const next = applyEdit(plan, { kind: 'add', collection: 'routers', entity: { id: 'rc' }, index: 1 });
    expect(next.routers?.map((r) => r.id)).toEqual(['ra', 'rc', 'rb']);
    expect(next.clusters).toBe(plan.clusters);
    expect(plan.routers).toHaveLength(2);
    const first = applyEdit(
      { hopwright: 1, name: '' },
      { kind: 'add', collection: 'routers', entity: { id: 'r' } },
    );
    expect(first.routers).toEqual([{ id: 'r' }]);
  });

  it('refuses an id that any entity has, a flow one that a flow has, and what is no id', () => {
    const add = (id: string) => () => applyEdit(plan, { kind: 'add', collection: 'routers', entity: { id } });
    expect(add('h')).toThrow(new PlanEditError('the id h is taken: choose another'));
    expect(add('f1')).not.toThrow();
    expect(add('No')).toThrow(PlanEditError);
    const flow = { id: 'f1', from: 'host:h', to: 'router:ra' };
    expect(() => applyEdit(plan, { kind: 'add', collection: 'flows', entity: flow })).toThrow(PlanEditError);
  });

  it('refuses a place outside the list', () => {
    expect(() =>
      applyEdit(plan, { kind: 'add', collection: 'hosts', entity: { id: 'n', addresses: [] }, index: 3 }),
    ).toThrow('hosts has 1 entries: there is no place 3 in it');
  });
});

describe('remove', () => {
  it('of a router takes its links, the routes through them, its attachments, flows, accepts and positions along', () => {
    const next = applyEdit(plan, { kind: 'remove', collection: 'routers', id: 'rb' });
    expect(next.routers).toEqual([{ id: 'ra', routes: [{ to: '10.8.0.0/16', via: 'blackhole' }] }]);
    expect(next.links).toEqual([]);
    expect(next.clusters?.[0]).toBe(plan.clusters?.[0]);
    expect(next.clusters?.[1]).not.toHaveProperty('router');
    expect(next.hosts?.[0]).not.toHaveProperty('router');
    expect(next.view?.positions).toEqual({ a: [0, 0], ra: [10, 10], h: [3, 3] });
    expect(parsePlanValue(next).ok).toBe(true);
  });

  it('of a cluster takes every flow from or to its pods, nodes, services and keys along', () => {
    const next = applyEdit(plan, { kind: 'remove', collection: 'clusters', id: 'a' });
    expect(next.flows).toEqual([]);
    expect(next.accept).toEqual([{ rule: 'reserved-range', reason: 'everywhere' }]);
    expect(next.view?.positions).not.toHaveProperty('a');
    expect(next.links).toBe(plan.links);
  });

  it('of a flow leaves all else alone', () => {
    const next = applyEdit(plan, { kind: 'remove', collection: 'flows', id: 'f2' });
    expect(next).toEqual({ ...plan, flows: plan.flows?.filter((f) => f.id !== 'f2') });
  });

  it('refuses what is not there', () => {
    expect(() => applyEdit(plan, { kind: 'remove', collection: 'hosts', id: 'a' })).toThrow(
      new PlanEditError('there is no a among the hosts'),
    );
  });
});

describe('rename', () => {
  it('reaches every place that names the entity, and gives the same plan back when renamed back', () => {
    for (const [collection, id] of [
      ['clusters', 'a'],
      ['routers', 'ra'],
      ['links', 'l'],
      ['hosts', 'h'],
      ['flows', 'f1'],
    ] as const) {
      const next = applyEdit(plan, { kind: 'rename', collection, id, to: 'new-name' });
      expect(parsePlanValue(next)).toMatchObject({ ok: true });
      expect(JSON.stringify(next)).not.toMatch(new RegExp(`[":,/]${id}["/]`));
      expect(applyEdit(next, { kind: 'rename', collection, id: 'new-name', to: id })).toEqual(plan);
    }
  });

  it('refuses a taken id, and does nothing to the same id', () => {
    expect(() => applyEdit(plan, { kind: 'rename', collection: 'hosts', id: 'h', to: 'a' })).toThrow(
      PlanEditError,
    );
    expect(applyEdit(plan, { kind: 'rename', collection: 'hosts', id: 'h', to: 'h' })).toBe(plan);
  });
});

describe('set', () => {
  it('sets and deletes one property, shares the rest, and leaves the plan alone where nothing changes', () => {
    const next = setInA(['services', 'cidrs', 0], '10.96.0.0/12');
    expect(next.clusters?.[0]?.services).toEqual({ cidrs: ['10.96.0.0/12'] });
    expect(next.clusters?.[0]?.nodes).toBe(plan.clusters?.[0]?.nodes);
    expect(next.clusters?.[1]).toBe(plan.clusters?.[1]);
    expect(applyEdit(next, set('clusters', 'a', ['services'], undefined))).toEqual(plan);
    expect(setInA(['router'], 'ra')).toBe(plan);
    expect(setInA(['services', 'cidrs', 0], undefined)).toBe(plan);
    expect(setInA(['workloads', 0, 'port'], undefined).clusters?.[0]?.workloads?.[0]).toEqual({
      name: 'w',
      replicas: 2,
    });
  });

  it('closes up a list where an entry is deleted', () => {
    expect(setInA(['workloads', 0], undefined).clusters?.[0]?.workloads).toEqual([
      { name: 'v', replicas: 1 },
    ]);
  });

  it.each<[PropertyPath, string]>([
    [['id'], 'the id of a cannot be set: rename it'],
    [[], 'a cannot be set as a whole: set its properties'],
    [['workloads', 5], 'workloads[5] cannot be set: the list has 2 entries'],
    [['workloads', 'w'], 'workloads.w cannot be set: a list is entered by index'],
    [['nodes', 0], 'nodes[0] cannot be set: there is no list here'],
    [['router', 'name'], 'router.name cannot be set: there is "ra", which has no properties'],
    [['__proto__', 'x'], '__proto__ cannot be set: no property may have this name'],
  ])('refuses %j', (path, message) => {
    expect(() => setInA(path, 'x')).toThrow(new PlanEditError(message));
  });

  it('agrees with a slow twin that changes a JSON clone', () => {
    const keys = fc.constantFrom('x-a', 'x-b', 'x-c');
    const path = fc
      .tuple(keys, fc.array(fc.oneof(keys, fc.nat(2)), { maxLength: 3 }))
      .map(([k, rest]) => [k, ...rest]);
    const value = fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.tuple(path, value), { maxLength: 8 }), (steps) => {
        let fast: Plan = { hopwright: 1, name: '' };
        for (const [at, to] of steps) {
          const before = JSON.stringify(fast);
          const slow = slowSet(JSON.parse(before), at, to);
          let next: Plan | undefined;
          try {
            next = applyEdit(fast, { kind: 'set-plan', path: at, value: to });
          } catch (error) {
            expect(error).toBeInstanceOf(PlanEditError);
          }
          expect(JSON.stringify(fast)).toBe(before);
          expect(next === undefined).toBe(slow === undefined);
          if (next) {
            expect(JSON.parse(JSON.stringify(next))).toEqual(slow);
            fast = next;
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

// biome-ignore lint/suspicious/noExplicitAny: the twin walks any JSON value
function slowSet(document: any, path: PropertyPath, value: unknown): unknown {
  const clone = JSON.parse(JSON.stringify(document));
  let here = clone;
  for (const [i, step] of path.entries()) {
    if (typeof here !== 'object' || here === null || Array.isArray(here) !== (typeof step === 'number'))
      return undefined;
    if (here[step] === undefined && value === undefined) return clone;
    if (Array.isArray(here) && Number(step) > here.length) return undefined;
    if (i < path.length - 1)
      here[step] ??= here[step] === null ? null : typeof path[i + 1] === 'number' ? [] : {};
    else if (value !== undefined) here[step] = JSON.parse(JSON.stringify(value));
    else if (Array.isArray(here)) here.splice(Number(step), 1);
    else delete here[step];
    here = here[step];
  }
  return clone;
}

describe('what a set property rules out goes with it', () => {
  const cluster = (next: Plan) => next.clusters?.[0];

  it('a cluster that leaves the overlay loses encapsulation and gateway', () => {
    expect(cluster(setInA(['network', 'mode'], 'bgp'))?.network).toEqual({ mode: 'bgp' });
    expect(cluster(setInA(['network', 'mode'], 'overlay'))).toBe(plan.clusters?.[0]);
  });

  it('a node list ends the count, and a count the list', () => {
    const listed = setInA(['nodes', 'list'], [{ name: 'n' }, {}]);
    expect(cluster(listed)?.nodes).toEqual({ cidrs: ['172.16.0.0/24'], list: [{ name: 'n' }, {}] });
    expect(cluster(applyEdit(listed, set('clusters', 'a', ['nodes', 'count'], 2)))).toEqual(
      plan.clusters?.[0],
    );
  });

  it('a node mask goes with its CIDR, and a new CIDR gets one', () => {
    const fewer = setInA(['pods', 'cidrs', 0], undefined);
    expect(cluster(fewer)?.pods).toEqual({ cidrs: ['2001:db8::/56'], nodeMask: [72] });
    const more = setInA(['pods', 'cidrs', 2], '10.4.0.0/16');
    expect(cluster(more)?.pods?.nodeMask).toEqual([25, 72, 24]);
    const other = setInA(['pods', 'cidrs', 1], '10.4.0.0/16');
    expect(cluster(other)?.pods?.nodeMask).toEqual([25, 24]);
  });

  it('a link that becomes BGP loses its prefixes, a direct one its encapsulation', () => {
    const bgp = applyEdit(plan, set('links', 'l', ['routing'], 'bgp'));
    expect(bgp.links).toEqual([{ id: 'l', ends: ['ra', 'rb'], routing: 'bgp', encapsulation: 'gre' }]);
    const direct = applyEdit(bgp, set('links', 'l', ['kind'], 'direct'));
    expect(direct.links).toEqual([{ id: 'l', ends: ['ra', 'rb'], routing: 'bgp', kind: 'direct' }]);
  });

  it('a renamed workload keeps its service and its flows, a renamed service its flows', () => {
    const workload = setInA(['workloads', 0, 'name'], 'cb');
    expect(workload.flows?.map((f) => f.to)).toEqual([
      'pod:a/cb-0',
      'service:a/s',
      'key:a/cb/doc',
      'ip:10.32.0.7',
    ]);
    expect(cluster(workload)?.expose).toEqual([{ name: 's', workload: 'cb' }]);
    const service = setInA(['expose', 0, 'name'], 'ui');
    expect(service.flows?.[1]?.to).toBe('service:a/ui');
  });

  it('a removed workload takes its services and flows along, a removed service its flows', () => {
    const next = setInA(['workloads', 0], undefined);
    expect(next.flows?.map((f) => f.id)).toEqual(['f4']);
    expect(cluster(next)?.expose).toEqual([]);
    expect(setInA(['expose', 0], undefined).flows?.map((f) => f.id)).toEqual(['f1', 'f3', 'f4']);
  });

  it('a workload that gets the name of another takes no flows along', () => {
    expect(setInA(['workloads', 0, 'name'], 'v').flows).toBe(plan.flows);
  });
});

describe('what is only drawn', () => {
  it('a removed entity leaves its frame and its lock; a frame that is left empty goes, and its lock', () => {
    const withoutA = applyEdit(plan, { kind: 'remove', collection: 'clusters', id: 'a' });
    expect(withoutA.view?.frames?.[0]?.members).toEqual(['ra', 'memo']);
    expect(withoutA.view?.locked).toEqual(['home', 'l']);
    const withoutH = applyEdit(plan, { kind: 'remove', collection: 'hosts', id: 'h' });
    expect(withoutH.view?.frames?.map(({ id }) => id)).toEqual(['site']);
    expect(withoutH.view?.locked).toEqual(['a', 'l']);
  });

  it('the lock of a link goes with its router', () => {
    const next = applyEdit(plan, { kind: 'remove', collection: 'routers', id: 'rb' });
    expect(next.view?.locked).toEqual(['a', 'home']);
  });

  it('a removed frame leaves what stood in it', () => {
    const next = applyEdit(plan, { kind: 'remove', collection: 'frames', id: 'home' });
    expect(next.view?.frames?.map(({ id }) => id)).toEqual(['site']);
    expect(next.hosts).toBe(plan.hosts);
    expect(next.view?.locked).toEqual(['a', 'l']);
  });

  it('frames and locks follow an entity that gets another id', () => {
    const next = applyEdit(plan, { kind: 'rename', collection: 'clusters', id: 'a', to: 'z' });
    expect(next.view?.frames?.[0]?.members).toEqual(['z', 'ra', 'memo']);
    expect(next.view?.locked).toEqual(['z', 'home', 'l']);
    const note = applyEdit(plan, { kind: 'rename', collection: 'notes', id: 'memo', to: 'text' });
    expect(note.view).toMatchObject({
      frames: [{ members: ['a', 'ra', 'text'] }, {}],
      notes: [{ id: 'text' }],
    });
  });

  it('what a frame takes leaves the frame where it was', () => {
    const entity = { id: 'eu', name: 'Europe', members: ['h', 'a'] };
    const next = applyEdit(plan, { kind: 'add', collection: 'frames', entity });
    expect(next.view?.frames).toEqual([{ id: 'site', name: 'Site', members: ['ra', 'memo'] }, entity]);
    expect(next.view?.locked).toEqual(['a', 'l']);
    expect(applyEdit(plan, set('frames', 'home', ['members', 1], 'a')).view?.frames?.[0]?.members).toEqual([
      'ra',
      'memo',
    ]);
    expect(applyEdit(plan, set('frames', 'home', ['members'], [])).view?.frames).toHaveLength(1);
  });

  it('a note is moved where it carries its place', () => {
    const next = applyEdit(plan, { kind: 'move', positions: { memo: [7, 8], h: [9, 9] } });
    expect(next.view?.notes?.[0]?.position).toEqual([7, 8]);
    expect(next.view?.positions).toEqual({ a: [0, 0], ra: [10, 10], l: [5, 5], h: [9, 9] });
    expect(applyEdit(plan, { kind: 'move', positions: { memo: [1, 2] } })).toBe(plan);
  });

  it('an id is free only where neither an entity nor what is drawn has it', () => {
    expect(() => applyEdit(plan, { kind: 'add', collection: 'routers', entity: { id: 'site' } })).toThrow(
      'taken',
    );
    expect(() => applyEdit(plan, { kind: 'rename', collection: 'frames', id: 'site', to: 'ra' })).toThrow(
      'taken',
    );
  });
});

describe('the plan itself', () => {
  it('has its properties set, but not its version', () => {
    expect(applyEdit(plan, { kind: 'set-plan', path: ['notes'], value: 'n' }).notes).toBe('n');
    expect(applyEdit(plan, { kind: 'set-plan', path: ['accept', 0], value: undefined }).accept).toHaveLength(
      1,
    );
    expect(() => applyEdit(plan, { kind: 'set-plan', path: ['hopwright'], value: 2 })).toThrow(PlanEditError);
    expect(() => applyEdit(plan, { kind: 'set-plan', path: [], value: {} })).toThrow(PlanEditError);
  });

  it('moves entities without touching anything but their positions', () => {
    const next = applyEdit(plan, { kind: 'move', positions: { a: [20, 30], h: [3, 3] } });
    expect(next).toEqual({
      ...plan,
      view: { ...plan.view, positions: { a: [20, 30], ra: [10, 10], l: [5, 5], h: [3, 3] } },
    });
    expect(next.clusters).toBe(plan.clusters);
    expect(applyEdit(plan, { kind: 'move', positions: { h: [3, 3] } })).toBe(plan);
    expect(() => applyEdit(plan, { kind: 'move', positions: { h: [Number.NaN, 3] } })).toThrow(PlanEditError);
  });

  it('is replaced as a whole', () => {
    const other: Plan = { hopwright: 1, name: 'other' };
    expect(applyEdit(plan, { kind: 'replace', plan: other })).toBe(other);
  });
});

it('any row of edits keeps a valid plan valid, and changes no plan that was there before', () => {
  const ids = ['a', 'b', 'ra', 'rb', 'l', 'h', 'f1', 'f2', 'n1', 'n2', 'memo', 'site', 'home'];
  const id = fc.constantFrom(...ids);
  const collection = fc.constantFrom<Collection>(
    'clusters',
    'routers',
    'links',
    'hosts',
    'flows',
    'frames',
    'notes',
  );
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('remove'), collection, id }),
    fc.record({ kind: fc.constant('rename'), collection, id, to: id }),
    fc.record({
      kind: fc.constant('move'),
      positions: fc.dictionary(id, fc.tuple(fc.integer(), fc.integer())),
    }),
    fc.record({
      kind: fc.constant('add'),
      collection: fc.constant('routers'),
      entity: fc.record({ id }),
      index: fc.nat(2),
    }),
    fc.record({
      kind: fc.constant('add'),
      collection: fc.constant('hosts'),
      entity: fc.record({ id, addresses: fc.constant([]) }),
    }),
    fc
      .constantFrom<[Collection, PropertyPath, unknown]>(
        ['clusters', ['network', 'mode'], 'routed'],
        ['clusters', ['network', 'mode'], 'overlay'],
        ['clusters', ['nodes', 'list'], [{}, {}]],
        ['clusters', ['nodes', 'count'], 4],
        ['clusters', ['pods', 'cidrs', 0], undefined],
        ['clusters', ['pods', 'cidrs', 0], '2001:db8:9::/56'],
        ['clusters', ['workloads', 0, 'name'], 'renamed'],
        ['links', ['routing'], 'bgp'],
        ['links', ['kind'], 'direct'],
        ['hosts', ['port'], 80],
        ['frames', ['members'], []],
        ['frames', ['members', 0], undefined],
        ['notes', ['text'], 'there'],
      )
      .chain(([list, path, value]) =>
        fc.record({
          kind: fc.constant('set'),
          collection: fc.constant(list),
          id,
          path: fc.constant(path),
          value: fc.constant(value),
        }),
      ),
  ) as unknown as fc.Arbitrary<PlanEdit>;
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 10 }), (edits) => {
      let here = plan;
      for (const one of edits) {
        const before = JSON.stringify(here);
        let next = here;
        try {
          next = applyEdits(here, [one]);
        } catch (error) {
          expect(error).toBeInstanceOf(PlanEditError);
        }
        expect(JSON.stringify(here)).toBe(before);
        const parsed = parsePlanValue(next);
        // Setting inside a cluster without the list or the ranges makes half an entity, which is the caller's to finish.
        if (one.kind === 'set' && !parsed.ok) continue;
        expect(parsed).toMatchObject({ ok: true });
        here = next;
      }
    }),
    { numRuns: 1_000 },
  );
});
