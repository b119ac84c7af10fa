import { type Network, type Reachability, reachability, reachEnds } from '#core';
import type { Response } from './protocol.ts';

/** What the matrix is computed over, and who hears of it. */
interface Task {
  readonly id: number;
  readonly revision: number;
  readonly network: Network;
  /** False when the answer is of no use any more. */
  isWanted(): boolean;
  tell(response: Response): void;
}

/** How long the port is kept waiting, in milliseconds: other questions are served between the turns. */
const TURN_MS = 12;

/** Computes a matrix turn by turn, telling how far it is. An error ends it as `failed`. */
export function serveReach({ id, revision, network, isWanted, tell }: Task): void {
  const steps = reachability(network, reachEnds(network));
  const finish = (result: Reachability | undefined): void => tell({ id, method: 'reach', revision, result });
  const turn = (): void => {
    if (!isWanted()) {
      finish(undefined);
      return;
    }
    try {
      const start = performance.now();
      let share = 0;
      while (performance.now() - start < TURN_MS) {
        const step = steps.next();
        if (step.done) {
          finish(step.value);
          return;
        }
        share = step.value;
      }
      tell({ id, method: 'progress', share });
    } catch (error) {
      tell({ id, method: 'failed', message: error instanceof Error ? error.message : String(error) });
      return;
    }
    setTimeout(turn, 0);
  };
  turn();
}
