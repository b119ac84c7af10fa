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
  /** The value without `x-…` properties, for the schema. */
  readonly plain: unknown;
  /** What is too deep, too long or too much; if there is any, nothing else was looked at. */
  readonly problems: readonly PlanProblem[];
}

/**
 * A first look at a value, before anything walks it in earnest: its depth, the length of its lists and the number
 * of its values are bounded, what JSON cannot hold is refused, and a copy without `x-…` properties is made.
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
    const copy: unknown[] = [];
    for (let i = 0; i < list.length; i++) {
      path.push(i);
      copy.push(look(list[i], extension));
      path.pop();
    }
    return copy;
  }

  function lookAtObject(object: object, extension: boolean): unknown {
    const copy: Record<string, unknown> = {};
    const properties = Object.entries(object);
    if (properties.length > LIMITS.properties)
      return refuse(`has ${properties.length} properties; ${LIMITS.properties} are allowed`);
    for (const [key, inner] of properties) {
      if (inner === undefined) continue;
      const isExtension = extension || (key.startsWith('x-') && !namesEntities(path));
      path.push(key);
      // As a plain property it would set the prototype of every copy that is made later.
      if (key === '__proto__') refuse('no property may have this name; remove it');
      else {
        const kept = look(inner, isExtension);
        if (!isExtension || extension) copy[key] = kept;
      }
      path.pop();
    }
    return copy;
  }

  return { plain: look(value, false), problems };
}
