import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, entityIds, type Plan, parsePlan, parsePlanValue } from '#core';
import { anyPlan } from '#core/testing';
import { run } from '../commands/command.ts';
import { createEditor } from '../createEditor.ts';
import { drawnIds } from '../selection.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import { FakeServices } from '../testing/fakes.ts';
import { findAddresses, passedOver, planOfList, readAddressList } from './addressList.ts';
import { copyFragment, fragmentText, isFragment } from './fragment.ts';
import { pasted, pasteFragment } from './paste.ts';
import { recognise } from './recognise.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Sites',
  clusters: [
    { id: 'london', name: 'London', router: 'edge-l', nodes: { cidrs: ['172.16.0.0/24'], count: 2 } },
  ],
  routers: [
    { id: 'edge-l', name: 'London edge', routes: [{ to: '10.1.0.0/16', via: 'vpn' }] },
    { id: 'edge-p', name: 'Paris edge' },
  ],
  links: [{ id: 'vpn', name: 'London–Paris', ends: ['edge-l', 'edge-p'], routing: 'bgp' }],
  hosts: [{ id: 'laptop', name: 'Client', router: 'edge-p', addresses: ['10.32.0.7/24'] }],
  view: { positions: { london: [0, 0], 'edge-l': [50, 320], 'edge-p': [610, 320], laptop: [500, 490] } },
};
const EMPTY: Plan = { hopwright: 1, name: 'empty' };
const AT = { x: 100, y: 100 };

/** A plan and a part of what is drawn in it. */
const planAndPart = () => anyPlan().chain((one) => fc.subarray(drawnIds(one)).map((part) => ({ one, part })));

test('a copy is a valid plan of what is selected, whatever that is', () => {
  fc.assert(
    fc.property(planAndPart(), ({ one, part }) => {
      const fragment = copyFragment(one, part);
      if (!fragment) return;
      const read = parsePlan(fragmentText(fragment));
      expect(read).toMatchObject({ ok: true });
      if (read.ok) expect(isFragment(read.plan)).toBe(true);
    }),
  );
});

test('links come along with both their ends, and not without', () => {
  expect(copyFragment(plan, ['edge-l', 'edge-p'])?.links).toEqual(plan.links);
  const half = copyFragment(plan, ['edge-l', 'vpn']);
  expect(half?.links).toBeUndefined();
  expect(half?.routers?.[0]?.routes).toEqual([]);
  expect(copyFragment(plan, ['vpn'])).toBeUndefined();
});

test('what hangs on a router that is not copied comes without it', () => {
  expect(copyFragment(plan, ['london'])?.clusters?.[0]).not.toHaveProperty('router');
  expect(copyFragment(plan, ['london', 'edge-l'])?.clusters?.[0]?.router).toBe('edge-l');
});

test('pasted into an empty plan, a copy is what was copied', () => {
  fc.assert(
    fc.property(planAndPart(), ({ one, part }) => {
      const fragment = copyFragment(one, part);
      if (!fragment) return;
      const after = applyEdits(EMPTY, pasted(EMPTY, fragment, AT).edits);
      expect(parsePlanValue(after)).toMatchObject({ ok: true });
      for (const list of ['clusters', 'routers', 'hosts', 'links'] as const)
        expect(after[list] ?? []).toEqual(fragment[list] ?? []);
    }),
  );
});

test('pasted where everything is taken, ids are new, ranges stay, and the plan is still one', () => {
  fc.assert(
    fc.property(planAndPart(), ({ one, part }) => {
      const fragment = copyFragment(one, part);
      if (!fragment) return;
      const after = applyEdits(one, pasted(one, fragment, AT).edits);
      expect(parsePlanValue(after)).toMatchObject({ ok: true });
      expect(entityIds(after).size).toBe(entityIds(one).size + entityIds(fragment).size);
      const ranges = (of: Plan) => (of.clusters ?? []).map(({ nodes }) => nodes.cidrs.join());
      expect(ranges(after).slice(ranges(one).length)).toEqual(ranges(fragment));
    }),
  );
});

test('names stay apart, and routes and links lead to the pasted things', () => {
  const fragment = copyFragment(plan, ['london', 'edge-l', 'edge-p']);
  const after = fragment && applyEdits(plan, pasted(plan, fragment, AT).edits);
  expect(after?.clusters?.[1]).toMatchObject({ id: 'london-2', name: 'London 2', router: 'edge-l-2' });
  expect(after?.links?.[1]).toMatchObject({ id: 'vpn-2', ends: ['edge-l-2', 'edge-p-2'] });
  expect(after?.routers?.[2]?.routes).toEqual([{ to: '10.1.0.0/16', via: 'vpn-2' }]);
});

