import type * as z from 'zod/mini';
import { quote, type TextRule } from './addressTexts.ts';
import type { Suggest } from './didYouMean.ts';
import type { PlanProblem } from './edits.ts';
import { LIMITS } from './limits.ts';
import { problemPath } from './problemPath.ts';
import { child, propertiesAt } from './schemaProperties.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * Turns what a schema found in a value into problems, each with its remedy: as many as are told one by one, and one
 * more where there are more. `base` is where the value stands in the document.
 */
export function problemsOf(
  issues: readonly Issue[],
  value: unknown,
  schema: z.ZodMiniType,
  base: Path,
  suggest: Suggest,
): PlanProblem[] {
  const problems: PlanProblem[] = [];
  collect(issues, []);
  return problems;

  function collect(found: readonly Issue[], outer: Path): void {
    for (const issue of found) {
      if (problems.length > LIMITS.problems) return;
      const path = [...outer, ...issue.path];
      const place = [...base, ...path];
      const here = valueAt(value, path);
      const branch = issue.code === 'invalid_union' && matchingBranch(issue, here);
      if (branch) collect(branch, path);
      else if (issue.code === 'unrecognized_keys') {
        const known = propertiesAt(schema, value, path);
        for (const key of issue.keys.slice(0, LIMITS.problems + 1))
          problems.push({
            path: problemPath([...place, key]),
            message: `unknown property${unknownRemedy(key, known, suggest)}`,
          });
      } else problems.push({ path: problemPath(place), message: sentence(issue, here, place, suggest) });
    }
  }
}

function sentence(issue: Issue, here: unknown, path: Path, suggest: Suggest): string {
  switch (issue.code) {
    case 'custom':
      return (issue.params as Pick<TextRule, 'problem'>).problem(String(here));
    case 'invalid_type': {
      if (here === undefined) return missing(path, a(issue.expected));
      if (typeof here === 'number' && issue.expected === 'int') return `must be a whole number, not ${here}`;
      return `must be ${a(issue.expected)}, not ${kindOf(here)}`;
    }
    case 'invalid_value':
      return notAmong(here, issue.values.map(String), missing(path, ''), suggest);
    case 'invalid_union': {
      const options = unionOptions(issue);
      return here === undefined
        ? missing(path, oneOf(options))
        : notAmong(here, options, missing(path, ''), suggest);
    }
    case 'too_big':
    case 'too_small':
      return outOfBounds(issue, here);
    case 'invalid_key':
      return 'a name here has 1 to 253 characters; shorten it';
    default:
      return `is not valid here (${issue.code})`;
  }
}

function outOfBounds(issue: Issue & { code: 'too_big' | 'too_small' }, here: unknown): string {
  const [bound, word] = issue.code === 'too_big' ? [issue.maximum, 'at most'] : [issue.minimum, 'at least'];
  if (issue.origin === 'string') return 'must not be empty';
  if (issue.origin === 'array')
    return `must have ${word} ${bound} entries, not ${Array.isArray(here) ? here.length : 'these'}`;
  return `must be ${word} ${bound}, not ${String(here)}`;
}

function missing(path: Path, wanted: string): string {
  const last = path.at(-1);
  if (last === undefined) return `the document must be ${wanted}`;
  if (typeof last === 'number') return `an entry is missing here: ${wanted}`;
  const owner = path.length === 1 ? 'a plan' : ownerName(path);
  return `${owner} needs ${String(last)}${wanted === '' ? '' : `: ${wanted}`}`;
}

/** What the object at a path is called: `a cluster`, `nodes`. */
function ownerName(path: Path): string {
  const inner = path.slice(0, -1).filter((step) => typeof step !== 'number');
  const name = String(inner.at(-1));
  const singular: Record<string, string> = {
    clusters: 'a cluster',
    routers: 'a router',
    links: 'a link',
    hosts: 'a host',
    flows: 'a flow',
    workloads: 'a workload',
    routes: 'a route',
    accept: 'an accepted finding',
    expose: 'a service',
    network: 'a network',
    list: 'a node',
    frames: 'a frame',
    notes: 'a note',
  };
  return singular[name] ?? name;
}

const notAmong = (here: unknown, options: readonly string[], absent: string, suggest: Suggest): string =>
  here === undefined
    ? `${absent}: ${oneOf(options)}`
    : `${typeof here === 'string' ? quote(here) : kindOf(here)} is not ${oneOf(options)}${
        typeof here === 'string' ? suggest(here, new Set(options)) : ''
      }`;

const oneOf = (options: readonly string[]): string =>
  options.length === 1 ? String(options[0]) : `one of ${options.join(', ')}`;

function unionOptions(issue: Issue & { code: 'invalid_union' }): string[] {
  if ('options' in issue && Array.isArray(issue.options)) return issue.options.map(String);
  return issue.errors.flatMap((branch) =>
    branch.flatMap((inner) =>
      inner.code === 'invalid_value'
        ? inner.values.map(String)
        : inner.code === 'invalid_type'
          ? [`${a(inner.expected)}`]
          : [],
    ),
  );
}

/** The branch of a union whose kind of value this is, so that only what is wrong inside it is told. */
function matchingBranch(issue: Issue & { code: 'invalid_union' }, here: unknown): Issue[] | undefined {
  if (typeof here !== 'object' || here === null) return undefined;
  return issue.errors.find((branch) =>
    branch.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'),
  );
}

function unknownRemedy(key: string, known: readonly string[], suggest: Suggest): string {
  const near = suggest(key, new Set(known));
  if (near !== '') return near;
  const list = known.length > 0 ? `; known here: ${known.join(', ')}` : '';
  return `${list}; a name of your own starts with x-`;
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) here = child(here, step);
  return here;
}

const a = (expected: string): string =>
  ({
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    object: 'an object { … }',
    array: 'a list [ … ]',
    tuple: 'a list of two',
    record: 'an object { … }',
  })[expected] ?? expected;

const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : typeof value === 'string'
          ? `the text ${quote(value)}`
          : String(value);
