import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { connect, type Timer, type WorkerLike } from './connect.ts';
import { judgementPatch, NO_JUDGEMENT } from './judgementPatch.ts';
import type { DerivedDevice, Judgement, Request, Response } from './protocol.ts';

const plan: Plan = { hopwright: 1, name: 'test' };
const device: DerivedDevice = {
  id: 'host:a',
  kind: 'host',
  entity: 'a',
  label: 'a',
  addresses: [],
  podPrefixes: [],
  node: undefined,
  routeCount: 1,
};
const judgement: Judgement = { findings: [], flows: {}, derived: { devices: [device], services: [] } };
const whole = judgementPatch(NO_JUDGEMENT, judgement);

class FakeWorker implements WorkerLike {
  readonly asked: Request[] = [];
  terminated = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  postMessage(message: Request): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(response: Response): void {
    this.onmessage?.({ data: response } as MessageEvent<Response>);
  }
  die(): void {
    this.onerror?.({ message: 'out of memory' } as ErrorEvent);
  }
}

function setUp() {
  const workers: FakeWorker[] = [];
  const alarms: (() => void)[] = [];
  const timer: Timer = {
    start: (_ms, run) => {
      alarms.push(run);
      return () => alarms.splice(alarms.indexOf(run), 1);
    },
  };
  const start = (): FakeWorker => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  const core = connect(start, timer);
  const worker = (n: number): FakeWorker => {
    const found = workers[n];
    if (!found) throw new Error(`no worker ${n}`);
    return found;
  };
  const first = (n: number): Request => {
    const found = worker(n).asked[0];
    if (!found) throw new Error('nothing was asked');
    return found;
  };
  return { core, worker, first, workers, alarms };
}

test('while one plan is judged, of those that come only the latest is judged after it', async () => {
  const { core, worker } = setUp();
  const asked = [1, 2, 3].map((revision) => core.judge(plan, revision));
  expect(worker(0).asked.map((request) => 'revision' in request && request.revision)).toEqual([1]);
  worker(0).answer({ id: 1, method: 'judge', revision: 1, result: whole });
  expect(worker(0).asked.map((request) => 'revision' in request && request.revision)).toEqual([1, 3]);
  worker(0).answer({ id: 3, method: 'judge', revision: 3, result: whole });
  // Older ones are dropped: answered, or never asked.
  expect(await Promise.all(asked)).toEqual([undefined, undefined, judgement]);
});

test('the walk over another revision than the one asked about is dropped', async () => {
  const { core, worker } = setUp();
  const asked = core.trace({ from: 'host:a', to: 'host:b' }, 4);
  worker(0).answer({ id: 1, method: 'trace', revision: 3, result: { problem: 'no host a' } });
  expect(await asked).toBeUndefined();
});

test('the routing table of another revision than the one asked about is dropped', async () => {
  const { core, worker } = setUp();
  const asked = core.routes('host:a', 4);
  worker(0).answer({ id: 1, method: 'routes', revision: 3, result: [] });
  expect(await asked).toBeUndefined();
  const again = core.routes('host:a', 3);
  worker(0).answer({ id: 2, method: 'routes', revision: 3, result: [] });
  expect(await again).toEqual([]);
});

test('a worker that dies is replaced and asked again, and the caller gets the answer', async () => {
  const { core, worker, first } = setUp();
  const asked = core.judge(plan, 1);
  worker(0).die();
  expect(worker(0).terminated).toBe(true);
  expect(first(1)).toMatchObject({ method: 'judge', revision: 1, plan });
  worker(1).answer({ id: first(1).id, method: 'judge', revision: 1, result: whole });
  expect(await asked).toEqual(judgement);
});

test('a plan that kills every worker is given up with a sentence', async () => {
  const { core, worker } = setUp();
  const asked = core.judge(plan, 1);
  worker(0).die();
  worker(1).die();
  await expect(asked).rejects.toThrow(
    /restarted: the checker stopped \(out of memory\)\. The design is safe/,
  );
  // The plan that killed two workers is not fed to a third: not now, and not with the next question.
  void core.trace({ from: 'host:a', to: 'host:b' }, 1);
  expect(worker(2).asked.map(({ method }) => method)).toEqual(['trace']);
});

