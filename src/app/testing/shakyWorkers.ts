import { type Port, type Request, type Response, serve, type WorkerLike } from '#worker';

/** What an answer of a worker of another version looks like, as those were that the program once had or may have. */
export const OLD_SHAPES = [
  'tells all of a judgement',
  'tells no revision',
  'names its answer otherwise',
] as const;
type OldShape = (typeof OLD_SHAPES)[number];

/** What may become of a worker. */
export type Fate = 'dies' | 'dies twice' | 'hangs' | 'does not start' | 'cannot be made' | OldShape;

/** Starts workers over the true core, which run step by step as a test says, and meet the fate that it gives them. */
export class ShakyWorkers {
  readonly uncaught: unknown[] = [];
  private current: ShakyWorker | undefined;
  private births: Fate[] = [];

  readonly start = (): WorkerLike => {
    const fate = this.births.shift();
    if (fate === 'cannot be made') throw new Error('no memory for a worker');
    this.current = new ShakyWorker(fate, this.uncaught);
    return this.current;
  };

  /** Something becomes of the worker that is there. */
  strike(fate: Fate): void {
    this.current?.meet(fate);
  }

  /** A worker that is started from now on meets this. */
  next(fate: Fate): void {
    this.births.push(fate);
  }

  /** Workers that are started from now on are well. */
  heal(): void {
    this.births = [];
    this.current?.recover();
  }

  /** Whether only its silence tells that the worker is no use any more. */
  hangs(): boolean {
    return this.current?.hangs() ?? false;
  }

  /** At most so many steps; false when there was nothing to do. */
  work(steps = Number.POSITIVE_INFINITY): boolean {
    let worked = false;
    for (let i = 0; i < steps && this.current?.step(); i++) worked = true;
    return worked;
  }
}

/** A worker whose messages are cloned as between threads, and taken and delivered one at a time. */
class ShakyWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  private readonly asked: Request[] = [];
  private readonly answers: Response[] = [];
  private terminated = false;
  private readonly port: Port = {
    onmessage: null,
    postMessage: (response) => void this.answers.push(structuredClone(response)),
  };
  private fate: Fate | undefined;
  private readonly uncaught: unknown[];

  constructor(fate: Fate | undefined, uncaught: unknown[]) {
    this.fate = fate;
    this.uncaught = uncaught;
    serve(this.port);
  }

  postMessage(message: Request): void {
    if (!this.terminated) this.asked.push(structuredClone(message));
  }

  terminate(): void {
    this.terminated = true;
  }

  meet(fate: Fate): void {
    if (fate === 'dies' || fate === 'dies twice') this.die(fate);
    else this.fate = fate;
  }

  hangs(): boolean {
    return this.fate === 'hangs' && !this.terminated;
  }

  /** Who hangs goes on hanging. */
  recover(): void {
    if (this.fate !== 'hangs' && this.fate !== 'does not start') this.fate = undefined;
  }

  step(): boolean {
    const { fate } = this;
    if (this.terminated || fate === 'hangs') return false;
    if (fate === 'does not start' || fate === 'dies' || fate === 'dies twice') {
      this.die(fate);
      return true;
    }
    const answer = this.answers.shift();
    if (answer) {
      this.tell(() => this.onmessage?.({ data: shaped(answer, fate) } as MessageEvent<Response>));
      return true;
    }
    const request = this.asked.shift();
    if (!request) return false;
    this.port.onmessage?.({ data: request } as MessageEvent<Request>);
    return true;
  }

  /** Errors that were on their way come, even after the worker was ended for the first. */
  private die(fate: Fate): void {
    if (this.terminated) return;
    const report = (): void => this.onerror?.({ message: 'out of memory' } as ErrorEvent);
    this.tell(report);
    if (fate === 'dies twice') this.tell(report);
    this.terminated = true;
  }

  /** An error of the page's own handler does not reach the worker, but the console. */
  private tell(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.uncaught.push(error);
    }
  }
}

function shaped(answer: Response, fate: Fate | undefined): Response {
  const old = (change: object): Response => ({ ...answer, ...change }) as Response;
  if (fate === 'names its answer otherwise') return old({ method: `${answer.method}ed` });
  if (fate === 'tells no revision') return old({ revision: undefined });
  if (fate === 'tells all of a judgement' && answer.method === 'judge')
    return old({ result: { findings: [], flows: {}, derived: { devices: [], services: [] } } });
  return answer;
}
