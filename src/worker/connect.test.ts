import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { connect, type Timer, type WorkerLike } from './connect.ts';
import type { Request, Response } from './protocol.ts';

const plan: Plan = { hopwright: 1, name: 'test' };
const judgement = { findings: [], flows: {}, derived: { devices: [], services: [] } };

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
  worker(0).answer({ id: 1, method: 'judge', revision: 1, result: judgement });
  expect(worker(0).asked.map((request) => 'revision' in request && request.revision)).toEqual([1, 3]);
  worker(0).answer({ id: 3, method: 'judge', revision: 3, result: judgement });
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
  worker(1).answer({ id: first(1).id, method: 'judge', revision: 1, result: judgement });
  expect(await asked).toBe(judgement);
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
  worker(1).answer({ id: first(1).id, method: 'judge', revision: 1, result: judgement });
  expect(await asked).toBe(judgement);
  expect(alarms).toHaveLength(0);
});

test('after a crash between two questions the new worker knows the last plan', async () => {
  const { core, worker } = setUp();
  const asked = core.judge(plan, 7);
  worker(0).answer({ id: 1, method: 'judge', revision: 7, result: judgement });
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
  worker(0).answer({ id: 1, method: 'judge', revision: 1, result: judgement });
  await asked;
  for (let i = 0; i < workers.length && i < 50; i++) worker(i).die();
  expect(workers.length).toBeLessThan(5);
  const before = workers.length;
  void core.trace({ from: 'host:a', to: 'host:b' }, 1);
  expect(worker(before).asked.map(({ method }) => method)).toEqual(['judge', 'trace']);
});
