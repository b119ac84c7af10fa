import type { Revision } from './docStore.ts';

/** So many versions of a document are kept … */
const KEEP = 20;
/** … of which so many are simply the newest; the others are spread over the time before. */
const RECENT = 10;
/** Room for all plans of a document, in characters. */
const ROOM = 16_000_000;

type Dated = Pick<Revision, 'number' | 'savedAt' | 'size'>;

/**
 * Which revisions go, oldest first in. The first one and the newest ten stay; of those between, the one goes whose
 * neighbours are closest in time, so that what stays is spread over the life of the document: a busy minute does not push
 * out yesterday. The head always stays, however large it is.
 */
export function surplus(revisions: readonly Dated[], keep = KEEP, room = ROOM): number[] {
  const stay = [...revisions];
  const gone: number[] = [];
  const size = (): number => stay.reduce((sum, revision) => sum + revision.size, 0);
  while (stay.length > keep || (stay.length > 1 && size() > room)) {
    const [leastMissed] = stay.splice(indexOfLeastMissed(stay), 1);
    if (leastMissed) gone.push(leastMissed.number);
  }
  return gone;
}

function indexOfLeastMissed(revisions: readonly Dated[]): number {
  let least = Number.POSITIVE_INFINITY;
  let found = 0;
  for (let i = 1; i < revisions.length - RECENT; i++) {
    const [before, after] = [revisions[i - 1], revisions[i + 1]];
    if (!before || !after) continue;
    // A clock that was set back makes no time.
    const gap = Math.max(0, after.savedAt - before.savedAt);
    if (gap >= least) continue;
    least = gap;
    found = i;
  }
  return found;
}
