import type { Plan } from '#core';
import { escapeXml } from './svg/xml.ts';

/** The name of the plan's place in a picture: an element of an SVG's metadata, the keyword of a PNG's text. */
export const PLAN_KEY = 'hopwright';

const OPENING = `<hopwright xmlns="urn:hopwright:plan" xml:space="preserve">`;

/** The plan as metadata of an SVG. */
export const planInside = (plan: Plan): string =>
  `<metadata>${OPENING}${escapeXml(planText(plan))}</hopwright></metadata>`;

/** A plan as JSON in characters that XML and PNG can carry. */
export const planText = (plan: Plan): string => plainJson(plan);

/** JSON in characters that XML, PNG and terminals can carry. */
export const plainJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\ufffe\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** True for the text of an SVG document, whatever stands before its root. */
export const looksLikeSvg = (text: string): boolean =>
  /^\ufeff?\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]{0,4096}?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:\w+:)?svg[\s>]/.test(
    text.slice(0, 8192),
  );

/** The JSON of the plan that is in an SVG; undefined where there is none. Other programs may have changed prefixes and quotes. */
export function planTextInSvg(text: string): string | undefined {
  const found = /<(\w+:)?hopwright(?=[\s>])[^>]*>([\s\S]*?)<\/\1?hopwright>/.exec(text);
  return found?.[2] === undefined ? undefined : unescapeXml(found[2].trim());
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  const plain = /^<!\[CDATA\[([\s\S]*)\]\]>$/.exec(text);
  if (plain?.[1] !== undefined) return plain[1];
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
