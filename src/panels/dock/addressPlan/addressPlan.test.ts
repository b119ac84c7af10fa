import { describe, expect, test } from 'vitest';
import { addressPlan, compileNetwork, formatPrefix, mustPrefix, type Plan, prefixSize } from '#core';
import { cellsOf, widthOf } from './cells.ts';
import { percentText, treeRows } from './treeRows.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Test',
  clusters: [
    {
      id: 'ldn',
      name: 'London',
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: ['10.0.128.0/20'] },
    },
    {
      id: 'par',
      name: 'Paris',
      nodes: { cidrs: ['172.17.0.0/24'], count: 2 },
      pods: { cidrs: ['10.1.0.0/16'] },
    },
  ],
};
const poolsOf = (of: Plan) => addressPlan(of, compileNetwork(of));

describe('the tree', () => {
  const lines = (of: Plan, folded: readonly string[] = []) =>
    treeRows(poolsOf(of), of, new Set(folded)).map(({ level, name, prefix }) =>
      `${level} ${name} ${prefix ?? ''}`.trim(),
    );

  test('goes from pool to owner to range, and leaves out what is folded', () => {
    expect(lines(plan, ['172.16.0.0/12', '10.0.0.0/8  par'])).toEqual([
      '0 private 10.0.0.0/8',
      '1 London',
      '2 pods 10.0.0.0/16',
      '2 services 10.0.128.0/20',
      '1 Paris',
      '0 private 172.16.0.0/12',
    ]);
  });

  test('has a level for sites where the plan has any', () => {
    const sited: Plan = { ...plan, view: { frames: [{ id: 'uk', name: 'UK', members: ['ldn'] }] } };
    expect(lines(sited, ['172.16.0.0/12', '10.0.0.0/8 No site par'])).toEqual([
      '0 private 10.0.0.0/8',
      '1 UK',
      '2 London',
      '3 pods 10.0.0.0/16',
      '3 services 10.0.128.0/20',
      '1 No site',
      '2 Paris',
      '0 private 172.16.0.0/12',
    ]);
  });

  test('a share is all only where nothing is left, however much there is', () => {
    const plain = (used: bigint, size: bigint) => percentText(used, size).replaceAll('\u00a0', ' ');
    expect(plain(1n, 65_536n)).toBe('< 1 %');
    expect(plain(2n ** 96n - 1n, 2n ** 96n)).toBe('99 %');
    expect(plain(4n, 4n)).toBe('100 %');
    expect(plain(0n, 0n)).toBe('0 %');
  });
});

describe('the strip', () => {
  test('tells used, overlapping and free stretches over the whole window', () => {
    const [pool] = poolsOf(plan);
    const window = mustPrefix('10.0.0.0/14');
    const cells = cellsOf(window, pool?.ranges ?? []);
    expect(cells.map(({ kind }) => kind)).toEqual(['used', 'overlapping', 'used', 'used', 'free']);
    expect(cells.reduce((sum, cell) => sum + widthOf(cell, window), 0)).toBeCloseTo(1, 3);
  });

  test('draws thousands of small ranges together', () => {
    const many: Plan = {
      hopwright: 1,
      name: 'Many',
      clusters: Array.from({ length: 2000 }, (_, i) => ({
        id: `c${i}`,
        nodes: { cidrs: [`10.${Math.floor(i / 256)}.${i % 256}.0/27`], count: 1 },
      })),
    };
    const [pool] = poolsOf(many);
    const window = pool?.prefix ?? mustPrefix('10.0.0.0/8');
    const cells = cellsOf(window, pool?.ranges ?? []);
    expect(formatPrefix(window)).toBe('10.0.0.0/8');
    expect(cells.length).toBeLessThan(900);
    expect(cells.reduce((sum, { first, last }) => sum + (last - first + 1n), 0n)).toBe(prefixSize(window));
  });
});
