import { quote, type TextRule } from './addressTexts.ts';
import type { Plan } from './plan.ts';

/** Every id is a DNS label. */
export const ID_PATTERN = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const LONGEST_ID = 63;

/** The id nearest to a name: `London & Süd` //=> `london-sud`; `fallback` where nothing of it can stay. */
export function idFromName(name: string, fallback = 'item'): string {
  const plain = name
    .slice(0, 4 * LONGEST_ID)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return trimmed(plain) || trimmed(fallback) || 'item';
}

/** An id for a new entity from its name: not yet taken, with a number behind it where it must (`london-2`). */
export function freeId(name: string, taken: ReadonlySet<string>, fallback?: string): string {
  const id = idFromName(name, fallback);
  if (!taken.has(id)) return id;
  const base = id.replace(/-\d+$/, '') || id;
  for (let number = 2; ; number++) {
    const tail = `-${number}`;
    const candidate = `${trimmed(base.slice(0, LONGEST_ID - tail.length))}${tail}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Ids that all entities share, what is only drawn too; flows have their own. */
export function entityIds(plan: Plan): Set<string> {
  const ids = new Set<string>();
  for (const list of [
    plan.clusters,
    plan.routers,
    plan.links,
    plan.hosts,
    plan.view?.frames,
    plan.view?.notes,
  ])
    for (const { id } of list ?? []) ids.add(id);
  return ids;
}

export const flowIds = (plan: Plan): Set<string> => new Set((plan.flows ?? []).map((flow) => flow.id));

/** What an id must be. */
export const idRule: TextRule = {
  isGood: (id) => ID_PATTERN.test(id),
  problem: (id) =>
    `${quote(id)} is not an id: 1 to 63 letters a-z, digits and inner hyphens; did you mean ${idFromName(id)}?`,
};

/** What is wrong with an id, with the remedy; undefined: nothing. */
export const idProblem = (id: string): string | undefined =>
  idRule.isGood(id) ? undefined : idRule.problem(id);

const trimmed = (text: string): string => text.slice(0, LONGEST_ID).replace(/^-+|-+$/g, '');
