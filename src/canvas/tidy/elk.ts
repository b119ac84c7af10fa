import type { ELK } from 'elkjs/lib/elk-api.js';

let made: Promise<ELK> | undefined;

/**
 * ELK in a worker of its own, fetched when somebody tidies up for the first time: it is larger than the rest of the page.
 * Made on the page itself: a worker inside a worker does nothing where everything is one file.
 */
export function elk(): Promise<ELK> {
  made ??= Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?worker')]).then(
    ([{ default: Elk }, { default: ElkWorker }]) => new Elk({ workerFactory: () => new ElkWorker() }),
  );
  made.catch(() => {
    // The next time it is fetched again.
    made = undefined;
  });
  return made;
}
