/** The page's own address, without what it was asked for: an example, or a link that is looked at. */
export const addressOf = (href: string): string => href.replace(/[?#].*$/, '');

/** A link in Markdown, with the picture that leads to it. */
export const markdownOf = (name: string, picture: string, link: string): string =>
  `[![${name.replace(/\s+/g, ' ').replace(/[[\]\\`*_<>]/g, '\\$&')}](${picture})](${link})`;

/** The plan as a part of another page, to be looked at and played. */
export const iframeOf = (name: string, address: string, fragment: string): string =>
  `<iframe src="${escaped(`${address}?embed=1#${fragment}`)}" title="${escaped(name)}" width="100%" height="480" loading="lazy"></iframe>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
