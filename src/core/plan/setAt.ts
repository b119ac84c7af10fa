import { PlanEditError } from './editError.ts';
import type { PropertyPath } from './edits.ts';
import { problemPath } from './problemPath.ts';
import { child } from './schemaProperties.ts';

/**
 * A copy of a JSON value with one place set, or with it deleted where `value` is undefined: a property goes, a list
 * entry closes up. Objects and lists missing on the way are made. Everything off the way is shared with `owner`,
 * and where nothing changes `owner` itself comes back.
 */
export function setAt<T>(owner: T, path: PropertyPath, value: unknown): T {
  return changed(owner, path, 0, value) as T;
}

function changed(here: unknown, path: PropertyPath, depth: number, value: unknown): unknown {
  const step = path[depth];
  if (step === undefined) return value;
  if (step === '__proto__') throw misplaced(path, depth, 'no property may have this name');
  const inside = here === undefined ? (typeof step === 'number' ? [] : {}) : here;
  if (typeof inside !== 'object' || inside === null)
    throw misplaced(path, depth, `there is ${JSON.stringify(inside)}, which has no properties`);
  if (Array.isArray(inside) !== (typeof step === 'number'))
    throw misplaced(
      path,
      depth,
      typeof step === 'number' ? 'there is no list here' : 'a list is entered by index',
    );
  const before = child(inside, step);
  // Deleting what is not there makes nothing on the way either.
  if (value === undefined && before === undefined) return here;
  const after = changed(before, path, depth + 1, value);
  if (after === before) return here;
  return typeof step === 'number'
    ? entrySet(inside as readonly unknown[], step, after, path, depth)
    : propertySet(inside, step, after);
}

function entrySet(
  list: readonly unknown[],
  index: number,
  value: unknown,
  path: PropertyPath,
  depth: number,
): unknown[] {
  if (!Number.isInteger(index) || index < 0 || index > list.length)
    throw misplaced(path, depth, `the list has ${list.length} entries`);
  return value === undefined ? list.toSpliced(index, 1) : list.toSpliced(index, 1, value);
}

function propertySet(object: object, key: string, value: unknown): object {
  if (value !== undefined) return { ...object, [key]: value };
  return Object.fromEntries(Object.entries(object).filter(([other]) => other !== key));
}

const misplaced = (path: PropertyPath, depth: number, why: string): PlanEditError =>
  new PlanEditError(`${problemPath(path.slice(0, depth + 1))} cannot be set: ${why}`);
