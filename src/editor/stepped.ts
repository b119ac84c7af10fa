import {
  addressBits,
  formatAddress,
  formatPrefix,
  parseAddress,
  parseInterfaceAddress,
  prefixSize,
} from '#core';

/**
 * The network next to the one that a text names, by its own size: `10.0.0.0/16` up //=> `10.1.0.0/16`. An address moves along
 * in its segment's step, or by one where it has none. Undefined where the text is neither, or the address space ends.
 */
export function stepped(text: string, by: 1 | -1): string | undefined {
  const parsed = parseInterfaceAddress(text.trim());
  const address = parsed?.address ?? parseAddress(text.trim());
  if (!address) return undefined;
  const step = parsed ? prefixSize(parsed.prefix) : 1n;
  const value = address.value + BigInt(by) * step;
  if (value < 0n || value >= 1n << BigInt(addressBits(address.family))) return undefined;
  const moved = { family: address.family, value };
  if (!parsed) return formatAddress(moved);
  return parsed.address.value === parsed.prefix.value
    ? formatPrefix({ ...parsed.prefix, value })
    : `${formatAddress(moved)}/${parsed.prefix.length}`;
}
