import type { Plan, PlanProblem } from '#core';
import { looksLikeLink } from '#editor';
import { planInPicture } from '#panels';
import type { LinkView } from '#share';

/** What a person brought: a plan, or everything that is wrong with it. A link may say more: where to look, and remarks. */
export type Incoming =
  | {
      readonly ok: true;
      readonly plan: Plan;
      readonly view?: LinkView;
      readonly remarks?: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

/** Reads a share link; the code for that comes when there is one. */
export async function readLink(text: string): Promise<Incoming> {
  const { fromFragment } = await import('#share');
  return fromFragment(text);
}

/** Reads what was dropped, pasted or opened: a share link, or a plan as JSON. Never throws. */
export async function readIncoming(text: string): Promise<Incoming> {
  if (looksLikeLink(text)) return readLink(text.trim());
  const { parsePlan } = await import('#core/parsePlan');
  const parsed = parsePlan(text);
  // To read thousands of things takes as long as to draw them: the page may answer in between.
  await new Promise((resolve) => setTimeout(resolve));
  return parsed;
}

/** As `readIncoming`, for files: several make one list of problems, each with its file's name, and the first plan wins. */
export async function readFiles(files: readonly File[]): Promise<Incoming> {
  const problems: PlanProblem[] = [];
  for (const file of files) {
    const read = await readFile(file);
    if (read.ok) return read;
    problems.push(
      ...read.problems.map(({ path, message }) => ({
        path: path === '' ? file.name : `${file.name}: ${path}`,
        message,
      })),
    );
  }
  return { ok: false, problems };
}

/** The format's limit (docs/plan-format.md); checked before a huge file is read into memory. */
const MAX_BYTES = 5 * 1024 * 1024;

async function readFile(file: File): Promise<Incoming> {
  const picture = await planInPicture(file).catch(() => undefined);
  if (picture) return picture;
  if (file.size > MAX_BYTES) {
    const size = (file.size / 1024 / 1024).toFixed(1);
    return {
      ok: false,
      problems: [{ path: '', message: `the file has ${size} MiB; a plan has at most 5 MiB` }],
    };
  }
  try {
    return readIncoming(await file.text());
  } catch {
    return { ok: false, problems: [{ path: '', message: 'the file cannot be read; is it still there?' }] };
  }
}
