import type { Plan, PlanProblem } from '#core';
import { type AddressLine, readAddressList } from './addressList.ts';
import { isFragment } from './fragment.ts';

/** What a text from outside turned out to be. */
export type Recognised =
  /** A part that was copied, to be put into what is open. */
  | { readonly kind: 'fragment'; readonly plan: Plan }
  /** A whole plan, to be opened. */
  | { readonly kind: 'plan'; readonly plan: Plan }
  /** Meant as a plan, and why it is none. */
  | { readonly kind: 'problems'; readonly problems: readonly PlanProblem[] }
  /** A share link; whoever can read links goes on with it. */
  | { readonly kind: 'link' }
  | { readonly kind: 'addresses'; readonly lines: readonly AddressLine[] }
  /** Something else; the sentence says what it looks like and what can be done. */
  | { readonly kind: 'other'; readonly sentence: string };

/** True for a share link or its fragment: `https://…#v2/…`, `#v2/…`, `v2/…`. */
export const looksLikeLink = (text: string): boolean => /^\s*(?:\S*#)?v\d+\/[A-Za-z0-9_-]/.test(text);

/** Tells what a pasted text is. Never throws. The code that reads plans comes when something may be one. */
export async function recognise(text: string): Promise<Recognised> {
  const trimmed = text.trim();
  if (looksLikeLink(trimmed)) return { kind: 'link' };
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return recogniseJson(trimmed);
  const lines = readAddressList(trimmed);
  if (lines.length > 0) return { kind: 'addresses', lines };
  return { kind: 'other', sentence: guess(trimmed) };
}

async function recogniseJson(text: string): Promise<Recognised> {
  const { parsePlan } = await import('#core/parsePlan');
  const parsed = parsePlan(text);
  if (parsed.ok) return { kind: isFragment(parsed.plan) ? 'fragment' : 'plan', plan: parsed.plan };
  const foreign = foreignJson(text);
  return foreign === undefined
    ? { kind: 'problems', problems: parsed.problems }
    : { kind: 'other', sentence: foreign };
}

/** What JSON of other programs looks like; undefined where it may be meant as a plan. */
function foreignJson(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null) return undefined;
  if ('hopwright' in first) return undefined;
  if ('apiVersion' in first && 'kind' in first)
    return 'These are Kubernetes objects. They cannot be pasted yet: paste the CIDRs alone, one a line';
  if ('terraform_version' in first || 'planned_values' in first)
    return 'This is a Terraform plan. It cannot be pasted yet: paste the CIDRs alone, one a line';
  return undefined;
}

function guess(text: string): string {
  if (/^apiVersion:|^kind:\s*\w/m.test(text))
    return 'This is Kubernetes YAML. It cannot be pasted yet: paste the CIDRs alone, one a line';
  return 'This is no plan, no share link and no list of addresses: nothing was pasted';
}
