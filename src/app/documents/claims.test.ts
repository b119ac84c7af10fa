import { expect, test, vi } from 'vitest';
import { FakeClock } from '#editor/testing';
import { type ClaimMessage, claimsByAsking, claimsByLock } from './claims.ts';

/** Tabs that hear each other, as on plain http, where there are no locks. */
function tabsThatAsk(...names: string[]) {
  const clock = new FakeClock();
  const hearers = new Map<string, (message: ClaimMessage) => void>();
  const claims = names.map((tab) =>
    claimsByAsking(
      {
        send: (message) => {
          for (const [other, hear] of hearers) if (other !== tab) queueMicrotask(() => hear(message));
        },
        on: (hear) => void hearers.set(tab, hear),
      },
      tab,
      clock,
    ),
  );
  return { clock, claims };
}

const nothing = (): void => undefined;

test('without locks a tab learns that another holds a name, and when it does not any more', async () => {
  const { clock, claims } = tabsThatAsk('a', 'b');
  const [a, b] = claims;
  const first = await clock.during(a?.claim('plan', nothing));
  expect(first).toBeDefined();
  expect(await clock.during(b?.claim('plan', nothing))).toBeUndefined();
  expect(await clock.during(b?.claim('other', nothing))).toBeDefined();
  expect(await clock.during(b?.taken('plan'))).toBe(true);
  first?.release();
  expect(await clock.during(b?.taken('plan'))).toBe(false);
  expect(await clock.during(b?.claim('plan', nothing))).toBeDefined();
});

test('of tabs that ask at the same time, or nearly, exactly one gets the name', async () => {
  for (const delay of [undefined, 0, 1, 150, 299]) {
    for (const order of [
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
      ['b', 'c', 'a'],
    ]) {
      const { clock, claims } = tabsThatAsk(...order);
      const outcomes: Promise<unknown>[] = [];
      for (const tab of claims) {
        outcomes.push(tab.claim('plan', nothing));
        if (delay !== undefined) await clock.pass(delay);
      }
      const got = await clock.during(Promise.all(outcomes));
      expect(
        got.filter((claim) => claim !== undefined),
        `${order} ${delay}`,
      ).toHaveLength(1);
    }
  }
});

test('who seizes a name has it, and who had it is told, once', async () => {
  const { clock, claims } = tabsThatAsk('a', 'b');
  const lost = vi.fn();
  await clock.during(claims[0]?.claim('plan', lost));
  const seized = await claims[1]?.seize('plan', nothing);
  await clock.pass(0);
  expect(lost).toHaveBeenCalledOnce();
  expect(await clock.during(claims[0]?.taken('plan'))).toBe(true);
  seized?.release();
  expect(await clock.during(claims[0]?.claim('plan', nothing))).toBeDefined();
});

/** Web Locks as far as claims use them; Node 20 has none. */
function fakeLocks(): LockManager {
  const held = new Map<string, () => void>();
  const request = async (
    name: string,
    options: LockOptions,
    use: (lock: Lock | null) => unknown,
  ): Promise<unknown> => {
    if (options.ifAvailable && held.has(name)) return use(null);
    held.get(name)?.();
    return new Promise((resolve, reject) => {
      held.set(name, () => reject(new DOMException('stolen', 'AbortError')));
      Promise.resolve(use({ name, mode: 'exclusive' })).then((value) => {
        held.delete(name);
        resolve(value);
      });
    });
  };
  const query = async () => ({ held: [...held.keys()].map((name) => ({ name })), pending: [] });
  return { request, query } as unknown as LockManager;
}

test('with locks a name has one holder, who is told when it is seized, and may let go', async () => {
  const claims = claimsByLock(fakeLocks());
  const lost = vi.fn();
  expect(await claims.claim('plan', lost)).toBeDefined();
  expect(await claims.claim('plan', nothing)).toBeUndefined();
  expect(await claims.taken('plan')).toBe(true);
  const seized = await claims.seize('plan', nothing);
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
  seized.release();
  await vi.waitFor(async () => expect(await claims.taken('plan')).toBe(false));
});

test('a page that may have no locks works without: the store still refuses what would overwrite', async () => {
  const request = async () => {
    throw new DOMException('not here', 'SecurityError');
  };
  const claims = claimsByLock({ request } as unknown as LockManager);
  expect(await claims.claim('plan', nothing)).toBeDefined();
});
