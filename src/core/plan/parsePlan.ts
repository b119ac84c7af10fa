import type { PlanProblem } from './edits.ts';
import { readJson } from './jsonText.ts';
import { LIMITS, utf8Length } from './limits.ts';
import { type Document, FORMAT_VERSION, migrate } from './migrations/migrate.ts';
import { outlineOf } from './outline.ts';
import type { Plan } from './plan.ts';
import { referenceProblems } from './references.ts';
import { child } from './schemaProperties.ts';
import { shapeProblems } from './shapeProblems.ts';

/** A plan, or every problem with its path and remedy. */
export type ParsedPlan =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

/**
 * Reads a plan document from JSON text. Never throws for what the text holds; a problem names its place as
 * `clusters[0].pods.cidrs[0]` and says the remedy. A bad network design parses: the findings speak of it.
 */
export function parsePlan(text: string): ParsedPlan {
  if (utf8Length(text, LIMITS.textBytes) > LIMITS.textBytes)
    return refused(`the document is larger than ${LIMITS.textBytes / 1024 / 1024} MiB of JSON; shorten it`);
  const document = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (document.trim() === '') return refused('the document is empty; a plan is a JSON object');
  const json = readJson(document);
  return 'problems' in json ? { ok: false, problems: json.problems } : parsePlanValue(json.value);
}

/** As `parsePlan`, for a JSON value that was read already. The plan shares structure with the value. */
export function parsePlanValue(value: unknown): ParsedPlan {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused('a plan is a JSON object, with "hopwright": 1 and a name');
  const first = outlineOf(value);
  if (first.problems.length > 0) return failed(first.problems);
  const version = versionOf(value);
  if (typeof version === 'string') return { ok: false, problems: [{ path: 'hopwright', message: version }] };
  if (version === FORMAT_VERSION || version === undefined) return judged(value, first.plain);
  const upgraded = migrate(value as Document, version);
  return upgraded
    ? judged(upgraded, outlineOf(upgraded).plain)
    : refused(`format version ${version} was never released; this program reads 1 to ${FORMAT_VERSION}`);
}

function judged(value: object, plain: unknown): ParsedPlan {
  const problems = [...shapeProblems(plain), ...referenceProblems(plain)];
  // The schema and the references say that it is one; zod's own copy would have lost the x-… properties.
  return problems.length > 0 ? failed(problems) : { ok: true, plan: value as Plan };
}

/** The document's version; undefined: it says none rightly, which the schema tells; a text: why it cannot be read. */
function versionOf(value: object): number | string | undefined {
  const version = child(value, 'hopwright');
  if (version === undefined)
    return `this is no Hopwright plan: it has no version; add "hopwright": ${FORMAT_VERSION}`;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return `the format's version is a whole number from 1; write "hopwright": ${FORMAT_VERSION}`;
  return version > FORMAT_VERSION
    ? `the plan has format version ${version}, this program reads up to ${FORMAT_VERSION}; open it with a Hopwright that reads version ${version}`
    : version;
}

const refused = (message: string): ParsedPlan => ({ ok: false, problems: [{ path: '', message }] });

function failed(problems: readonly PlanProblem[]): ParsedPlan {
  if (problems.length <= LIMITS.problems) return { ok: false, problems };
  return {
    ok: false,
    problems: [
      ...problems.slice(0, LIMITS.problems),
      { path: '', message: 'there are more problems; mend these first' },
    ],
  };
}
