/** The value of an attribute; undefined leaves the attribute away. */
type Value = string | number | undefined;

/**
 * Text as XML can carry it, whatever a plan calls its things: control characters are dropped, line breaks become spaces,
 * halves of surrogate pairs become U+FFFD. Overrides of the direction of writing are dropped too: a name that is written
 * from right to left is fine, one that turns its neighbours round is not.
 */
export const cleanText = (text: string): string =>
  text
    .replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text with everything that has a meaning in XML written as an entity. */
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

/** A number in at most two decimals, so that the same plan gives the same bytes everywhere. */
export const num = (value: number): string => String(Math.round(value * 100) / 100 + 0);

/** One element. Children are finished XML; attribute values are cleaned and escaped here. */
export function el(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) =>
      value === undefined
        ? []
        : ` ${key}="${typeof value === 'number' ? num(value) : escapeXml(cleanText(value))}"`,
    )
    .join('');
  const inside = children.join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** Several elements with attributes in common; nothing for none. */
export const group = (
  attributes: Readonly<Record<string, Value>>,
  ...children: readonly string[]
): string => {
  const drawn = children.filter((child) => child !== '');
  return drawn.length === 0 ? '' : el('g', attributes, ...drawn);
};
