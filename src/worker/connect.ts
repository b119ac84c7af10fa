import type { FlowQuestion, Plan, Reachability } from '#core';
import { NO_JUDGEMENT, patchedJudgement } from './judgementPatch.ts';
import { planPatch } from './planPatch.ts';
import type { DerivedRoute, Judgement, Request, Response, Survey, TraceAnswer } from './protocol.ts';

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
  /** The routing table of a device of the plan judged last; undefined when it has no such device, or as with `trace`. */
  routes(device: string, revision: number): Promise<readonly DerivedRoute[] | undefined>;
  /** What the plan judged last takes of the address space, and what it leaves to the rules; undefined as with `trace`. */
  survey(revision: number): Promise<Survey | undefined>;
  /**
   * Who reaches whom in the plan judged last; `onProgress` hears the share that is done, from 0 to 1. The answer is undefined when
   * it was called off, or as with `trace`.
   */
  reach(revision: number, onProgress: (share: number) => void): Reach;
  close(): void;
}

/** A matrix on its way. */
export interface Reach {
  readonly answer: Promise<Reachability | undefined>;
  cancel(): void;
}

interface Pending {
  readonly request: Question;
  /** How many workers it was given to that died or hung. */
  readonly lost: number;
  resolve(value: unknown): void;
  reject(reason: Error): void;
  stopWatch(): void;
  onProgress?: ((share: number) => void) | undefined;
}

/** A request may take this long before the worker counts as hung. */
const WATCHDOG_MS = 20_000;
/** What killed or hung this many workers is given up; and so many in a row without an answer are replaced unasked. */
const MAX_LOST = 2;

/** What is asked; the worker is sent its change of what it knows (`post`). */
type Question = Exclude<Request, { method: 'judge' }> | JudgeRequest;
interface JudgeRequest {
  readonly id: number;
  readonly method: 'judge';
  readonly revision: number;
  readonly plan: Plan;
}

/**
 * The page's end of the worker. A worker that dies or hangs is replaced; the last plan is judged there again, so that
 * walks go on; what was under way is asked once more, then given up with a sentence. One judgement is under way at a time:
 * of the plans that come meanwhile only the latest is judged.
 */
