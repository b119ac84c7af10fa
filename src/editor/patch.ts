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

function diffObjects(from: Properties, to: Properties): Patch | undefined {
  const [before, after] = [Object.keys(from), Object.keys(to)];
  const same = before.length === after.length && before.every((key, i) => key === after[i]);
  if (!same) return diffKeys(from, to, before, after);
  const keys: [string, Patch][] = [];
  for (const key of before) {
    // Most properties of a large object are the same by identity: they must cost next to nothing.
    if (from[key] === to[key]) continue;
    const patch = diff(from[key], to[key]);
    if (patch) keys.push([key, patch]);
  }
  return keys.length === 0 ? undefined : { keys };
}

function diffKeys(
  from: Properties,
  to: Properties,
  before: readonly string[],
  after: readonly string[],
): Patch {
  const [old, wanted] = [new Set(before), new Set(after)];
  const stay = before.filter((key) => wanted.has(key));
  const come = after.filter((key) => !old.has(key));
  // A patch leaves properties in their order; where that is not the order wanted, nothing less than all of it will do.
  if (after.some((key, i) => key !== (stay[i] ?? come[i - stay.length]))) return { whole: to };
  const keys: [string, Patch | null][] = [];
  for (const key of before) {
    const patch = wanted.has(key) ? diff(from[key], to[key]) : null;
    if (patch !== undefined) keys.push([key, patch]);
  }
  for (const key of come) keys.push([key, { whole: to[key] }]);
  return { keys };
}

/** Carries a patch out; what it does not touch is shared. Throws for a patch that was made for another value. */
export function patched(value: unknown, patch: Patch): unknown {
  if ('whole' in patch) return patch.whole;
  if ('keys' in patch) {
    if (!isObject(value)) throw new TypeError('a patch of an object met something else');
    const properties: Record<string, unknown> = { ...value };
    for (const [key, change] of patch.keys) {
      if (change === null) delete properties[key];
      else setProperty(properties, key, patched(properties[key], change));
    }
    return properties;
  }
  if (!Array.isArray(value)) throw new TypeError('a patch of a list met something else');
  if ('put' in patch)
    return [...value.slice(0, patch.at), ...patch.put, ...value.slice(patch.at + patch.drop)];
  const items = [...value];
  for (const [index, change] of patch.items) items[index] = patched(items[index], change);
  return items;
}

/** Also one named `__proto__`, which an assignment would take for something else. */
function setProperty(properties: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') properties[key] = value;
  else
    Object.defineProperty(properties, key, { value, writable: true, enumerable: true, configurable: true });
}

type Properties = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
