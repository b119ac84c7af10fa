import { LIMITS, type ParsedPlan, type Plan, type PlanProblem, parsePlan, parsePlanValue } from '#core';
import { fromBase64url, toBase64url } from './base64url.ts';
import { Damaged, fromColumns, TooLarge, toColumns, Unfit } from './columns/index.ts';
import { deflate, inflate } from './deflate.ts';
import { linkParts } from './linkParts.ts';
import { type LinkView, parseView, viewSuffix } from './linkView.ts';

/** What a link holds, or everything that is wrong with it. */
export type OpenedLink =
  | {
      readonly ok: true;
      readonly plan: Plan;
      /** What it shows first. */
      readonly view: LinkView;
      /** Sentences about what in the link was not understood; the plan is whole all the same. */
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

/** The newest version of the link, before its slash. Links of every version that was ever made open for ever. */
const NEWEST = 2;

/** No plan within the format's limits makes a longer link. */
const LONGEST_PAYLOAD = 7_000_000;

/**
 * A plan as the fragment of a URL, without the `#`: `v2/` and base64url of the plan in columns, deflated. Throws a
 * RangeError for a plan larger than the format allows, for no reader would take its link.
 */
export async function toFragment(plan: Plan, view: LinkView = {}): Promise<string> {
  const json = withinLimit(JSON.stringify(plan));
  const columns = columnsOf(json);
  const packed = columns ? await deflate(columns) : await deflate(json);
  return `v${columns ? 2 : 1}/${toBase64url(packed)}${viewSuffix(view)}`;
}

/** What a plan's JSON is in columns; undefined where they would not give exactly that JSON back: it goes as it is. */
function columnsOf(json: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const columns = toColumns(JSON.parse(json));
    return JSON.stringify(fromColumns(columns)) === json ? columns : undefined;
  } catch (error) {
    if (error instanceof Unfit || error instanceof TooLarge) return undefined;
    throw error;
  }
}

/**
 * Reads a plan from a link: a whole URL, or a fragment with or without `#`. Whatever the text is, the answer is a plan or
 * sentences; inflating stops at the limit of the format, and nothing is made before it is known to be within the limits.
 */
export async function fromFragment(text: string): Promise<OpenedLink> {
  const parts = linkParts(text);
  if (!parts)
    return failed('the link has no plan: the part from # on is missing; copy the link again as a whole');
  const { version, payload } = parts;
  if (version === undefined)
    return failed(`this is no Hopwright link: what follows # begins with v${NEWEST}/; copy the link again`);
  if (version < 1 || version > NEWEST)
    return failed(
      version > NEWEST
        ? `the link has version v${version}/, this program reads up to v${NEWEST}/; open it with a newer Hopwright`
        : `there never was a link of version v${version}/; copy the link again`,
    );
  if (payload.length > LONGEST_PAYLOAD)
    return failed(
      `the link is longer than any plan's: ${payload.length} characters; ask for the plan as a file`,
    );
  const bytes = fromBase64url(payload);
  if (!bytes || bytes.length === 0) return failed(DAMAGED);
  const inflated = await inflate(bytes, LIMITS.textBytes);
  if (inflated.kind === 'too-large') return failed(TOO_LARGE);
  if (inflated.kind === 'damaged') return failed(DAMAGED);
  const read = version === 1 ? fromJson(inflated.bytes) : fromSheet(inflated.bytes);
  return read.ok ? { ok: true, plan: read.plan, ...shownFirst(parts) } : read;
}

const DAMAGED = 'the link is cut or damaged; copy it again as a whole, or ask for the plan as a file';
const TOO_LARGE = `the link unpacks to more than ${LIMITS.textBytes / 1024 / 1024} MiB; no plan does`;

/** A plan of a link of version 1: JSON. */
function fromJson(bytes: Uint8Array): ParsedPlan {
  let json: string;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return failed(DAMAGED);
  }
  return parsePlan(json);
}

/** A plan of a link of version 2: columns. */
function fromSheet(bytes: Uint8Array): ParsedPlan {
  try {
    const value = fromColumns(bytes);
    // A few columns may unfold to far more text than they are.
    if (new TextEncoder().encode(JSON.stringify(value)).length > LIMITS.textBytes) return failed(TOO_LARGE);
    return parsePlanValue(value);
  } catch (error) {
    if (error instanceof TooLarge) return failed(error.message);
    if (error instanceof Damaged) return failed(DAMAGED);
    throw error;
  }
}

/** What the suffix says, and what has to be said about it. */
function shownFirst({ view, junk }: { view: string | undefined; junk: string }) {
  const asked = view === undefined ? {} : parseView(view);
  const remarks: string[] = [];
  if (!asked)
    remarks.push(`What the link points at is not understood (${shortened(view ?? '')}); the plan is whole.`);
  if (junk !== '')
    remarks.push(`Behind the link stands ${shortened(junk)}, which is no part of it; the plan is whole.`);
  return { view: asked ?? {}, remarks };
}

const shortened = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);

function withinLimit(json: string): string {
  const bytes = new TextEncoder().encode(json).length;
  if (bytes > LIMITS.textBytes)
    throw new RangeError(
      `the plan is ${(bytes / 1024 / 1024).toFixed(1)} MiB of JSON; a link carries at most ${LIMITS.textBytes / 1024 / 1024} MiB`,
    );
  return json;
}

const failed = (message: string): Extract<ParsedPlan, { ok: false }> => ({
  ok: false,
  problems: [{ path: '', message }],
});
