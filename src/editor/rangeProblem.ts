import { applyEdits, listPath, type Plan } from '#core';
import { rangeEdit } from './commands/range.ts';
import { rangeAt } from './rangeAt.ts';

/**
 * Why a text cannot stand in the place of a range, as a sentence; undefined where a plan comes of it. The code that reads plans
 * comes when it is first asked for.
 */
export async function rangeProblem(plan: Plan, field: string, text: string): Promise<string | undefined> {
  const range = rangeAt(plan, field);
  if (!range) return 'The range is not in the plan any more';
  const { parsePlanValue } = await import('#core/parsePlan');
  const parsed = parsePlanValue(applyEdits(plan, [rangeEdit(range, text.trim())]));
  if (parsed.ok) return undefined;
  const [list] = listPath(range.collection);
  const at = (plan[range.collection] ?? []).findIndex(({ id }) => id === range.id);
  const steps = range.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const own = parsed.problems.find(({ path }) => path === `${list}[${at}]${steps}`);
  const [first] = parsed.problems;
  return own?.message ?? (first && (first.path === '' ? first.message : `${first.path}: ${first.message}`));
}
