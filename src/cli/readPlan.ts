import { type Plan, type PlanProblem, parsePlan } from '#core';
import { readPicture } from '#formats';
import { fromFragment } from '#share';
import { type Io, UsageError } from './command.ts';
import { EXIT, type ExitCode } from './exitCode.ts';
import { printable } from './render/printable.ts';

/** A plan as it was named on the command line. `text` is the document's own, for line numbers; links have none. */
export type ReadPlan =
  | { readonly ok: true; readonly source: string; readonly plan: Plan; readonly text: string | undefined }
  | { readonly ok: false; readonly source: string; readonly problems: readonly PlanProblem[] };

/** Far more than a plan may have, for pictures with a plan inside are larger than it; the parser refuses what is too much. */
const READ_LIMIT = 32 * 1024 * 1024;

/**
 * Reads a plan from a file, from standard input (`-`), out of a share link, or out of a picture that was exported with the
 * plan inside. Never throws for what it finds there.
 */
async function readPlan(source: string, io: Io): Promise<ReadPlan> {
  if (isLink(source)) return readLink(source, source, io);
  const bytes = await readBytes(source, io);
  if (!(bytes instanceof Uint8Array)) return { ok: false, source, problems: [bytes] };
  const picture = readPicture(bytes, (part) => new TextDecoder().decode(part));
  if (picture)
    return picture.ok
      ? { ok: true, source, plan: picture.plan, text: undefined }
      : { ok: false, source, problems: picture.problems };
  const text = textOf(bytes);
  if (typeof text !== 'string') return { ok: false, source, problems: [text] };
  // `hopwright link plan.json | hopwright check -`: no JSON document starts like a link.
  if (isLink(text.trim())) return readLink(source, text.trim(), io);
  const answer = parsePlan(text);
  return answer.ok
    ? { ok: true, source, plan: answer.plan, text }
    : { ok: false, source, problems: answer.problems };
}

/** The plans named as positional arguments; throws UsageError when there is none, or `-` twice. */
export async function readPlans(sources: readonly string[], io: Io): Promise<ReadPlan[]> {
  if (sources.length === 0) {
    throw new UsageError('No PLAN was given; name a file, a share link, or - for standard input.');
  }
  if (sources.filter((source) => source === '-').length > 1) {
    throw new UsageError('Standard input (-) was given twice, and it can be read once; name files instead.');
  }
  const plans: ReadPlan[] = [];
  for (const source of sources) plans.push(await readPlan(source, io));
  return plans;
}

/** The one plan of a command that takes exactly one; throws UsageError otherwise. */
export async function readOnePlan(sources: readonly string[], io: Io): Promise<ReadPlan> {
  if (sources.length > 1) {
    throw new UsageError(
      `One PLAN is expected, ${sources.length} were given; run the command once for each.`,
    );
  }
  const [plan] = await readPlans(sources, io);
  if (plan === undefined) throw new UsageError('No PLAN was given.');
  return plan;
}

/** Names every problem of an unreadable plan on standard error, each with its path. */
export function complain(plan: { source: string; problems: readonly PlanProblem[] }, io: Io): ExitCode {
  for (const problem of plan.problems)
    io.err(`${printable(`${shortSource(plan.source)}: ${problemLine(problem)}`)}\n`);
  return EXIT.unreadable;
}

/** `clusters[0].pods.cidrs[0]: 10.0.0.1/16 has host bits set; …` */
export function problemLine(problem: PlanProblem): string {
  return problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`;
}

/** How messages name a plan: the file, or a few characters of a link. */
export function shortSource(source: string): string {
  if (source === '-') return 'standard input';
  return isLink(source) && source.length > 60 ? `${source.slice(0, 57)}…` : source;
}

/** A link is what starts with a scheme or `#`; a file may have a `#` anywhere else in its name. */
export function isLink(source: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/[^#]*)?#/i.test(source) || /^(?:https?|file):\/\//i.test(source);
}

async function readLink(source: string, link: string, io: Io): Promise<ReadPlan> {
  const answer = await fromFragment(link);
  if (!answer.ok) return { ok: false, source, problems: answer.problems };
  for (const remark of answer.remarks) io.err(`${printable(`${shortSource(source)}: ${remark}`)}\n`);
  return { ok: true, source, plan: answer.plan, text: undefined };
}

async function readBytes(source: string, io: Io): Promise<Uint8Array | PlanProblem> {
  try {
    return source === '-' ? await io.readStdin(READ_LIMIT) : await io.readFile(source, READ_LIMIT);
  } catch (error) {
    return { path: '', message: whyUnreadable(error) };
  }
}

function textOf(bytes: Uint8Array): string | PlanProblem {
  try {
    return new TextDecoder('utf-8', { fatal: bytes.length < READ_LIMIT }).decode(bytes);
  } catch {
    return { path: '', message: 'the file is not UTF-8 text; a plan is a JSON document in UTF-8' };
  }
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Record<string, string> = {
    ENOENT: 'there is no such file; check the name, or use - for standard input',
    EISDIR: 'this is a directory; name the plan file inside it',
    EACCES: 'the file may not be read; check its permissions',
    ENAMETOOLONG: 'the name is too long for a file; a share link starts with https:// or #',
  };
  return known[code] ?? `the file cannot be read (${code || String(error)})`;
}
