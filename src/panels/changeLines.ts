import { applyEdits, entitiesOf, type Plan, type PlanEdit, PlanEditError, type PropertyPath } from '#core';
import { nameOf } from '#editor';

/** One thing that edits change: where, and what stands there before and after; undefined where nothing does. */
export interface ChangeLine {
  readonly where: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Longer texts (a list of nodes) are cut: the line tells what changes, not all of it. */
const LONGEST = 90;

/** What edits would change in a plan, a line each. Edits that do not apply change nothing. */
export function changeLines(plan: Plan, edits: readonly PlanEdit[]): readonly ChangeLine[] {
  let now = plan;
  return edits.flatMap((edit) => {
    const before = now;
    try {
      now = applyEdits(before, [edit]);
    } catch (error) {
      if (error instanceof PlanEditError) return [];
      throw error;
    }
    return lineOf(before, now, edit);
  });
}

function lineOf(plan: Plan, after: Plan, edit: PlanEdit): ChangeLine[] {
  switch (edit.kind) {
    case 'set': {
      if (edit.collection === 'links' && edit.path[0] === 'prefixes')
        return reachedLines(plan, after, edit.id);
      const entity = entitiesOf(plan, edit.collection).find(({ id }) => id === edit.id);
      return [
        {
          where: `${entity ? nameOf(entity) : edit.id} · ${pathText(edit.path)}`,
          before: valueText(at(entity, edit.path)),
          after: valueText(edit.value),
        },
      ];
    }
    case 'set-plan':
      return [
        {
          where: `Plan · ${pathText(edit.path)}`,
          before: valueText(at(plan, edit.path)),
          after: valueText(edit.value),
        },
      ];
    case 'add':
      return [{ where: one(edit.collection), before: undefined, after: nameOf(edit.entity) }];
    case 'remove':
      return [{ where: one(edit.collection), before: edit.id, after: undefined }];
    case 'rename':
      return [{ where: `${one(edit.collection)} · id`, before: edit.id, after: edit.to }];
    case 'move':
      return [{ where: 'Positions', before: undefined, after: Object.keys(edit.positions).join(', ') }];
    case 'replace':
      return [{ where: 'Plan', before: plan.name, after: edit.plan.name }];
  }
}

/** What each end of a static link reaches no more, and reaches now. */
function reachedLines(before: Plan, after: Plan, id: string): ChangeLine[] {
  const linkOf = (plan: Plan) => plan.links?.find((link) => link.id === id);
  const link = linkOf(after);
  if (!link) return [];
  return link.ends.flatMap((end, i): ChangeLine[] => {
    const old = linkOf(before)?.prefixes?.[i] ?? [];
    const fresh = link.prefixes?.[i] ?? [];
    const gone = old.filter((prefix) => !fresh.includes(prefix));
    const come = fresh.filter((prefix) => !old.includes(prefix));
    if (gone.length === 0 && come.length === 0) return [];
    const router = after.routers?.find((one) => one.id === end);
    return [
      {
        where: `${nameOf(link)} · ${router ? nameOf(router) : end} reaches`,
        before: gone.length === 0 ? undefined : valueText(gone.join(', ')),
        after: come.length === 0 ? undefined : valueText(come.join(', ')),
      },
    ];
  });
}

/** `clusters` //=> `Cluster` */
const one = (collection: string): string => `${collection.charAt(0).toUpperCase()}${collection.slice(1, -1)}`;

/** `['pods', 'cidrs', 0]` //=> `pods.cidrs[0]` */
const pathText = (path: PropertyPath): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');

function at(value: unknown, path: PropertyPath): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

function valueText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
