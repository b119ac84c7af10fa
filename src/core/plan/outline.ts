import type { PlanProblem } from './edits.ts';
import { LIMITS } from './limits.ts';
import { problemPath } from './problemPath.ts';

/** Lists of the plan with a limit of their own. */
const LIST_LIMITS: Readonly<Record<string, number>> = {
  clusters: LIMITS.clusters,
  routers: LIMITS.routers,
  links: LIMITS.links,
  hosts: LIMITS.hosts,
  flows: LIMITS.flows,
};

/** `view.positions`: its keys are ids, and an id may begin with `x-`. */
const namesEntities = (path: readonly (string | number)[]): boolean =>
  path.length === 2 && path[0] === 'view' && path[1] === 'positions';

/** What a first look at a JSON value gives. */
export interface Outline {
  /** The value without `x-…` properties, for the schema; shares with the value whatever has none. */
  readonly plain: unknown;
  /** What is too deep, too long or too much; if there is any, nothing else was looked at. */
  readonly problems: readonly PlanProblem[];
}

/**
 * A first look at a value, before anything walks it in earnest: its depth, the length of its lists and the number
 * of its values are bounded, what JSON cannot hold is refused, and `x-…` properties are taken off. Makes nothing where there
 * is nothing to take off: a hostile document has a million values.
 */
export function outlineOf(value: unknown): Outline {
  const problems: PlanProblem[] = [];
  const path: (string | number)[] = [];
  let left: number = LIMITS.values;
  const refuse = (message: string): undefined => {
    if (problems.length < LIMITS.problems) problems.push({ path: problemPath(path), message });
    return undefined;
  };

  function look(here: unknown, extension: boolean): unknown {
    if (--left < 0)
      return left === -1 ? refuse(`the document holds more than ${LIMITS.values} values`) : undefined;
    if (here === null || typeof here === 'string' || typeof here === 'number' || typeof here === 'boolean')
      return here;
    if (typeof here !== 'object') return refuse(`a ${typeof here} is no JSON value; leave it out`);
    if (path.length >= LIMITS.depth) return refuse(`nested deeper than ${LIMITS.depth} levels`);
    return Array.isArray(here) ? lookAtList(here, extension) : lookAtObject(here, extension);
  }

  function lookAtList(list: readonly unknown[], extension: boolean): unknown {
    const limit = extension
      ? LIMITS.values
      : (path.length === 1 && LIST_LIMITS[String(path[0])]) || LIMITS.list;
    if (list.length > limit) return refuse(`has ${list.length} entries; ${limit} are allowed`);
    let copy: unknown[] | undefined;
    const depth = path.push(0) - 1;
    for (let i = 0; i < list.length && left >= 0; i++) {
      path[depth] = i;
      const entry = list[i];
      const plain = look(entry, extension);
      if (plain !== entry) copy ??= list.slice();
      if (copy) copy[i] = plain;
    }
    path.pop();
    return copy ?? list;
  }

  function lookAtObject(object: object, extension: boolean): unknown {
    let copy: Record<string, unknown> | undefined;
    const keys = Object.keys(object);
    if (keys.length > LIMITS.properties)
      return refuse(`has ${keys.length} properties; ${LIMITS.properties} are allowed`);
    const places = namesEntities(path);
    const depth = path.push('') - 1;
    for (const key of keys) {
      if (left < 0) break;
      path[depth] = key;
      const inner: unknown = (object as Record<string, unknown>)[key];
      const isExtension = extension || (!places && key.startsWith('x-'));
      // As a plain property it would set the prototype of every copy that is made later.
      if (key === '__proto__') {
        refuse('no property may have this name; remove it');
        continue;
      }
      const plain = inner === undefined ? undefined : look(inner, isExtension);
      const goes = plain === undefined || (isExtension && !extension);
      if (!copy && (goes || plain !== inner)) copy = { ...object } as Record<string, unknown>;
      if (copy && goes) delete copy[key];
      else if (copy) copy[key] = plain;
    }
    path.pop();
    return copy ?? object;
  }

  return { plain: look(value, false), problems };
}
