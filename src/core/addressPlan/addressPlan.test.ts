import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatPrefix,
  lastAddress,
  mustPrefix,
  overlaps,
  prefixSize,
  samePrefix,
} from '../address/prefix.ts';
import { compileNetwork } from '../network/compileNetwork.ts';
import { applyEdits } from '../plan/applyEdit.ts';
import { parsePlanValue } from '../plan/parsePlan.ts';
import type { Plan } from '../plan/plan.ts';
import { anyPlan } from '../testing/anyPlan.ts';
import { cluster, host, link, plan, router, workload } from '../testing/builders.ts';
import { addressPlan, type PlannedRange } from './addressPlan.ts';
import { poolOf, windowOf } from './pools.ts';
import { blocksOf, sections } from './sections.ts';
import { blockTargets, nextFreeBlock, takeBlock } from './takeBlock.ts';

const poolsOf = (of: Plan) => addressPlan(of, compileNetwork(of));
const rangesOf = (of: Plan) => poolsOf(of).flatMap(({ ranges }) => ranges);

describe('the address plan', () => {
  const two = plan(
    router('r'),
    cluster('a', {
      router: 'r',
      count: 3,
      pods: '10.0.0.0/16',
      services: '10.96.0.0/24',
      ...workload('web', 2),
    }),
    host('h', '172.16.9.7/24', { router: 'r' }),
    link('l', ['r', 'r2'], { cidrs: ['10.255.0.0/30'] }),
    router('r2'),
  );

  test('ranges stand in the pool that they are taken from, by their addresses', () => {
    expect(
      poolsOf(two).map((pool) => [formatPrefix(pool.prefix), pool.ranges.map(({ use }) => use)]),
    ).toEqual([
      ['10.0.0.0/8', ['pods', 'services', 'transfer']],
      ['172.16.0.0/12', ['nodes', 'host-segment']],
    ]);
  });

  test('[A2] of a node network router and nodes are counted, of a transfer network its ends', () => {
    const used = Object.fromEntries(rangesOf(two).map(({ use, usage }) => [use, usage]));
    expect(used.nodes).toEqual({ used: 4n, room: 254n, unit: 'addresses' });
    expect(used['host-segment']).toEqual({ used: 2n, room: 254n, unit: 'addresses' });
    expect(used.transfer).toEqual({ used: 2n, room: 2n, unit: 'addresses' });
  });

  test('[A3] of a pod range what the nodes were dealt is used, also where no pod is on it yet', () => {
    const pods = rangesOf(two).find(({ use }) => use === 'pods');
    expect(pods?.usage).toEqual({ used: 768n, room: 65_536n, unit: 'node prefixes' });
  });

  test('[A6] a service range counts its VIPs, the API server and DNS', () => {
    expect(rangesOf(two).find(({ use }) => use === 'services')?.usage?.used).toBe(3n);
  });

  test('[A1] a node network and a host segment that are one segment do not overlap', () => {
    const one = plan(router('r'), cluster('a', { router: 'r' }), host('h', '172.16.0.7/24', { router: 'r' }));
    expect(rangesOf(one).map(({ overlapping }) => overlapping)).toEqual([false, false]);
    const apart = plan(
      router('r'),
      router('q'),
      cluster('a', { router: 'r' }),
      host('h', '172.16.0.7/24', { router: 'q' }),
    );
    expect(rangesOf(apart).map(({ overlapping }) => overlapping)).toEqual([true, true]);
  });

  test('[A5] pods of a native cluster lie in its node network on purpose', () => {
    const native = plan(
      cluster('a', { network: { mode: 'native' }, pods: '172.16.0.128/25', ...workload('web', 2) }),
    );
    expect(rangesOf(native).map(({ use, overlapping, usage }) => [use, overlapping, usage?.used])).toEqual([
      ['nodes', false, 4n],
      ['pods', false, 2n],
    ]);
  });

  test('what a platform uses stands there as a range that nobody wrote', () => {
    const [kops] = rangesOf(plan(cluster('a', { platform: 'aks' }))).filter(({ use }) => use === 'platform');
    expect(kops).toMatchObject({ owner: 'a', usage: undefined, place: undefined });
  });

  test('a pool counts an address once, however many ranges are on it', () => {
    const nested = plan(cluster('a', { pods: ['10.0.0.0/16', '10.0.1.0/24'] }));
    expect(poolsOf(nested)[0]?.taken).toBe(65_536n);
  });

  test('a range overlaps exactly if another lies on it that is not the same segment', () => {
    fc.assert(
      fc.property(anyPlan(), (any) => {
        const native = new Set(
          (any.clusters ?? []).filter(({ network }) => network?.mode === 'native').map(({ id }) => id),
        );
        const routerOf = new Map(
          [...(any.clusters ?? []), ...(any.hosts ?? [])].map(({ id, router: at }) => [
            id,
            at ?? `${id} alone`,
          ]),
        );
        const ranges = rangesOf(any);
        const isSegment = ({ use }: PlannedRange) => use === 'nodes' || use === 'host-segment';
        const one = (a: PlannedRange, b: PlannedRange) =>
          (isSegment(a) &&
            isSegment(b) &&
            routerOf.get(a.owner) === routerOf.get(b.owner) &&
            samePrefix(a.prefix, b.prefix)) ||
          holdsPodsOf(a, b) ||
          holdsPodsOf(b, a) ||
          (a.use === 'platform' && b.use === 'platform');
        const holdsPodsOf = (a: PlannedRange, b: PlannedRange): boolean =>
          b.use === 'pods' &&
          native.has(b.owner) &&
          isSegment(a) &&
          ranges.some(
            (nodes) =>
              nodes.use === 'nodes' &&
              nodes.owner === b.owner &&
              samePrefix(nodes.prefix, a.prefix) &&
              routerOf.get(nodes.owner) === routerOf.get(a.owner),
          );
        for (const range of ranges)
          expect(range.overlapping).toBe(
            ranges.some(
              (other) => other !== range && overlaps(other.prefix, range.prefix) && !one(other, range),
            ),
          );
      }),
    );
  });

  test('whatever the plan: every written range once, used no more than there is room', () => {
    fc.assert(
      fc.property(anyPlan(), (any) => {
        const written =
          (any.clusters ?? []).reduce(
            (sum, { nodes, pods, services }) =>
              sum + nodes.cidrs.length + (pods?.cidrs.length ?? 0) + (services?.cidrs.length ?? 0),
            0,
          ) +
          (any.hosts ?? []).reduce((sum, { addresses }) => sum + addresses.length, 0) +
          (any.links ?? []).reduce((sum, { cidrs }) => sum + (cidrs?.length ?? 0), 0);
        const ranges = rangesOf(any);
        expect(ranges.filter(({ place }) => place)).toHaveLength(written);
        for (const { usage } of ranges) if (usage) expect(usage.used <= usage.room).toBe(true);
      }),
    );
  });
});

