import { isLink } from '../readPlan.ts';

/** The file that a plan came from, with forward slashes; standard input and links have none. */
export function locationOf(source: string): string | undefined {
  return source === '-' || isLink(source) ? undefined : source.replaceAll('\\', '/').replace(/^\.\//, '');
}

/**
 * The line, from 1, on which an entity is declared: ids are unique, so the first `"id": "london"` is the one.
 * 1 where the document cannot tell (a link, a plan-wide finding).
 */
export function lineOf(text: string | undefined, id: string | undefined): number {
  if (text === undefined || id === undefined) return 1;
  const at = new RegExp(`"id"\\s*:\\s*"${id.replace(/[^a-z0-9-]/g, '\\$&')}"`).exec(text)?.index;
  return at === undefined ? 1 : text.slice(0, at).split('\n').length;
}
