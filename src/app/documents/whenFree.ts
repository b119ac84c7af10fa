import type { Clock } from '#editor';

/** How often a tab that looks on looks whether the writer is still there, in milliseconds. */
const EVERY = 2_000;
/** So often in a row nobody must be there: the writer's tab may only be loading again. */
const TIMES = 3;

/** Calls `onFree` once nobody has been there for a while; gives up as soon as `until` holds. */
export function whenFree(
  clock: Clock,
  taken: () => Promise<boolean>,
  { until, onFree }: { readonly until: () => boolean; readonly onFree: () => void },
): void {
  let free = 0;
  const look = async (): Promise<void> => {
    if (until()) return;
    free = (await taken()) ? 0 : free + 1;
    if (until()) return;
    if (free >= TIMES) onFree();
    else clock.after(EVERY, () => void look());
  };
  clock.after(EVERY, () => void look());
}
