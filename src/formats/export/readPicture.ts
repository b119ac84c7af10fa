import { type ParsedPlan, parsePlan } from '#core';
import { looksLikeSvg, planTextInSvg } from './planInside.ts';
import { looksLikePng, textIn } from './png.ts';

/**
 * Reads the plan back out of a picture that was made of it; undefined for what is no picture at all. `textOf` decodes bytes
 * as UTF-8. A picture without a plan, or with a damaged one, gets a sentence.
 */
export function readPicture(
  bytes: Uint8Array,
  textOf: (bytes: Uint8Array) => string,
): ParsedPlan | undefined {
  if (looksLikePng(bytes)) {
    const found = textIn(bytes);
    if (found === undefined) return failed(`this PNG has no plan inside; ${ONLY_OURS}`);
    if (found === 'damaged')
      return failed(
        'the plan inside this PNG is damaged or was packed by another program; ask for the plan as a file',
      );
    return parsePlan(found.text);
  }
  const other = otherPicture(bytes);
  if (other !== undefined) return failed(`this is a ${other}, which cannot hold a plan; ${ONLY_OURS}`);
  if (!beginsWithMarkup(bytes)) return undefined;
  const text = textOf(bytes);
  if (!looksLikeSvg(text)) return undefined;
  const json = planTextInSvg(text);
  return json === undefined ? failed(`this SVG has no plan inside; ${ONLY_OURS}`) : parsePlan(json);
}

const ONLY_OURS =
  'only PNG and SVG pictures that Hopwright exported with the plan inside can be opened, and not after another program has saved them without it';

const failed = (message: string): ParsedPlan => ({ ok: false, problems: [{ path: '', message }] });

/** No plan in JSON begins with `<`. */
function beginsWithMarkup(bytes: Uint8Array): boolean {
  const first = bytes
    .subarray(0, 64)
    .find((byte) => ![0xef, 0xbb, 0xbf, 0x20, 0x09, 0x0a, 0x0d].includes(byte));
  return first === 0x3c;
}

/** Kinds of pictures that people drop by mistake, by how their files begin. */
const OTHERS: readonly (readonly [name: string, begin: string, at: number])[] = [
  ['JPEG picture', '\u00ff\u00d8\u00ff', 0],
  ['GIF picture', 'GIF8', 0],
  ['WebP picture', 'WEBP', 8],
  ['PDF document', '%PDF', 0],
];

const otherPicture = (bytes: Uint8Array): string | undefined =>
  OTHERS.find(([, begin, at]) =>
    [...begin].every((letter, i) => bytes[at + i] === letter.charCodeAt(0)),
  )?.[0];