test('a worker that hangs is replaced by the watchdog', async () => {
  const { core, worker, first, alarms, workers } = setUp();
  const asked = core.judge(plan, 1);
  alarms[0]?.();
  expect(workers).toHaveLength(2);
  worker(1).answer({ id: first(1).id, method: 'judge', revision: 1, result: whole });
  expect(await asked).toEqual(judgement);
  expect(alarms).toHaveLength(0);
});

test('after a crash between two questions the new worker knows the last plan', async () => {
  const { core, worker } = setUp();
  const asked = core.judge(plan, 7);
  worker(0).answer({ id: 1, method: 'judge', revision: 7, result: whole });
  await asked;
  worker(0).die();
  expect(worker(1).asked).toEqual([expect.objectContaining({ method: 'judge', revision: 7, plan })]);
});

test('an error inside the core is told, and the worker is kept', async () => {
  const { core, worker, workers } = setUp();
  const asked = core.judge(plan, 1);
  worker(0).answer({ id: 1, method: 'failed', message: 'no segment x' });
  await expect(asked).rejects.toThrow(/error of its own: no segment x/);
  expect(workers).toHaveLength(1);
});

test('a worker that cannot even start is not started for ever, but again for the next question', async () => {
  const { core, worker, workers } = setUp();
  const asked = core.judge(plan, 1);
  worker(0).answer({ id: 1, method: 'judge', revision: 1, result: whole });
  await asked;
  for (let i = 0; i < workers.length && i < 50; i++) worker(i).die();
  expect(workers.length).toBeLessThan(5);
  const before = workers.length;
  void core.trace({ from: 'host:a', to: 'host:b' }, 1);
  expect(worker(before).asked.map(({ method }) => method)).toEqual(['judge', 'trace']);
});

test('an edit is sent as a change of the plan before, and its judgement is a change of the one before', async () => {
  const { core, worker } = setUp();
  const first = core.judge(plan, 1);
  worker(0).answer({ id: 1, method: 'judge', revision: 1, result: whole });
  const before = await first;
  const routers = [{ id: 'r' }];
  const second = core.judge({ ...plan, routers }, 2);
  expect(worker(0).asked[1]).toEqual({
    id: 2,
    method: 'judge',
    revision: 2,
    patch: { routers: { kind: 'value', value: routers } },
  });
  worker(0).answer({ id: 2, method: 'judge', revision: 2, result: judgementPatch(judgement, judgement) });
  const after = await second;
  expect(after).toEqual(judgement);
  // What did not change is the same object, so that nobody draws it anew.
  expect(after?.derived.devices).toBe(before?.derived.devices);
});

test('a worker that takes the place of another is sent the plan whole, and tells all of its judgement', async () => {
  const { core, worker, first } = setUp();
  const known = core.judge(plan, 1);
  worker(0).answer({ id: 1, method: 'judge', revision: 1, result: whole });
  await known;
  const asked = core.judge({ ...plan, name: 'edited' }, 2);
  worker(0).die();
  expect(first(1)).toMatchObject({ method: 'judge', plan: { ...plan, name: 'edited' } });
  worker(1).answer({ id: first(1).id, method: 'judge', revision: 2, result: whole });
  expect(await asked).toEqual(judgement);
});

test('a matrix that tells how far it is does not count as hung, and can be called off', async () => {
  const { core, worker, alarms, workers } = setUp();
  const shares: number[] = [];
  const { answer, cancel } = core.reach(1, (share) => shares.push(share));
  const before = alarms[0];
  worker(0).answer({ id: 1, method: 'progress', share: 0.5 });
  expect(shares).toEqual([0.5]);
  expect(alarms).toHaveLength(1);
  expect(alarms[0]).not.toBe(before);
  cancel();
  expect(worker(0).asked[1]).toMatchObject({ method: 'cancel', cancels: 1 });
  worker(0).answer({ id: 1, method: 'reach', revision: 1, result: undefined });
  expect(await answer).toBeUndefined();
  cancel();
  expect(worker(0).asked).toHaveLength(2);
  expect(workers).toHaveLength(1);
});