describe('the address line', () => {
  const prefix = fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 32 }))
    .map(([value, length]) => {
      const bits = BigInt(32 - length);
      return { family: 4 as const, value: (BigInt(0x0a000000 + value) >> bits) << bits, length };
    });
  const window = mustPrefix('10.0.0.0/24');

  test('sections follow each other without a gap and name exactly the ranges on them', () => {
    fc.assert(
      fc.property(fc.array(prefix, { maxLength: 8 }), (ranges) => {
        const found = sections(window, ranges);
        let at = window.value;
        for (const section of found) {
          expect(section.first).toBe(at);
          const on = ranges.flatMap((range, index) =>
            range.value <= section.first && lastAddress(range).value >= section.last ? [index] : [],
          );
          expect([...section.ranges].sort()).toEqual(on.sort());
          at = section.last + 1n;
        }
        expect(at).toBe(window.value + prefixSize(window));
      }),
    );
  });

  test('a range that is wider than the window fills it', () => {
    expect(sections(window, [mustPrefix('10.0.0.0/8')])).toEqual([
      { first: window.value, last: lastAddress(window).value, ranges: [0] },
    ]);
  });

  test('a free stretch is told as the largest blocks that fill it', () => {
    const first = mustPrefix('10.0.3.0/24').value;
    const last = lastAddress(mustPrefix('10.0.7.0/24')).value;
    expect(blocksOf(4, first, last).map(formatPrefix)).toEqual(['10.0.3.0/24', '10.0.4.0/22']);
    expect(blocksOf(6, 0n, (1n << 128n) - 1n).map(formatPrefix)).toEqual(['::/0']);
  });

  test('the window holds all ranges with some room, and no more than the pool', () => {
    const pool = mustPrefix('10.0.0.0/8');
    const of = (...texts: string[]) => formatPrefix(windowOf(pool, texts.map(mustPrefix)));
    expect(of('10.0.0.0/16', '10.1.0.0/16')).toBe('10.0.0.0/14');
    expect(of('10.0.0.0/16', '10.200.0.0/16')).toBe('10.0.0.0/8');
    expect(of()).toBe('10.0.0.0/8');
  });

  test('a range outside of every known pool has the block around it, or itself where it is wider', () => {
    expect(formatPrefix(poolOf(mustPrefix('8.8.8.0/24')).prefix)).toBe('8.0.0.0/8');
    expect(formatPrefix(poolOf(mustPrefix('8.0.0.0/7')).prefix)).toBe('8.0.0.0/7');
  });
});

