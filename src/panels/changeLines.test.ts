import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { changeLines } from './changeLines.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Test',
  clusters: [
    {
      id: 'london',
      name: 'London',
      nodes: { cidrs: ['172.16.0.0/24'], count: 1 },
      pods: { cidrs: ['10.0.0.0/16'] },
    },
  ],
  routers: [{ id: 'r' }],
};

test('a changed property is told with its owner, before and after', () => {
  expect(
    changeLines(plan, [
      { kind: 'set', collection: 'clusters', id: 'london', path: ['pods', 'cidrs', 0], value: '10.1.0.0/16' },
    ]),
  ).toEqual([{ where: 'London · pods.cidrs[0]', before: '10.0.0.0/16', after: '10.1.0.0/16' }]);
});

test('what comes, what goes and what gets another id', () => {
  expect(
    changeLines(plan, [
      { kind: 'set', collection: 'clusters', id: 'london', path: ['mtu'], value: 1400 },
      { kind: 'set', collection: 'clusters', id: 'london', path: ['pods'], value: undefined },
      { kind: 'rename', collection: 'routers', id: 'r', to: 'edge' },
      { kind: 'remove', collection: 'routers', id: 'edge' },
    ]),
  ).toEqual([
    { where: 'London · mtu', before: undefined, after: '1400' },
    { where: 'London · pods', before: '{"cidrs":["10.0.0.0/16"]}', after: undefined },
    { where: 'Router · id', before: 'r', after: 'edge' },
    { where: 'Router', before: 'edge', after: undefined },
  ]);
});

test('edits that do not apply change nothing', () => {
  expect(changeLines(plan, [{ kind: 'remove', collection: 'hosts', id: 'nobody' }])).toEqual([]);
});

test('a long list is cut', () => {
  const list = Array.from({ length: 100 }, (_, index) => ({ name: `node-${index}` }));
  const [line] = changeLines(plan, [
    { kind: 'set', collection: 'clusters', id: 'london', path: ['nodes', 'list'], value: list },
  ]);
  expect(line?.after?.length).toBe(90);
  expect(line?.after).toMatch(/…$/);
});

test('of the prefixes of a link, what each end reaches now and no more, not lists in lists', () => {
  const linked: Plan = {
    ...plan,
    routers: [{ id: 'r', name: 'Edge' }, { id: 's' }],
    links: [
      {
        id: 'l',
        name: 'WAN',
        ends: ['r', 's'],
        routing: 'static',
        prefixes: [['10.1.0.0/16'], ['10.0.0.0/16']],
      },
    ],
  };
  const set = (path: (string | number)[], value: unknown) =>
    ({ kind: 'set', collection: 'links', id: 'l', path, value }) as const;
  expect(changeLines(linked, [set(['prefixes'], [['10.1.0.0/16', '10.2.0.0/16'], ['10.0.0.0/16']])])).toEqual(
    [{ where: 'WAN · Edge reaches', before: undefined, after: '10.2.0.0/16' }],
  );
  expect(changeLines(linked, [set(['prefixes', 1, 0], '10.9.0.0/16')])).toEqual([
    { where: 'WAN · s reaches', before: '10.0.0.0/16', after: '10.9.0.0/16' },
  ]);
  expect(changeLines(linked, [set(['prefixes'], [[], ['10.0.0.0/16']])])).toEqual([
    { where: 'WAN · Edge reaches', before: '10.1.0.0/16', after: undefined },
  ]);
});