test('what a replaced worker still says, be it an answer or another error, is not said of the one in its place', async () => {
  const { core, worker, first, workers } = setUp();
  const asked = core.judge(plan, 1);
  worker(0).die();
  worker(0).die();
  worker(0).answer({ id: first(0).id, method: 'failed', message: 'too late' });
  expect(workers).toHaveLength(2);
  worker(1).answer({ id: first(1).id, method: 'judge', revision: 1, result: whole });
  expect(await asked).toEqual(judgement);
});

test.each<[string, object]>([
  ['with another kind of answer', { method: 'judged', revision: 1, result: whole }],
  ['without a revision', { method: 'judge', result: whole }],
  ['with all of a judgement, not a change', { method: 'judge', revision: 1, result: judgement }],
  [
    'with a change that keeps what is no stretch',
    { method: 'judge', revision: 1, result: { ...whole, findings: [{ id: 'x' }] } },
  ],
])('a worker that answers %s is replaced at once, and twice is told', async (_, answer) => {
  const { core, worker, first, workers } = setUp();
  const asked = core.judge(plan, 1);
  worker(0).answer({ id: first(0).id, ...answer } as Response);
  expect(worker(0).terminated).toBe(true);
  worker(1).answer({ id: first(1).id, ...answer } as Response);
  await expect(asked).rejects.toThrow(
    /restarted: the checker gave an answer that this page does not understand/,
  );
  expect(workers).toHaveLength(2);
});

test('where no worker can be made, everybody who waits is told, and the next question tries again', async () => {
  let worker: FakeWorker | undefined = new FakeWorker();
  const made = worker;
  const core = connect(
    () => {
      if (!worker) throw new Error('no memory');
      return worker;
    },
    { start: () => () => {} },
  );
  const [judged, walked] = [core.judge(plan, 1), core.trace({ from: 'host:a', to: 'host:b' }, 1)];
  worker = undefined;
  made.die();
  const told = 'The checker could not start (no memory). The design is safe; change it or try again.';
  await expect(judged).rejects.toThrow(told);
  await expect(walked).rejects.toThrow(told);
  worker = new FakeWorker();
  void core.judge(plan, 2);
  expect(worker.asked).toMatchObject([{ method: 'judge', revision: 2, plan }]);
});

test('a plan that is given up is not taught to the worker that the other questions are asked of', async () => {
  const { core, worker } = setUp();
  const asked = core.judge(plan, 1);
  worker(0).die();
  void core.trace({ from: 'host:a', to: 'host:b' }, 1);
  worker(1).die();
  await expect(asked).rejects.toThrow(/restarted/);
  expect(worker(2).asked.map(({ method }) => method)).toEqual(['trace']);
});

test('after an error of the worker the next plan goes whole, and its judgement is taken for a first one', async () => {
  const { core, worker } = setUp();
  const asks = (n: number): string[] => Object.keys(worker(0).asked[n] ?? {});
  const first = core.judge(plan, 1);
  worker(0).answer({ id: 1, method: 'judge', revision: 1, result: whole });
  expect(await first).toEqual(judgement);
  const second = core.judge({ ...plan, name: 'other' }, 2);
  expect(asks(1)).toContain('patch');
  worker(0).answer({ id: 2, method: 'failed', message: 'broken' });
  await expect(second).rejects.toThrow('broken');
  const third = core.judge({ ...plan, name: 'third' }, 3);
  expect(asks(2)).toContain('plan');
  worker(0).answer({ id: 3, method: 'judge', revision: 3, result: whole });
  expect(await third).toEqual(judgement);
});