describe('the next free block', () => {
  const used = plan(cluster('a', { pods: '10.0.0.0/16', services: '10.1.0.0/16' }));

  test('is the first one that nothing uses, of any size that the pool holds', () => {
    const free = (length: number) => {
      const block = nextFreeBlock(used, mustPrefix('10.0.0.0/8'), length);
      return block && formatPrefix(block);
    };
    expect(free(16)).toBe('10.2.0.0/16');
    expect(free(9)).toBe('10.128.0.0/9');
    expect(free(8)).toBeUndefined();
    expect(free(7)).toBeUndefined();
  });

  test('is found in a pool that is set aside as a whole', () => {
    const docs = nextFreeBlock(used, mustPrefix('198.51.100.0/24'), 26);
    expect(docs && formatPrefix(docs)).toBe('198.51.100.0/26');
  });

  test('can be taken by everything that has ranges, and a plan comes of it', () => {
    const block = mustPrefix('10.2.0.0/16');
    const before = plan(
      router('r'),
      router('q'),
      cluster('a', { router: 'r', pods: '10.0.0.0/16', ...workload('web') }),
      link('l', ['r', 'q'], { prefixes: [['192.168.0.0/24'], ['10.0.0.0/16']] }),
    );
    for (const target of blockTargets(before, 4)) {
      const edits = takeBlock(before, target, block);
      const after = applyEdits(before, edits);
      expect(parsePlanValue(after).ok).toBe(true);
      expect(
        rangesOf(after).some(
          ({ prefix, owner }) => owner === target.owner && formatPrefix(prefix) === '10.2.0.0/16',
        ),
      ).toBe(true);
      if (target.replaces)
        expect(
          rangesOf(after).some(
            ({ prefix, owner }) => owner === target.owner && overlaps(prefix, target.replaces ?? prefix),
          ),
        ).toBe(false);
    }
  });

  test('a pod range that moves takes the static prefixes along that name it', () => {
    const before = plan(
      router('r'),
      router('q'),
      cluster('a', { router: 'r', pods: '10.0.0.0/16' }),
      link('l', ['r', 'q'], { prefixes: [['192.168.0.0/24'], ['10.0.0.0/16']] }),
    );
    const move = blockTargets(before, 4).find(({ use, replaces }) => use === 'pods' && replaces);
    const edits = move ? takeBlock(before, move, mustPrefix('10.2.0.0/16')) : [];
    expect(applyEdits(before, edits).links?.[0]?.prefixes?.[1]).toEqual(['10.2.0.0/16']);
  });
});
