import { Damaged } from './damaged.ts';

/** Whole numbers as bytes: seven bits a byte, lowest first, the eighth says that more follow. */
export class NumberWriter {
  readonly bytes: number[] = [];

  /** A number from 0 to 2^53. */
  put(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.bytes.push((rest % 0x80) | 0x80);
    this.bytes.push(rest);
  }

  /** As `put`, of any size. */
  putBig(value: bigint): void {
    let rest = value;
    for (; rest >= 0x80n; rest >>= 7n) this.bytes.push(Number(rest & 0x7fn) | 0x80);
    this.bytes.push(Number(rest));
  }
}

/** Bits in the largest number that `takeBig` reads: a difference of two IPv6 addresses, with its sign. */
const LARGEST = 130n;

/** Reads what `NumberWriter` wrote; throws Damaged where there is nothing left, or a number that was never written. */
export class NumberReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  take(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 0x80) {
      const byte = this.#next();
      value += (byte & 0x7f) * unit;
      if (!Number.isSafeInteger(value)) throw new Damaged();
      if (byte < 0x80) return value;
      if (unit > 2 ** 49) throw new Damaged();
    }
  }

  takeBig(): bigint {
    let value = 0n;
    for (let shift = 0n; shift <= LARGEST; shift += 7n) {
      const byte = this.#next();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Damaged();
  }

  #next(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Damaged();
    return byte;
  }
}

/** Small numbers of either sign as small numbers: 0, -1, 1, -2 //=> 0, 1, 2, 3 */
export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
export const unzigzag = (code: number): number => (code % 2 === 1 ? -(code + 1) / 2 : code / 2);

export const zigzagBig = (value: bigint): bigint => (value < 0n ? -2n * value - 1n : 2n * value);
export const unzigzagBig = (code: bigint): bigint => ((code & 1n) === 1n ? -(code + 1n) / 2n : code / 2n);
