import type { Clock, EditorServices } from '#editor';
import { type CoreConnection, connect } from '#worker';
import CoreWorker from '../worker/main.worker.ts?worker';
import type { Documents } from './documents/documents.ts';

/** The page's clock and timers. */
export const pageClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** The core in its worker. */
export const startCore = (): CoreConnection =>
  connect(() => new CoreWorker(), { start: (milliseconds, run) => pageClock.after(milliseconds, run) });

/** What the editor asks of the world: the worker, and where its documents are kept. */
export function editorServices(core: CoreConnection, documents: Documents): EditorServices {
  return {
    judge: (plan, revision) => core.judge(plan, revision),
    trace: (question, revision) => core.trace(question, revision),
    routes: (device, revision) => core.routes(device, revision),
    survey: (revision) => core.survey(revision),
    reach: (revision, onProgress) => core.reach(revision, onProgress),
    ...documents.services,
  };
}
