import type { PlanProblem } from './edits.ts';
import { LIMITS } from './limits.ts';
import { namesOf, walksOf } from './names.ts';
import type { Plan } from './plan.ts';
import { problemPath } from './problemPath.ts';
import { type Over, type Weight, weightOf } from './weight.ts';

/** Something of which a plan has more than the format allows: where, how much, and as a sentence with its remedy. */
export interface Excess {
  readonly place: string;
  readonly has: number;
  /** As `parsePlan` tells it. */
  readonly problem: PlanProblem;
  /** For whoever tried to make it so. */
  readonly sentence: string;
}

/**
 * All that is too much in a plan: its lists, names and texts, nodes and pods, values, depth and size. Nothing else of it is
 * judged. What was weighed before is not weighed again, so that asking after an edit costs what the edit touched.
 */
export function excessesOf(plan: Plan): Excess[] {
  const weight = weightOf(plan);
  const walks = walksIn(plan, weight);
  const sums = SUMS.flatMap(({ sum, most, what, allowed, remedy }): Excess[] => {
    const has = sum === 'walks' ? walks : weight[sum];
    return has <= most ? [] : [ofPlan(sum, has, `${what(has)}; ${allowed ?? most} are allowed`, remedy)];
  });
  return [...weight.over.map((over) => inside(plan, over)), ...sums];
}

/**
 * The first thing that an edit makes too much, or more of what is too much already: whoever has a plan beyond a limit may
 * still take from it.
 */
export function grownBeyond(before: Plan, after: Plan): Excess | undefined {
  const now = excessesOf(after);
  if (now.length === 0) return undefined;
  const then = new Map(excessesOf(before).map(({ place, has }) => [place, has]));
  return now.find(({ place, has }) => has > (then.get(place) ?? Number.NEGATIVE_INFINITY));
}

interface Sum {
  readonly sum: 'bytes' | 'values' | 'depth' | 'nodes' | 'pods' | 'walks';
  readonly most: number;
  readonly what: (count: number) => string;
  /** How the limit is told, where its number alone says nothing. */
  readonly allowed?: string;
  readonly remedy: string;
}

const LESS = 'delete something first, or go on in another plan';

const SUMS: readonly Sum[] = [
  { sum: 'nodes', most: LIMITS.nodes, what: (n) => `${n} nodes in all`, remedy: LESS },
  { sum: 'pods', most: LIMITS.pods, what: (n) => `${n} pods in all`, remedy: LESS },
  {
    sum: 'walks',
    most: LIMITS.walks,
    what: (n) => `${n} walks for its flows`,
    remedy: 'call pods instead of services, or fewer services',
  },
  { sum: 'depth', most: LIMITS.depth, what: (n) => `${n} levels`, remedy: 'flatten what you added' },
  { sum: 'values', most: LIMITS.values, what: (n) => `${n} values`, remedy: LESS },
  {
    sum: 'bytes',
    most: LIMITS.textBytes,
    what: (n) => `${(n / 1024 / 1024).toFixed(2)} MiB of JSON`,
    allowed: `${LIMITS.textBytes / 1024 / 1024} MiB`,
    remedy: LESS,
  },
];

const ofPlan = (place: string, has: number, what: string, remedy: string): Excess => ({
  place,
  has,
  problem: { path: '', message: `the plan has ${what}` },
  sentence: `the plan would have ${what}: ${remedy}`,
});

/** A flow to a service is walked once for each of its pods (S10); named in full only where it could come to too much. */
function walksIn(plan: Plan, weight: Weight): number {
  const flows = plan.flows ?? [];
  if (flows.length * Math.max(1, weight.mostReplicas) <= LIMITS.walks) return 0;
  const names = namesOf(plan);
  return flows.reduce((sum, { to }) => sum + walksOf(to, names), 0);
}

/** What is too much in one place, with the name of whose it is. */
function inside(plan: Plan, over: Over): Excess {
  const place = problemPath(over.path);
  const message = told(over);
  const things = LISTS[place];
  const [owner, rest] = ownerOf(plan, over.path);
  return {
    place,
    has: over.has,
    problem: { path: place, message },
    sentence: things
      ? `the plan would have ${over.has} ${things}; ${over.most} are allowed: ${LESS}`
      : `${rest} of ${owner} ${message}${REMEDIES[over.unit]}`,
  };
}

/** What people call the lists of the plan. */
const LISTS: Readonly<Record<string, string | undefined>> = {
  clusters: 'clusters',
  routers: 'routers',
  links: 'links',
  hosts: 'hosts',
  flows: 'flows',
  'view.frames': 'sites',
  'view.notes': 'notes',
};

function told({ has, most, unit }: Over): string {
  if (unit === 'number') return `must be at most ${most}, not ${has}`;
  if (unit === 'bytes') return `is longer than ${most / 1024} KiB of text; shorten it`;
  return `has ${has} ${unit}; ${most} are allowed`;
}

const REMEDIES: Readonly<Record<Over['unit'], string>> = {
  characters: ': shorten it',
  bytes: '',
  entries: ': take some out first',
  properties: ': take some out first',
  number: '',
};

/** Whose a place is, and where it stands there: `clusters[3].name` is the name of `london`. */
function ownerOf(plan: Plan, path: Over['path']): [owner: string, rest: string] {
  let here: unknown = plan;
  for (const [depth, step] of path.entries()) {
    here = (here as Record<string | number, unknown>)[step];
    const id = typeof here === 'object' && here !== null && 'id' in here ? here.id : undefined;
    if (typeof step === 'number' && typeof id === 'string')
      return [id.slice(0, 80), problemPath(path.slice(depth + 1))];
  }
  return ['the plan', problemPath(path)];
}
