/**
 * What turns one JSON value into another, as JSON. Values that share structure are compared by identity first, so that
 * the patch between two plans of a history costs what changed, not the plan.
 */
export type Patch =
  /** Another value in its place. */
  | { readonly whole: unknown }
  /** An object: what becomes of its properties; null takes one away. New ones come last. */
  | { readonly keys: readonly (readonly [key: string, patch: Patch | null])[] }
  /** A list whose items stay where they are: what becomes of some of them. */
  | { readonly items: readonly (readonly [index: number, patch: Patch])[] }
  /** A list: from an index on, some items go and others come. */
  | { readonly at: number; readonly drop: number; readonly put: readonly unknown[] };

/** The patch from one JSON value to another; undefined where they are equal. */
export function diff(from: unknown, to: unknown): Patch | undefined {
  if (from === to) return undefined;
  if (Array.isArray(from) && Array.isArray(to)) return diffLists(from, to);
  if (isObject(from) && isObject(to)) return diffObjects(from, to);
  return { whole: to };
}

function diffLists(from: readonly unknown[], to: readonly unknown[]): Patch | undefined {
  const shorter = Math.min(from.length, to.length);
  let at = 0;
  while (at < shorter && from[at] === to[at]) at++;
  let same = 0;
  while (same < shorter - at && from[from.length - 1 - same] === to[to.length - 1 - same]) same++;
  if (from.length !== to.length)
    return { at, drop: from.length - same - at, put: to.slice(at, to.length - same) };
  const items: [number, Patch][] = [];
  for (let index = at; index < to.length - same; index++) {
    const patch = diff(from[index], to[index]);
    if (patch) items.push([index, patch]);
  }
  return items.length === 0 ? undefined : { items };
}

function diffObjects(from: Readonly<Record<string, unknown>>, to: typeof from): Patch | undefined {
  const kept = Object.keys(from).filter((key) => Object.hasOwn(to, key));
  const come = Object.keys(to).filter((key) => !Object.hasOwn(from, key));
  // A patch leaves properties in their order; where that is not the order wanted, nothing less than all of it will do.
  if (Object.keys(to).some((key, i) => key !== (kept[i] ?? come[i - kept.length]))) return { whole: to };
  const keys: [string, Patch | null][] = [];
  for (const [key, value] of Object.entries(from)) {
    const patch = Object.hasOwn(to, key) ? diff(value, to[key]) : null;
    if (patch !== undefined) keys.push([key, patch]);
  }
  for (const key of come) keys.push([key, { whole: to[key] }]);
  return keys.length === 0 ? undefined : { keys };
}

/** Carries a patch out; what it does not touch is shared. Throws for a patch that was made for another value. */
export function patched(value: unknown, patch: Patch): unknown {
  if ('whole' in patch) return patch.whole;
  if ('keys' in patch) {
    if (!isObject(value)) throw new TypeError('a patch of an object met something else');
    const properties = new Map(Object.entries(value));
    for (const [key, change] of patch.keys) {
      if (change === null) properties.delete(key);
      else properties.set(key, patched(properties.get(key), change));
    }
    return Object.fromEntries(properties);
  }
  if (!Array.isArray(value)) throw new TypeError('a patch of a list met something else');
  if ('put' in patch)
    return [...value.slice(0, patch.at), ...patch.put, ...value.slice(patch.at + patch.drop)];
  const items = [...value];
  for (const [index, change] of patch.items) items[index] = patched(items[index], change);
  return items;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
