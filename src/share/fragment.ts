import { LIMITS, type ParsedPlan, type Plan, parsePlan } from '#core';
import { fromBase64url, toBase64url } from './base64url.ts';
import { deflate, inflate } from './deflate.ts';

/** The version of the link, before its slash. Links of every version that was ever made open for ever. */
const VERSION = 1;

/** No plan within the format's limits makes a longer link. */
const LONGEST_PAYLOAD = 7_000_000;

/**
 * A plan as the fragment of a URL, without the `#`: `v1/` and base64url of raw deflate of its JSON. Throws a
 * RangeError for a plan larger than the format allows, for no reader would take its link.
 */
export async function toFragment(plan: Plan): Promise<string> {
  const bytes = await deflate(withinLimit(JSON.stringify(plan)));
  return `v${VERSION}/${toBase64url(bytes)}`;
}

/**
 * Reads a plan from a link: a whole URL, a fragment with or without `#`, suffixes such as `;view=…` passed over.
 * Whatever the text is, the answer is a plan or sentences; inflating stops at the limit of the format.
 */
export async function fromFragment(text: string): Promise<ParsedPlan> {
  const fragment = fragmentOf(text);
  if (fragment === undefined)
    return failed('the link has no plan: the part from # on is missing; copy the link again as a whole');
  const { version, payload } = fragment;
  if (version === undefined)
    return failed(`this is no Hopwright link: what follows # begins with v${VERSION}/; copy the link again`);
  if (version !== VERSION)
    return failed(
      version > VERSION
        ? `the link has version v${version}/, this program reads v${VERSION}/; open it with a newer Hopwright`
        : `there never was a link of version v${version}/; copy the link again`,
    );
  if (payload.length > LONGEST_PAYLOAD)
    return failed(
      `the link is longer than any plan's: ${payload.length} characters; ask for the plan as a file`,
    );
  const bytes = fromBase64url(payload);
  if (!bytes || bytes.length === 0) return failed(DAMAGED);
  const inflated = await inflate(bytes, LIMITS.textBytes);
  switch (inflated.kind) {
    case 'too-large':
      return failed(`the link unpacks to more than ${LIMITS.textBytes / 1024 / 1024} MiB; no plan does`);
    case 'damaged':
      return failed(DAMAGED);
    case 'text':
      return parsePlan(inflated.text);
  }
}

const DAMAGED = 'the link is cut or damaged; copy it again as a whole, or ask for the plan as a file';

/** The parts of a link; undefined for an address without a fragment. */
function fragmentOf(text: string): { version: number | undefined; payload: string } | undefined {
  const hash = text.indexOf('#');
  if (hash < 0 && /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text)) return undefined;
  // Mail programs break long lines.
  const bare = text.slice(hash + 1).replace(/\s+/g, '');
  const version = /^v(\d{1,6})\//.exec(bare);
  if (!version) return { version: undefined, payload: '' };
  const [payload = ''] = bare.slice(version[0].length).split(/;|%3B/i, 1);
  // A sentence puts its full stop or bracket behind the link.
  return { version: Number(version[1]), payload: payload.replace(/[).,:!?>\]"'*]+$/, '') };
}

function withinLimit(json: string): string {
  const bytes = new TextEncoder().encode(json).length;
  if (bytes > LIMITS.textBytes)
    throw new RangeError(
      `the plan is ${(bytes / 1024 / 1024).toFixed(1)} MiB of JSON; a link carries at most ${LIMITS.textBytes / 1024 / 1024} MiB`,
    );
  return json;
}

const failed = (message: string): ParsedPlan => ({ ok: false, problems: [{ path: '', message }] });