export function connect(start: () => WorkerLike, timer: Timer): CoreConnection {
  let nextId = 1;
  let latestRevision = -1;
  /** The plan that the worker knows, or is getting to know; none after one that kills workers. */
  let lastJudge: JudgeRequest | undefined;
  let queuedJudge: { readonly request: JudgeRequest; readonly asked: Asked } | undefined;
  let worker: WorkerLike | undefined;
  /** What this worker was sent last, and told last. */
  let sent: Plan | undefined;
  let told: Judgement = NO_JUDGEMENT;
  let deathsInARow = 0;
  const pending = new Map<number, Pending>();

  /** The next plan goes whole, and what comes back is told from the start. */
  function forgetWhatPassed(): void {
    sent = undefined;
    told = NO_JUDGEMENT;
  }

  /** Throws a sentence where no worker can be made. */
  function launch(): WorkerLike {
    let made: WorkerLike;
    try {
      made = start();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`The checker could not start (${why}). The design is safe; change it or try again.`);
    }
    forgetWhatPassed();
    // What a worker still had to say when another took its place is not said of the other.
    made.onmessage = ({ data }) => {
      if (made === worker) settle(data);
    };
    made.onerror = (event) => {
      if (made === worker) replace(`the checker stopped (${event.message || 'unknown error'})`);
    };
    worker = made;
    return made;
  }

  const watch = (): (() => void) =>
    timer.start(WATCHDOG_MS, () => replace('the checker did not answer in time'));

  /** Sends a plan whole the first time, then as a change of the one before; how it is drawn is nothing to judge. */
  function post(to: WorkerLike, request: Question): void {
    if (request.method !== 'judge') to.postMessage(request);
    else {
      const { id, method, revision } = request;
      const { view: _, ...plan } = request.plan;
      to.postMessage({ id, method, revision, ...(sent ? { patch: planPatch(sent, plan) } : { plan }) });
      sent = plan;
    }
  }

  function send(request: Question, asked: Asked, lost = 0): void {
    if (request.method === 'judge') lastJudge = request;
    let to = worker;
    if (!to) {
      try {
        to = launch();
      } catch (error) {
        asked.reject(error as Error);
        return;
      }
      // A walk goes over the plan that was judged last: a new worker must know it first.
      if (request.method !== 'judge' && lastJudge) post(to, { ...lastJudge, id: nextId++ });
    }
    pending.set(request.id, { request, lost, ...asked, stopWatch: watch() });
    post(to, request);
  }

  function settle(response: Response): void {
    const waiting = pending.get(response.id);
    try {
      if (waiting && !answers(response, waiting.request)) throw new Error('another answer was expected');
      // Also an answer that nobody waits for is what the next one is a change of.
      if (response.method === 'judge') told = patchedJudgement(told, response.result);
      // What the worker holds after an error of its own nobody knows; it forgets in the same place.
      if (response.method === 'failed') forgetWhatPassed();
    } catch {
      // Whoever asked would wait for ever.
      replace('the checker gave an answer that this page does not understand');
      return;
    }
    deathsInARow = 0;
    if (!waiting) return;
    if (response.method === 'progress') {
      // Who tells how far it is does not hang.
      waiting.stopWatch();
      waiting.stopWatch = watch();
      waiting.onProgress?.(response.share);
      return;
    }
    forget(waiting);
    if (response.method === 'failed')
      waiting.reject(new Error(`The checker met an error of its own: ${response.message}`));
    else if (response.method === 'ping') waiting.resolve(undefined);
    else if (isStale(waiting.request, response.revision)) waiting.resolve(undefined);
    else waiting.resolve(response.method === 'judge' ? told : response.result);
    sendQueued();
  }

  /** True for an answer about a plan that is not the latest any more, or not the one that was asked about. */
  const isStale = (request: Question, revision: number): boolean =>
    revision < latestRevision || ('revision' in request && request.revision !== revision);

  function forget({ request, stopWatch }: Pending): void {
    stopWatch();
    pending.delete(request.id);
  }

  const isJudging = (): boolean => [...pending.values()].some(({ request }) => request.method === 'judge');

  function sendQueued(): void {
    if (!queuedJudge || isJudging()) return;
    const { request, asked } = queuedJudge;
    queuedJudge = undefined;
    send(request, asked);
  }

  /** The worker is gone. What it was asked is asked of another, or given up. */
  function replace(reason: string): void {
    worker?.terminate();
    worker = undefined;
    deathsInARow++;
    const waiting = [...pending.values()];
    for (const entry of waiting) forget(entry);
    // Before others are asked again: what is given up is not for the next worker to learn.
    for (const { request, lost, reject } of waiting) {
      if (lost + 1 < MAX_LOST) continue;
      if (request.method === 'judge') lastJudge = undefined;
      reject(new Error(`Checking was restarted: ${reason}. The design is safe; change it or try again.`));
    }
    for (const { request, lost, resolve, reject, onProgress } of waiting)
      if (lost + 1 < MAX_LOST) send(request, { resolve, reject, onProgress }, lost + 1);
    sendQueued();
    // Nobody waits: the new worker gets to know the plan, unless the last ones could not even begin.
    if (worker || !lastJudge || deathsInARow > MAX_LOST) return;
    try {
      post(launch(), { ...lastJudge, id: nextId++ });
    } catch {
      // The next question tries again, and tells.
    }
  }

  return {
    judge: (plan, revision) =>
      new Promise((resolve, reject) => {
        latestRevision = revision;
        // Overtaken before it began.
        queuedJudge?.asked.resolve(undefined);
        queuedJudge = {
          request: { id: nextId++, method: 'judge', revision, plan },
          asked: { resolve: resolve as Asked['resolve'], reject },
        };
        sendQueued();
      }),
    trace: (question, revision) =>
      new Promise((resolve, reject) => {
        const asked = { resolve: resolve as Asked['resolve'], reject };
        send({ id: nextId++, method: 'trace', revision, question }, asked);
      }),
    routes: (device, revision) =>
      new Promise((resolve, reject) => {
        const asked = { resolve: resolve as Asked['resolve'], reject };
        send({ id: nextId++, method: 'routes', revision, device }, asked);
      }),
    survey: (revision) =>
      new Promise((resolve, reject) => {
        const asked = { resolve: resolve as Asked['resolve'], reject };
        send({ id: nextId++, method: 'survey', revision }, asked);
      }),
    reach(revision, onProgress) {
      const id = nextId++;
      const answer = new Promise<Reachability | undefined>((resolve, reject) => {
        const asked = { resolve: resolve as Asked['resolve'], reject, onProgress };
        send({ id, method: 'reach', revision }, asked);
      });
      const cancel = (): void => {
        if (pending.has(id)) worker?.postMessage({ id: nextId++, method: 'cancel', cancels: id });
      };
      return { answer, cancel };
    },
    close() {
      for (const entry of pending.values()) forget(entry);
      worker?.terminate();
      worker = undefined;
    },
  };
}

/** True for what a worker of this version answers to a request. */
function answers(response: Response, request: Question): boolean {
  if (response.method === 'failed') return true;
  if (response.method === 'progress') return request.method === 'reach';
  if (response.method !== request.method) return false;
  return response.method === 'ping' || Number.isInteger(response.revision);
}

type Asked = Pick<Pending, 'resolve' | 'reject' | 'onProgress'>;
