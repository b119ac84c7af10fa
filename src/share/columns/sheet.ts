import { joined } from '../joined.ts';
import { Damaged } from './damaged.ts';
import { NumberReader, NumberWriter } from './numbers.ts';
import { Vocabulary } from './vocabulary.ts';

/*
 * What the columns are written on: numbers, then all texts, one a line. A text is written as the inside of a JSON string,
 * so that no line break and no lone surrogate is in it.
 */

export class SheetWriter {
  readonly numbers = new NumberWriter();
  readonly vocabulary = new Vocabulary();
  readonly #lines: string[] = [];

  text(value: string): void {
    this.#lines.push(JSON.stringify(value).slice(1, -1));
  }

  json(value: unknown): void {
    this.#lines.push(JSON.stringify(value));
  }

  /** Length of the numbers, the numbers, the texts. */
  bytes(): Uint8Array<ArrayBuffer> {
    const head = new NumberWriter();
    head.put(this.numbers.bytes.length);
    const texts = new TextEncoder().encode(this.#lines.map((line) => `${line}\n`).join(''));
    return joined(head.bytes, this.numbers.bytes, texts);
  }
}

/** What a document may hold; every value and every character is paid for before it is made. */
export interface Allowance {
  readonly values: number;
  readonly characters: number;
}

export class SheetReader {
  readonly numbers: NumberReader;
  readonly vocabulary = new Vocabulary();
  readonly #texts: string;
  #at = 0;
  #values: number;
  #characters: number;

  /** Throws Damaged where the bytes are no sheet. */
  constructor(bytes: Uint8Array, allowance: Allowance) {
    const length = new NumberReader(bytes).take();
    let head = 1;
    for (let rest = length; rest >= 0x80; rest = Math.floor(rest / 0x80)) head++;
    if (head + length > bytes.length) throw new Damaged();
    this.numbers = new NumberReader(bytes.subarray(head, head + length));
    this.#texts = decoded(bytes.subarray(head + length));
    this.#values = allowance.values;
    this.#characters = allowance.characters;
  }

  /** Pays for values that are about to be made. */
  pay(values: number): void {
    this.#values -= values;
    if (this.#values < 0) throw new TooLarge(`the link holds more values than any plan`);
  }

  /** Pays for what the plan's JSON will have to write: texts, and names of properties. */
  payForText(characters: number): void {
    this.#characters -= characters;
    if (this.#characters < 0) throw new TooLarge(`the link unpacks to more text than any plan has`);
  }

  /** A text that is paid for, made anew or not: whoever writes the plan out writes it each time. */
  paid(text: string): string {
    this.payForText(text.length);
    return text;
  }

  text(): string {
    const text: unknown = parsed(`"${this.#next()}"`);
    if (typeof text !== 'string') throw new Damaged();
    return text;
  }

  json(): unknown {
    return parsed(this.paid(this.#next()));
  }

  /** Throws Damaged unless all was read. */
  end(): void {
    if (!this.numbers.done || this.#at !== this.#texts.length) throw new Damaged();
  }

  #next(): string {
    const end = this.#texts.indexOf('\n', this.#at);
    if (end < 0) throw new Damaged();
    const line = this.#texts.slice(this.#at, end);
    this.#at = end + 1;
    return line;
  }
}

/** Thrown where more unfolds than any plan may hold; the message says what. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Damaged();
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Damaged();
  }
}
