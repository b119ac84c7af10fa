/**
 * A list as a change of an older one: stretches of it that stay, and what is new between them. A plan of ten thousand
 * clusters with one edit is two stretches and one cluster.
 */
export type ListPatch<T> = readonly (Kept | { readonly given: readonly T[] })[];

/** `count` items of the old list, from its index `kept` on. */
interface Kept {
  readonly kept: number;
  readonly count: number;
}

/**
 * What makes the new list out of the old one. `keyOf` says which items may be the same, `same` whether they are; an item that is
 * the same in both by these is not sent.
 */
export function listPatch<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => unknown,
  same: (old: T, now: T) => boolean,
): ListPatch<T> {
  const patch: (Kept | { readonly given: T[] })[] = [];
  let places: Map<unknown, number> | undefined;
  let next = 0;
  const placeOf = (item: T): number | undefined => {
    const expected = before[next];
    // Nearly always the item behind the last one, which needs no index.
    if (expected !== undefined && keyOf(expected) === keyOf(item)) return next;
    places ??= new Map(before.map((old, i) => [keyOf(old), i]));
    return places.get(keyOf(item));
  };
  let kept = 0;
  let count = 0;
  const closeStretch = (): void => {
    if (count > 0) patch.push({ kept, count });
    count = 0;
  };
  for (const item of after) {
    const place = placeOf(item);
    const old = place === undefined ? undefined : before[place];
    if (place !== undefined) next = place + 1;
    if (place === undefined || old === undefined || !same(old, item)) {
      closeStretch();
      const last = patch.at(-1);
      if (last && 'given' in last) last.given.push(item);
      else patch.push({ given: [item] });
    } else if (count > 0 && place === kept + count) count++;
    else {
      closeStretch();
      kept = place;
      count = 1;
    }
  }
  closeStretch();
  return patch;
}

/** The new list; the old one itself where all of it stays. Throws where the patch was made for another one. */
export function patchedList<T>(before: readonly T[], patch: ListPatch<T>): readonly T[] {
  const [only, second] = patch;
  if (only && 'kept' in only && second === undefined && only.kept === 0 && only.count === before.length)
    return before;
  const after: T[] = [];
  for (const part of patch) {
    if ('given' in part) for (const item of part.given) after.push(item);
    else {
      // Also what is no number is not within the list.
      if (!(part.kept + part.count <= before.length)) throw new Error('a change was made for another list');
      for (let i = part.kept; i < part.kept + part.count; i++) after.push(before[i] as T);
    }
  }
  return after;
}
