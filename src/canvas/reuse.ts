/** What each thing was made of. */
const made = new WeakMap<object, readonly unknown[]>();

/**
 * Makes things anew only where what they are made of is another: of thousands, an edit changes one. `of` is compared by identity,
 * and begins with what kind of thing it is, for another kind may come to have the id.
 */
export function reuse<Thing extends { readonly id: string }>(
  before: readonly Thing[],
): <T extends Thing>(id: string, of: readonly unknown[], make: () => T) => T {
  const known = new Map(before.map((thing) => [thing.id, thing]));
  return <T extends Thing>(id: string, of: readonly unknown[], make: () => T): T => {
    const was = known.get(id);
    const wasOf = was && made.get(was);
    if (wasOf?.length === of.length && of.every((part, i) => Object.is(part, wasOf[i]))) return was as T;
    const now = make();
    made.set(now, of);
    return now;
  };
}
