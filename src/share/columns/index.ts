import { LIMITS } from '#core';
import { joined } from '../joined.ts';
import { checksum } from './checksum.ts';
import { Damaged } from './damaged.ts';
import { plan } from './planColumns.ts';
import { SheetReader, SheetWriter } from './sheet.ts';

export { Damaged, Unfit } from './damaged.ts';
export { TooLarge } from './sheet.ts';

/**
 * A plan's JSON value as bytes, column by column, behind a checksum of two bytes: columns make sense of nearly anything,
 * and a changed character must not silently become another plan. Throws Unfit for a value that the columns do not hold.
 */
export function toColumns(value: unknown): Uint8Array<ArrayBuffer> {
  const sheet = new SheetWriter();
  plan.write([value], sheet);
  const bytes = sheet.bytes();
  const sum = checksum(bytes);
  return joined([sum >> 8, sum & 0xff], bytes);
}

/** The value that was written. Throws Damaged, or TooLarge before more is made than a plan may hold. */
export function fromColumns(bytes: Uint8Array): unknown {
  const content = bytes.subarray(2);
  if (bytes.length < 2 || checksum(content) !== (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)))
    throw new Damaged();
  const sheet = new SheetReader(content, { values: LIMITS.values, characters: LIMITS.textBytes });
  sheet.pay(1);
  const [value] = plan.read(1, sheet);
  sheet.end();
  return value;
}
