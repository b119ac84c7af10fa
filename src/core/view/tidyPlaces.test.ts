import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../plan/plan.ts';
import { cardSizes } from './cardSize.ts';
import type { Box } from './floatingEdge.ts';
import { frameBox } from './frameBox.ts';
import { packTree } from './packTree.ts';
import { placements } from './placement.ts';
import { tidyPlaces } from './tidyPlaces.ts';

function boxesOf(plan: Plan): Map<string, Box> {
  const sizes = cardSizes(plan);
  return new Map(
    [...placements(plan)].flatMap(([id, place]): [string, Box][] => {
      const size = sizes.get(id);
      return size ? [[id, { ...place, ...size }]] : [];
    }),
  );
}

function tidied(plan: Plan, ids?: readonly string[]): Map<string, Box> {
  const boxes = boxesOf(plan);
  const places = tidyPlaces(plan, ids ?? [...boxes.keys()], boxes);
  for (const [id, place] of places) {
    const box = boxes.get(id);
    if (box) boxes.set(id, { ...box, ...place });
  }
  return boxes;
}

const meet = (a: Box | undefined, b: Box | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.x < b.x + b.width &&
  b.x < a.x + a.width &&
  a.y < b.y + b.height &&
  b.y < a.y + a.height;

const cluster = (id: string, router?: string) => ({
  id,
  ...(router === undefined ? {} : { router }),
  nodes: { cidrs: ['172.16.0.0/24'], count: 1 },
});

/** Sites of a router, clusters and a host, joined as a chance tree with some more links; all on one heap. */
const anyPlan = (): fc.Arbitrary<Plan> =>
  fc
    .record({
      sites: fc.array(fc.record({ clusters: fc.nat(3), host: fc.boolean(), up: fc.nat(20) }), {
        minLength: 1,
        maxLength: 12,
      }),
      framed: fc.nat(6),
    })
    .map(({ sites, framed }) => ({
      hopwright: 1,
      name: 'any',
      routers: sites.map((_, i) => ({ id: `r${i}` })),
      clusters: sites.flatMap((site, i) =>
        Array.from({ length: site.clusters }, (_, j) => cluster(`c${i}-${j}`, `r${i}`)),
      ),
      hosts: sites.flatMap((site, i) =>
        site.host ? [{ id: `h${i}`, router: `r${i}`, addresses: ['10.32.0.7/24'] }] : [],
      ),
      links: sites.flatMap((site, i) =>
        i === 0
          ? []
          : [
              {
                id: `l${i}`,
                ends: [`r${site.up % i}`, `r${i}`] as [string, string],
                routing: 'bgp' as const,
              },
            ],
      ),
      view: {
        positions: Object.fromEntries(sites.map((_, i) => [`r${i}`, [0, 0] as [number, number]])),
        frames: sites.slice(0, framed).map((_, i) => ({ id: `f${i}`, name: `F${i}`, members: [`r${i}`] })),
      },
    }));

test('what is tidied overlaps nowhere, stands on the grid, and a site covers nobody else', () => {
  fc.assert(
    fc.property(anyPlan(), (plan) => {
      const boxes = tidied(plan);
      const all = [...boxes];
      for (const [i, [id, box]] of all.entries()) {
        expect([id, box.x % 10 === 0, box.y % 10 === 0]).toEqual([id, true, true]);
        for (const [other, its] of all.slice(i + 1))
          expect([id, other, meet(box, its)]).toEqual([id, other, false]);
      }
      for (const frame of plan.view?.frames ?? []) {
        const around = frameBox(frame, (id) => boxes.get(id));
        for (const [id, box] of all)
          if (!frame.members.includes(id))
            expect([frame.id, id, meet(around, box)]).toEqual([frame.id, id, false]);
      }
    }),
  );
});

test('clusters stand above their router and hosts below it, their middles in one line', () => {
  const boxes = tidied({
    hopwright: 1,
    name: 'one',
    routers: [{ id: 'r' }],
    clusters: [cluster('a', 'r')],
    hosts: [{ id: 'h', router: 'r', addresses: ['10.32.0.7/24'] }],
  });
  const [a, r, h] = ['a', 'r', 'h'].map((id) => boxes.get(id));
  expect((a?.y ?? 0) + (a?.height ?? 0)).toBeLessThan(r?.y ?? 0);
  expect((r?.y ?? 0) + (r?.height ?? 0)).toBeLessThan(h?.y ?? 0);
  const middles = [a, r, h].map((box) => (box ? box.x + box.width / 2 : 0));
  expect(Math.max(...middles) - Math.min(...middles)).toBeLessThanOrEqual(10);
});

test('what is not tidied stays, and what is tidied keeps clear of it', () => {
  const plan: Plan = {
    hopwright: 1,
    name: 'some',
    routers: [{ id: 'r' }, { id: 's' }, { id: 'stays' }],
    links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp' }],
    view: { positions: { r: [0, 0], s: [10, 10], stays: [0, 60] } },
  };
  const boxes = tidied(plan, ['r', 's']);
  expect(boxes.get('stays')).toMatchObject({ x: 0, y: 60 });
  for (const id of ['r', 's']) expect(meet(boxes.get(id), boxes.get('stays'))).toBe(false);
});

test('thousands of sites around one hub, and a chain of thousands, find places', () => {
  const unit = (i: number) => ({
    id: `u${i}`,
    width: 300,
    height: 250,
    parts: [{ id: `u${i}`, x: 0, y: 0 }],
    now: { x: 0, y: 0 },
  });
  const units = Array.from({ length: 5_000 }, (_, i) => unit(i));
  const tie = (from: number, to: number) => ({ from: `u${from}`, to: `u${to}`, fromY: 0, toY: 0 });
  const star = packTree(
    units,
    units.slice(1).map((_, i) => tie(0, i + 1)),
  );
  const chain = packTree(
    units,
    units.slice(1).map((_, i) => tie(i, i + 1)),
  );
  for (const places of [star, chain])
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(5_000);
});

test('five thousand devices of a hub with its spokes are tidied without covering each other', () => {
  const spokes = Array.from({ length: 1_750 }, (_, i) => i);
  const boxes = tidied({
    hopwright: 1,
    name: 'hub',
    routers: [{ id: 'hub' }, ...spokes.map((i) => ({ id: `r${i}` }))],
    clusters: spokes.map((i) => cluster(`c${i}`, `r${i}`)),
    links: spokes.map((i) => ({ id: `l${i}`, ends: ['hub', `r${i}`] as [string, string], routing: 'bgp' })),
    hosts: Array.from({ length: 1_499 }, (_, i) => ({
      id: `h${i}`,
      router: 'hub',
      addresses: ['10.32.0.7/24'],
    })),
  });
  expect(boxes.size).toBe(5_000);
  const all = [...boxes].sort(([, a], [, b]) => a.x - b.x);
  const pairs = all.flatMap(([id, box], i) => {
    const found: string[] = [];
    for (let j = i + 1; (all[j]?.[1].x ?? Infinity) < box.x + box.width; j++)
      if (meet(box, all[j]?.[1])) found.push(`${id} ${all[j]?.[0]}`);
    return found;
  });
  expect(pairs).toEqual([]);
});

test('a plan of many sites that nobody placed is broad, not a line', () => {
  const sites = Array.from({ length: 12 }, (_, i) => i);
  const places = [
    ...placements({
      hopwright: 1,
      name: 'twelve',
      routers: sites.map((i) => ({ id: `r${i}` })),
      clusters: sites.map((i) => cluster(`c${i}`, `r${i}`)),
      links: sites.slice(1).map((i) => ({ id: `l${i}`, ends: ['r0', `r${i}`], routing: 'bgp' })),
    }).values(),
  ];
  const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  expect(spread(places.map(({ x }) => x)) / spread(places.map(({ y }) => y))).toBeLessThan(4);
});
