import type { FlowQuestion, Plan } from '#core';
import type { Judgement, Request, Response, TraceAnswer } from './protocol.ts';

/** What `connect` needs of a worker; `new Worker(…)` has it, and so has a fake in a test. */
export interface WorkerLike {
  postMessage(message: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Response>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** The timer that the watchdog runs on, handed in so that tests need not wait. */
export interface Timer {
  start(ms: number, run: () => void): () => void;
}

export interface CoreConnection {
  /** Judges a plan. Undefined when a newer revision was asked meanwhile; rejects with a sentence when the core failed. */
  judge(plan: Plan, revision: number): Promise<Judgement | undefined>;
  /** Walks a flow over the plan judged last. Undefined when the worker had to be restarted meanwhile. */
  trace(question: FlowQuestion, revision: number): Promise<TraceAnswer | undefined>;
  close(): void;
}

interface Pending {
  readonly request: Request;
  resolve(value: unknown): void;
  reject(reason: Error): void;
  stopWatch(): void;
}

/** A request may take this long before the worker counts as hung. */
const WATCHDOG_MS = 20_000;
/** A request that killed or hung this many workers in a row is given up. */
const MAX_TRIES = 2;

/**
 * The page's end of the worker. A worker that dies or hangs is replaced; the last plan is judged there again, so that
 * walks go on; what was under way is asked once more, then given up with a sentence.
 */
export function connect(start: () => WorkerLike, timer: Timer): CoreConnection {
  let nextId = 1;
  let latestRevision = -1;
  let lastJudge: { plan: Plan; revision: number } | undefined;
  const pending = new Map<number, Pending>();
  const tries = new Map<number, number>();
  let worker = launch();

  function launch(): WorkerLike {
    const made = start();
    made.onmessage = ({ data }) => settle(data);
    made.onerror = (event) => replace(`the checker stopped (${event.message || 'unknown error'})`);
    return made;
  }

  function settle(response: Response): void {
    const waiting = pending.get(response.id);
    if (!waiting) return;
    forget(response.id);
    if (response.method === 'failed')
      waiting.reject(new Error(`The checker met an error of its own: ${response.message}`));
    else if (response.method === 'ping') waiting.resolve(undefined);
    else if (response.method === 'judge' && response.revision < latestRevision) waiting.resolve(undefined);
    else waiting.resolve(response.result);
  }

  function forget(id: number): void {
    pending.get(id)?.stopWatch();
    pending.delete(id);
    tries.delete(id);
  }

  /** A new worker takes over: it is given the last plan, then what is still waiting. */
  function replace(reason: string): void {
    worker.terminate();
    worker = launch();
    const waiting = [...pending.values()];
    const rejudged = waiting.some(({ request }) => request.method === 'judge');
    if (!rejudged && lastJudge) worker.postMessage({ id: nextId++, method: 'judge', ...lastJudge });
    for (const entry of waiting) {
      const { id } = entry.request;
      entry.stopWatch();
      const tried = (tries.get(id) ?? 0) + 1;
      tries.set(id, tried);
      if (tried >= MAX_TRIES) {
        forget(id);
        entry.reject(
          new Error(`Checking was restarted: ${reason}. The design is safe; change it or try again.`),
        );
      } else {
        pending.set(id, { ...entry, stopWatch: watch() });
        worker.postMessage(entry.request);
      }
    }
  }

  const watch = (): (() => void) =>
    timer.start(WATCHDOG_MS, () => replace('the checker did not answer in time'));

  function ask<T>(request: Request): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      pending.set(request.id, {
        request,
        resolve: resolve as (value: unknown) => void,
        reject,
        stopWatch: watch(),
      });
      worker.postMessage(request);
    });
  }

  return {
    judge(plan, revision) {
      latestRevision = revision;
      lastJudge = { plan, revision };
      return ask<Judgement>({ id: nextId++, method: 'judge', revision, plan });
    },
    trace: (question, revision) => ask<TraceAnswer>({ id: nextId++, method: 'trace', revision, question }),
    close() {
      for (const id of [...pending.keys()]) forget(id);
      worker.terminate();
    },
  };
}
