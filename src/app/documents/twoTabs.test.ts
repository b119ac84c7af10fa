import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Plan } from '#core';
import { FakeBrowser, type FakeTab } from './testing/fakeBrowser.ts';

type Action =
  | { readonly kind: 'edit' | 'take-over' | 'sleep' | 'wake' | 'reload' | 'lose-claims'; readonly tab: 0 | 1 }
  | { readonly kind: 'open'; readonly tab: 0 | 1; readonly which: number }
  | { readonly kind: 'new' | 'example'; readonly tab: 0 | 1 }
  | { readonly kind: 'pass'; readonly milliseconds: number }
  | { readonly kind: 'disk'; readonly full: boolean }
  | { readonly kind: 'clock'; readonly to: number };

const tab = fc.constantFrom(0 as const, 1 as const);
const act = (kind: 'edit' | 'take-over' | 'sleep' | 'wake' | 'reload' | 'lose-claims' | 'new' | 'example') =>
  fc.record({ kind: fc.constant(kind), tab }) as fc.Arbitrary<Action>;

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 24, arbitrary: act('edit') },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.nat(1500) }),
  },
  { weight: 3, arbitrary: act('take-over') },
  { weight: 1, arbitrary: act('sleep') },
  { weight: 2, arbitrary: act('wake') },
  { weight: 1, arbitrary: act('reload') },
  { weight: 1, arbitrary: act('lose-claims') },
  { weight: 1, arbitrary: act('new') },
  { weight: 1, arbitrary: act('example') },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('open' as const), tab, which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('disk' as const), full: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clock' as const), to: fc.nat(4_000_000_000_000) }) },
);

const idsOf = (plan: Plan): ReadonlySet<string> => new Set(plan.routers?.map(({ id }) => id));

/** A disk that can be full, for all tabs alike. */
function fakeDisk() {
  let full = false;
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    if (full) throw new DOMException('full', 'QuotaExceededError');
    return put.call(this, value, key);
  });
  return {
    set full(value: boolean) {
      full = value;
    },
  };
}

/** Carries actions out over two tabs of one design; returns what was edited, and throws when something is overwritten. */
async function carryOut(actions: readonly Action[], turns: number): Promise<number> {
  const browser = new FakeBrowser(turns);
  const disk = fakeDisk();
  const heads = new Map<string, ReadonlySet<string>>();
  const overwritten: string[] = [];
  browser.onWritten = (id, plan) => {
    const now = idsOf(plan);
    for (const router of heads.get(id) ?? []) if (!now.has(router)) overwritten.push(`${router} in ${id}`);
    heads.set(id, now);
  };
  const first = await browser.open();
  first.editor.change('Begin', [{ kind: 'add', collection: 'routers', entity: { id: 'r0' } }]);
  await browser.letPass(first.editor.flush());
  const tabs: [FakeTab, FakeTab] = [first, await browser.open(new Map(first.session))];
  const asleep = [false, false];
  const accepted = new Set(['r0']);

  for (const step of actions) {
    if (step.kind === 'pass') await browser.pass(step.milliseconds);
    else if (step.kind === 'disk') disk.full = step.full;
    else if (step.kind === 'clock') browser.wallClock = step.to;
    else {
      const one = tabs[step.tab];
      if (step.kind === 'sleep') {
        one.sleep();
        asleep[step.tab] = true;
      } else if (step.kind === 'wake') {
        one.wake();
        asleep[step.tab] = false;
      } else if (step.kind === 'lose-claims') for (const release of [...one.claims.values()]) release();
      // What sleeps does nothing.
      else if (asleep[step.tab]) continue;
      else if (step.kind === 'edit') {
        const id = `r${accepted.size}`;
        one.editor.change(`Add ${id}`, [{ kind: 'add', collection: 'routers', entity: { id } }]);
        if (idsOf(one.editor.store.getState().plan).has(id)) accepted.add(id);
      } else if (step.kind === 'take-over') await browser.letPass(one.documents.takeOver());
      else if (step.kind === 'new') one.editor.open({ hopwright: 1, name: 'New' }, { keep: true });
      else if (step.kind === 'example') one.editor.open({ hopwright: 1, name: 'Example' });
      else if (step.kind === 'open') {
        const list = await browser.letPass(one.store.list());
        const chosen = list[step.which % list.length];
        if (chosen) await browser.letPass(one.documents.open(chosen.id));
      } else {
        // Also with a full disk, and in the middle of a write.
        one.close();
        tabs[step.tab] = await browser.open(one.session);
      }
    }
  }

  disk.full = false;
  for (const one of tabs) one.wake();
  await browser.pass(120_000);
  for (const one of tabs) await browser.letPass(one.documents.check());
  await browser.pass(1_000);
  // However slow the database is.
  for (const one of tabs) await browser.letPass(one.editor.flush());
  vi.restoreAllMocks();

  for (const one of tabs) {
    const { document, plan, save } = one.editor.store.getState();
    expect(save.kind).not.toBe('failed');
    const stored = await browser.letPass(one.store.load(document));
    expect(idsOf(stored?.plan ?? plan)).toEqual(idsOf(plan));
    one.close();
  }
  const last = await browser.open();
  await browser.pass(1_000);
  await browser.letPass(last.documents.check());
  await browser.pass(1_000);
  await browser.letPass(last.editor.flush());

  expect(overwritten).toEqual([]);
  expect(browser.words.keys()).toEqual([]);
  const kept = new Set<string>();
  for (const { id } of await first.store.list())
    for (const router of idsOf((await first.store.load(id))?.plan ?? { hopwright: 1, name: '' }))
      kept.add(router);
  expect([...accepted].filter((router) => !kept.has(router))).toEqual([]);
  return accepted.size - 1;
}

test('1,000 random edits over two tabs that sleep, load again, take over, lose locks, fill the disk and set the clock: nothing is lost, nothing silently overwritten', async () => {
  let edits = 0;
  do {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 1, maxLength: 400, size: 'max' }),
        fc.constantFrom(8, 40),
        async (actions, turns) => {
          // A disk that is left full would fail whatever comes next.
          edits += await carryOut(actions, turns).finally(() => vi.restoreAllMocks());
        },
      ),
      { numRuns: 10 },
    );
  } while (edits < 1000);
}, 120_000);
