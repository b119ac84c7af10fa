/** The limits of the plan format, so that a hostile document is refused instead of hanging a tab. */
export const LIMITS = {
  /** Bytes of JSON text in UTF-8: 5 MiB. */
  textBytes: 5 * 1024 * 1024,
  clusters: 5_000,
  nodesInCluster: 5_000,
  nodes: 200_000,
  routers: 10_000,
  links: 20_000,
  hosts: 10_000,
  flows: 20_000,
  /** Walks that the flows need in all: a flow to a service is walked once for each of its pods (S10). */
  walks: 50_000,
  /** Characters in a name: code points, so that half an emoji is none. */
  name: 253,
  /** Bytes of notes in UTF-8: 64 KiB. */
  notesBytes: 64 * 1024,
  frames: 2_000,
  notes: 2_000,
  /** Bytes of the text of one note on the canvas in UTF-8: 16 KiB. */
  noteBytes: 16 * 1024,
  /** Entries of every other list. */
  list: 20_000,
  /** Replicas of one workload, and pods in all. */
  replicas: 10_000,
  pods: 200_000,
  /** Properties of one object. */
  properties: 50_000,
  /** Levels of objects and lists inside each other. */
  depth: 64,
  /** Values in the whole document; more are no plan. */
  values: 1_000_000,
  /** Problems that are told one by one. */
  problems: 1_000,
} as const;

/** The length of a text in code points, as JSON Schema counts it; stops counting past `enough`. */
export function characters(text: string, enough = Number.POSITIVE_INFINITY): number {
  let count = 0;
  for (let i = 0; i < text.length && count <= enough; i++, count++)
    if ((text.codePointAt(i) ?? 0) > 0xffff) i++;
  return count;
}

/** The length of a text in UTF-8, in bytes; stops counting past `enough`. */
export function utf8Length(text: string, enough = Number.POSITIVE_INFINITY): number {
  let bytes = 0;
  for (let i = 0; i < text.length && bytes <= enough; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00 && i + 1 < text.length) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}