test('the middle of what is pasted comes to the cursor, and all of it keeps its shape', () => {
  const fragment = copyFragment(plan, ['edge-l', 'edge-p']);
  const after = fragment && applyEdits(EMPTY, pasted(EMPTY, fragment, { x: 1000, y: 0 }).edits);
  const [a, b] = [after?.view?.positions?.['edge-l'], after?.view?.positions?.['edge-p']];
  expect([(b?.[0] ?? 0) - (a?.[0] ?? 0), (b?.[1] ?? 0) - (a?.[1] ?? 0)]).toEqual([560, 0]);
  // Two cards of 200 × 60 pixels.
  expect(((a?.[0] ?? 0) + (b?.[0] ?? 0) + 200) / 2).toBe(1000);
});

test('pasting is one step back, and nothing can be pasted where nothing may be changed', () => {
  const editor = createEditor(new FakeServices(), new FakeClock(), { id: 'd', plan, edited: false });
  const fragment = copyFragment(plan, ['london', 'laptop']) ?? EMPTY;
  run(editor, pasteFragment(fragment, AT));
  expect(editor.store.getState().undoLabel).toBe('Paste London and Client');
  expect(editor.store.getState().announcement).toBe(
    'London 2 and Client 2 pasted; 2 ids were taken and are new ones.',
  );
  expect(editor.store.getState().selection).toEqual(['london-2', 'laptop-2']);
  editor.undo();
  expect(editor.store.getState().plan).toBe(plan);
  editor.setReadOnly('view', true);
  expect(run(editor, pasteFragment(fragment, AT)).applies).toBe(false);
});

test('a list of CIDRs and addresses becomes clusters and hosts, named by what stands beside them', () => {
  const lines = readAddressList(
    '# sites\nlondon, 10.0.0.0/16\n10.32.0.7\nParis office;192.168.4.9/28\n\nfd00::/64',
  );
  expect(lines.map(({ kind, value, name }) => [kind, value, name])).toEqual([
    ['network', '10.0.0.0/16', 'london'],
    ['address', '10.32.0.7/24', undefined],
    ['address', '192.168.4.9/28', 'Paris office'],
    ['network', 'fd00::/64', undefined],
  ]);
  const made = planOfList(plan, lines);
  expect(parsePlanValue(made)).toMatchObject({ ok: true });
  expect(made.clusters?.map(({ id, name }) => [id, name])).toEqual([
    ['london-2', 'london'],
    ['network', 'Network fd00::/64'],
  ]);
  expect(made.hosts?.map(({ name }) => name)).toEqual(['Host 10.32.0.7', 'Paris office']);
});

test('a list is read whatever is in it, and what comes of it is always a plan', () => {
  const word = fc.oneof(fc.ipV4(), fc.ipV4Extended(), fc.ipV6(), fc.string(), fc.constant('10.0.0.0/8'));
  fc.assert(
    fc.property(fc.array(word), fc.constantFrom('\n', ' ', ', '), (words, glue) => {
      const lines = readAddressList(words.join(glue));
      if (lines.length > 0) expect(parsePlanValue(planOfList(plan, lines))).toMatchObject({ ok: true });
    }),
  );
});

test('foreign texts are told by what they are', async () => {
  const kind = async (text: string) => (await recognise(text)).kind;
  expect(await kind('https://example.org/#v1/abc')).toBe('link');
  expect(await kind(JSON.stringify(plan))).toBe('plan');
  expect(await kind(fragmentText(copyFragment(plan, ['london']) ?? EMPTY))).toBe('fragment');
  expect(await kind('{ "hopwright": 1 }')).toBe('problems');
  expect(await kind('10.0.0.0/16\n10.1.0.0/16')).toBe('addresses');
  expect(await recognise('{"apiVersion":"v1","kind":"List","items":[]}')).toMatchObject({
    kind: 'other',
    sentence: expect.stringContaining('Kubernetes'),
  });
  expect(await recognise('apiVersion: v1\nkind: Node')).toMatchObject({
    sentence: expect.stringContaining('YAML'),
  });
  expect(
    await kind('Dear all, the client 10.32.0.7 cannot reach the pods since yesterday evening, please help'),
  ).toBe('other');
});

test('no text is too odd to be told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => void (await recognise(text))),
  );
});

test('asked for addresses, those of any text are found, each once', () => {
  const text = '{"cidr": "10.0.0.0/16", "peer": "10.32.0.7"}\nDear all, 10.0.0.0/16 cannot reach (10.32.0.7)';
  expect(findAddresses(text).map(({ value }) => value)).toEqual(['10.0.0.0/16', '10.32.0.7/24']);
});

test('what is meant as an address and is none is told, as are addresses beyond the most that are taken', () => {
  const text = '10.0.0.0/16 London\n999.1.1.1 bad\n10.0.5.0/33\nFD00::/64 six 1.5\n# 1.2.3.400';
  expect(passedOver(text, readAddressList(text))).toEqual(['999.1.1.1', '10.0.5.0/33']);
  const many = Array.from({ length: 203 }, (_, index) => `10.${index}.0.0/16`).join('\n');
  expect(passedOver(many, readAddressList(many))).toEqual([
    '10.200.0.0/16',
    '10.201.0.0/16',
    '10.202.0.0/16',
  ]);
});
