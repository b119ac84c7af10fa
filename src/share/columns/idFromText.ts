/** Beyond this, engines may still learn to take characters apart. */
const LATIN = /^[\u0020-\u024f]*$/;

/**
 * The id that the editor gives a name: `London & Süd` //=> `london-sud`. Frozen with the columns, and so for Latin letters
 * alone: their Unicode tables never change.
 */
export function idFromText(name: unknown): string | undefined {
  if (typeof name !== 'string' || !LATIN.test(name)) return undefined;
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}
