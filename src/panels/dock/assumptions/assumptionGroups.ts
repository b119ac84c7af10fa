import { type Assumption, assumptionInfo, type Plan } from '#core';
import { nameOfId } from '#editor';

/** What is assumed of one thing of the plan. */
export interface AssumptionGroup {
  /** The entity; undefined: the plan itself. */
  readonly entity: string | undefined;
  readonly name: string;
  readonly assumptions: readonly Assumption[];
}

/** The assumptions by what they are of, in the order of the plan; those that have every word that was typed. */
export function assumptionGroups(
  assumptions: readonly Assumption[],
  plan: Plan,
  text: string,
): readonly AssumptionGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string | undefined, Assumption[]>();
  for (const assumption of assumptions) {
    if (words.length > 0 && !matches(assumption, plan, words)) continue;
    const known = groups.get(assumption.entity);
    if (known) known.push(assumption);
    else groups.set(assumption.entity, [assumption]);
  }
  return [...groups].map(([entity, own]) => ({
    entity,
    name: entity === undefined ? plan.name : nameOfId(plan, entity),
    assumptions: own,
  }));
}

function matches({ kind, entity, part, value }: Assumption, plan: Plan, words: readonly string[]): boolean {
  const { title, rule } = assumptionInfo[kind];
  const own = [
    title,
    rule,
    part,
    value,
    entity ?? '',
    entity === undefined ? plan.name : nameOfId(plan, entity),
  ]
    .join(' ')
    .toLowerCase();
  return words.every((word) => own.includes(word));
}
