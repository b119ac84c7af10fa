import {
  type Address,
  addressBits,
  type Family,
  formatAddress,
  parseAddress,
  parseInterfaceAddress,
} from '#core';
import type { Column } from './column.ts';
import { Damaged, Unfit } from './damaged.ts';
import { unzigzag, unzigzagBig, zigzag, zigzagBig } from './numbers.ts';
import type { SheetReader, SheetWriter } from './sheet.ts';

/** An address, alone (`length` undefined) or with the length of its prefix. */
interface Parts {
  readonly address: Address;
  readonly length: number | undefined;
}

/** What is told of new addresses first: family and prefix length in one number. 0: this is another text. */
const formOf = ({ address, length }: Parts): number =>
  1 + (address.family === 6 ? 1 : 0) + 2 * (length === undefined ? 0 : length + 1);

const OTHER = 0;

/**
 * Addresses and CIDRs. One that the document had before is its place there, as with texts (static prefixes repeat the
 * ranges of clusters); a new one its distance from the last of the same family and length. `hostBits`: false where they
 * are zero, and not written.
 */
const addresses = (hostBits: boolean): Column => ({
  write(values, sheet) {
    const known = sheet.vocabulary.addresses;
    let last = known.size - 1;
    const fresh: string[] = [];
    for (const value of values) {
      if (typeof value !== 'string') throw new Unfit();
      const place = known.placeOf(value) ?? known.size;
      sheet.numbers.put(zigzag(place - last - 1));
      last = place;
      if (place === known.size) {
        known.add(value);
        fresh.push(value);
      }
    }
    const parts = fresh.map((value) => partsOf(value, hostBits));
    for (const part of parts) sheet.numbers.put(part ? formOf(part) : OTHER);
    parts.forEach((part, index) => {
      if (part) writeDistance(part, hostBits, sheet);
      else sheet.text(fresh[index] ?? '');
    });
  },
  read(count, sheet) {
    const known = sheet.vocabulary.addresses;
    let last = known.size - 1;
    let size = known.size;
    const again: number[] = [];
    const places = Array.from({ length: count }, () => {
      last += 1 + unzigzag(sheet.numbers.take());
      if (last < 0 || last > size) throw new Damaged();
      if (last === size) size++;
      else again.push(last);
      return last;
    });
    const forms = Array.from({ length: size - known.size }, () => sheet.numbers.take());
    // Each is paid for as it is made: making them is the slow part.
    for (const form of forms)
      known.add(sheet.paid(form === OTHER ? sheet.text() : readDistance(form, hostBits, sheet)));
    for (const place of again) sheet.paid(known.at(place) ?? '');
    return places.map((place) => known.at(place) ?? '');
  },
});

export const address = addresses(true);
export const prefix = addresses(false);

function partsOf(text: string, hostBits: boolean): Parts | undefined {
  const alone = parseAddress(text);
  const both = alone ? undefined : parseInterfaceAddress(text);
  const parts: Parts | undefined = alone
    ? { address: alone, length: undefined }
    : both && { address: both.address, length: both.prefix.length };
  if (!parts || (!hostBits && parts.address.value & ((1n << shiftOf(parts)) - 1n))) return undefined;
  return formatParts(parts) === text ? parts : undefined;
}

const formatParts = ({ address: here, length }: Parts): string =>
  length === undefined ? formatAddress(here) : `${formatAddress(here)}/${length}`;

/** How many bits are behind the prefix. */
const shiftOf = ({ address: { family }, length }: Parts): bigint =>
  length === undefined ? 0n : BigInt(addressBits(family) - length);

function writeDistance(parts: Parts, hostBits: boolean, sheet: SheetWriter): void {
  const { lastAddress } = sheet.vocabulary;
  const form = formOf(parts);
  const value = hostBits ? parts.address.value : parts.address.value >> shiftOf(parts);
  const key = hostBits ? -form : form;
  sheet.numbers.putBig(zigzagBig(value - (lastAddress.get(key) ?? 0n)));
  lastAddress.set(key, value);
}

function readDistance(form: number, hostBits: boolean, sheet: SheetReader): string {
  const { lastAddress } = sheet.vocabulary;
  const family: Family = form % 2 === 1 ? 4 : 6;
  const half = Math.floor((form - 1) / 2);
  const length = half === 0 ? undefined : half - 1;
  if (length !== undefined && length > addressBits(family)) throw new Damaged();
  const key = hostBits ? -form : form;
  const value = (lastAddress.get(key) ?? 0n) + unzigzagBig(sheet.numbers.takeBig());
  lastAddress.set(key, value);
  const shift = hostBits ? 0n : shiftOf({ address: { family, value }, length });
  const whole = value << shift;
  if (whole < 0n || whole >> BigInt(addressBits(family)) > 0n) throw new Damaged();
  return formatParts({ address: { family, value: whole }, length });
}
