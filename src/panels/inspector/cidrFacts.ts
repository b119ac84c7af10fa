import {
  addressBits,
  contains,
  covers,
  formatAddress,
  type Prefix,
  parseAddress,
  parseInterfaceAddress,
  parsePrefix,
  usableRange,
} from '#core';
import type { JudgementView } from '#editor';

type Derived = JudgementView['derived'];

/** What a range is for: it decides how its use is counted. */
export type CidrUse = 'segment' | 'pods' | 'services' | 'none';

/** A count for people: `65,534`, or `2^64` where nobody can read the digits. */
export function countText(count: bigint): string {
  if (count < 10_000_000_000n) return Number(count).toLocaleString('en');
  // What is usable is a few less than a power of two; it has as many digits as one less than that power.
  return `about 2^${(count - 1n).toString(2).length}`;
}

/** Usable hosts, first and last of a CIDR: `254 usable: 10.0.0.1 – 10.0.0.254`. */
export function usableText(prefix: Prefix): string {
  const { first, last } = usableRange(prefix);
  const text = (value: bigint) => formatAddress({ family: prefix.family, value });
  const count = last - first + 1n;
  return count === 1n
    ? `1 usable: ${text(first)}`
    : `${countText(count)} usable: ${text(first)} – ${text(last)}`;
}

const within = (prefix: Prefix, texts: readonly string[]): string[] =>
  texts.filter((text) => {
    const address = parseAddress(text.split('/')[0] ?? '');
    return address !== undefined && contains(prefix, address);
  });

/** What of a range the plan uses, by the derived facts; undefined where there is nothing to count. */
export function usedText(
  prefix: Prefix,
  use: CidrUse,
  entity: string,
  derived: Derived,
  nodeMask?: number,
): string | undefined {
  const own = derived.devices.filter((device) => device.entity === entity);
  const { first, last } = usableRange(prefix);
  const usable = countText(last - first + 1n);
  switch (use) {
    case 'segment': {
      // Everyone who stands in the range counts, whoever owns them: an address is given once.
      const addresses = new Set(
        within(
          prefix,
          derived.devices.flatMap((device) => device.addresses),
        ),
      );
      return `${addresses.size.toLocaleString('en')} of ${usable} used`;
    }
    case 'pods': {
      const dealt = own
        .flatMap((device) => device.podPrefixes)
        .filter((text) => {
          const part = parsePrefix(text);
          return part !== undefined && covers(prefix, part);
        }).length;
      const pods = own.filter(
        (device) => device.kind === 'pod' && within(prefix, device.addresses).length > 0,
      ).length;
      const podsText = `${pods.toLocaleString('en')} ${pods === 1 ? 'pod' : 'pods'}`;
      if (nodeMask === undefined || nodeMask < prefix.length || nodeMask > addressBits(prefix.family))
        return podsText;
      const total = countText(1n << BigInt(nodeMask - prefix.length));
      return `${dealt.toLocaleString('en')} of ${total} node prefixes allocated, ${podsText}`;
    }
    case 'services': {
      const addresses = within(
        prefix,
        derived.services
          .filter((service) => service.id.startsWith(`service:${entity}/`))
          .flatMap((service) => service.addresses),
      );
      return `${addresses.length.toLocaleString('en')} of ${usable} used by services`;
    }
    case 'none':
      return undefined;
  }
}

/** The canonical CIDR that a text with host bits set means: `10.0.0.5/16` //=> `10.0.0.0/16`. */
export function maskedCidr(text: string): string | undefined {
  const parsed = parseInterfaceAddress(text.trim());
  if (!parsed) return undefined;
  const masked = `${formatAddress({ family: parsed.prefix.family, value: parsed.prefix.value })}/${parsed.prefix.length}`;
  return masked === text.trim() ? undefined : masked;
}
