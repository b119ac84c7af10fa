import type { Clock } from '../editor.ts';

/** A clock that moves only when told to, or while something is waited for. */
export class FakeClock implements Clock {
  private time = 0;
  private readonly timers = new Set<{ readonly at: number; readonly run: () => void }>();
  private readonly settled: () => Promise<void>;

  /** `settled` lets what is due come to its end before the next timer: promises alone, unless told otherwise. */
  constructor(settled: () => Promise<void> = inPromises) {
    this.settled = settled;
  }

  now(): number {
    return this.time;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.time + milliseconds, run };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      await this.settled();
      const [next] = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = end;
  }

  /** Lets time pass until something is done that waits for it. */
  async during<T>(work: Promise<T> | T): Promise<T> {
    let done = false;
    const end = (): void => {
      done = true;
    };
    Promise.resolve(work).then(end, end);
    for (;;) {
      await this.settled();
      if (done) return work;
      await this.pass(50);
    }
  }
}

/** Node's; the page's world has none. */
const { setImmediate } = globalThis as unknown as { setImmediate(run: (value?: unknown) => void): void };

/** For what waits for the database of the tests, which answers in turns of the event loop. */
export const inTurns = (count: number) => async (): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** For what waits for nothing but timers and promises: many times as fast. */
export async function inPromises(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
