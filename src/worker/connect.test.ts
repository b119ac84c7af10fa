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

test('an answer for an older revision is dropped', async () => {
  const { core, worker } = setUp();
  const old = core.judge(plan, 1);
  const current = core.judge(plan, 2);
  worker(0).answer({ id: 1, method: 'judge', revision: 1, result: judgement });
  worker(0).answer({ id: 2, method: 'judge', revision: 2, result: judgement });
  expect(await old).toBeUndefined();
  expect(await current).toBe(judgement);
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
  // The plan that killed two workers is not fed to a third.
  expect(worker(2).asked).toEqual([]);
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
