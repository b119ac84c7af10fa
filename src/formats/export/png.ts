import { LIMITS } from '#core';
import { PLAN_KEY } from './planInside.ts';

/*
 * A PNG is a signature and chunks: length, type, data, CRC-32 of type and data (https://www.w3.org/TR/png-3/#5Chunk-layout).
 * The plan is in an iTXt chunk with a keyword of ours, which every program that draws the picture passes over.
 */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export const looksLikePng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte);

/** The PNG with a text under our keyword, right after its header. Throws for bytes that are no PNG. */
export function withText(png: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const header = chunksOf(png).next().value;
  if (!looksLikePng(png) || header?.type !== 'IHDR') throw new Error('not a PNG');
  // Keyword, 0, not compressed, method 0, no language, no translation of the keyword.
  const chunk = makeChunk('iTXt', [...ascii(PLAN_KEY), 0, 0, 0, 0, 0], utf8(text));
  const made = new Uint8Array(png.length + chunk.length);
  made.set(png.subarray(0, header.end));
  made.set(chunk, header.end);
  made.set(png.subarray(header.end), header.end + chunk.length);
  return made;
}

/** What a PNG says under our keyword: the text, `damaged` where it does not match its checksum, was packed, or is longer than any plan, else undefined. */
export function textIn(png: Uint8Array): { readonly text: string } | 'damaged' | undefined {
  const keyword = [...ascii(PLAN_KEY), 0];
  for (const { type, data, crc } of chunksOf(png)) {
    if (type !== 'iTXt' || !keyword.every((byte, i) => data[i] === byte)) continue;
    const packed = data[keyword.length] !== 0;
    const huge = data.length > LIMITS.textBytes + 1024;
    if (packed || huge || crc !== crc32(ascii(type), data)) return 'damaged';
    // Language and translated keyword end with a zero each.
    const language = data.indexOf(0, keyword.length + 2);
    const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
    const text = translated < 0 ? undefined : fromUtf8(data.subarray(translated + 1));
    return text === undefined ? 'damaged' : { text };
  }
  return undefined;
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  readonly crc: number;
  /** Where it ends in the file. */
  readonly end: number;
}

/** The chunks that are whole, in their order. */
function* chunksOf(png: Uint8Array): Generator<Chunk, undefined> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  let at = SIGNATURE.length;
  while (at + 12 <= png.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > png.length) return undefined;
    yield {
      type: String.fromCharCode(...png.subarray(at + 4, at + 8)),
      data: png.subarray(at + 8, at + 8 + length),
      crc: view.getUint32(end - 4),
      end,
    };
    at = end;
  }
  return undefined;
}

function makeChunk(type: string, head: readonly number[], body: Uint8Array): Uint8Array {
  const length = head.length + body.length;
  const chunk = new Uint8Array(length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, length);
  chunk.set(ascii(type), 4);
  chunk.set(head, 8);
  chunk.set(body, 8 + head.length);
  view.setUint32(length + 8, crc32(chunk.subarray(4, length + 8)));
  return chunk;
}

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** The checksum of PNG, gzip and Ethernet. `crc32` of `123456789` //=> 0xcbf43926 */
export function crc32(...parts: readonly ArrayLike<number>[]): number {
  let c = 0xffffffff;
  for (const part of parts)
    for (let i = 0; i < part.length; i++) c = (CRC_TABLE[(c ^ (part[i] ?? 0)) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** UTF-8 by what the language itself has: this room has no TextEncoder. */
function utf8(text: string): Uint8Array {
  const encoded = encodeURIComponent(text);
  const bytes = new Uint8Array(encoded.length);
  let length = 0;
  for (let i = 0; i < encoded.length; i++) {
    const escaped = encoded.charCodeAt(i) === 0x25;
    bytes[length++] = escaped ? Number.parseInt(encoded.slice(i + 1, i + 3), 16) : encoded.charCodeAt(i);
    if (escaped) i += 2;
  }
  return bytes.subarray(0, length);
}

function fromUtf8(bytes: Uint8Array): string | undefined {
  let escaped = '';
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
