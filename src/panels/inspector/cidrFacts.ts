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
  const power = (count - 1n).toString(2).length;
  return count === 1n << BigInt(power) ? `2^${power}` : `about 2^${power}`;
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

/** What is counted of a range, and how many there can be. */
interface Count {
  readonly used: number;
  readonly room: bigint;
}

function countOf(
  prefix: Prefix,
  use: CidrUse,
  entity: string,
  derived: Derived,
  nodeMask?: number,
): Count | undefined {
  const { first, last } = usableRange(prefix);
  const room = last - first + 1n;
  switch (use) {
    case 'segment': {
      // Everyone who stands in the range counts, whoever owns them: an address is given once.
      const addresses = new Set(
        within(
          prefix,
          derived.devices.flatMap((device) => device.addresses),
        ),
      );
      return { used: addresses.size, room };
    }
    case 'pods': {
      if (nodeMask === undefined || nodeMask < prefix.length || nodeMask > addressBits(prefix.family))
        return undefined;
      const dealt = derived.devices
        .filter((device) => device.entity === entity)
        .flatMap((device) => device.podPrefixes)
        .filter((text) => {
          const part = parsePrefix(text);
          return part !== undefined && covers(prefix, part);
        });
      return { used: dealt.length, room: 1n << BigInt(nodeMask - prefix.length) };
    }
    case 'services': {
      const addresses = within(
        prefix,
        derived.services
          .filter((service) => service.id.startsWith(`service:${entity}/`))
          .flatMap((service) => service.addresses),
      );
      return { used: addresses.length, room };
    }
    case 'none':
      return undefined;
  }
}

/** What of a range the plan uses, by the derived facts, with its share; undefined where there is nothing to count. */
export function usedText(
  prefix: Prefix,
  use: CidrUse,
  entity: string,
  derived: Derived,
  nodeMask?: number,
): { readonly text: string; readonly share: number | undefined } | undefined {
  const count = countOf(prefix, use, entity, derived, nodeMask);
  const share = count && (count.room === 0n ? 0 : count.used / Number(count.room));
  const of = count && `${count.used.toLocaleString('en')} of ${countText(count.room)}`;
  switch (use) {
    case 'segment':
      return { text: `${of} used`, share };
    case 'pods': {
      const pods = derived.devices.filter(
        (device) =>
          device.entity === entity && device.kind === 'pod' && within(prefix, device.addresses).length > 0,
      ).length;
      const podsText = `${pods.toLocaleString('en')} ${pods === 1 ? 'pod' : 'pods'}`;
      return { text: of ? `${of} node prefixes allocated, ${podsText}` : podsText, share };
    }
    case 'services':
      return { text: `${of} used by services`, share };
    case 'none':
      return undefined;
  }
}

/** A share for people: never rounded to nothing, nor to all. */
export function percent(share: number): string {
  if (share === 0) return '0\u00a0%';
  if (share < 0.01) return '<\u00a01\u00a0%';
  return share < 1 ? `${Math.min(99, Math.round(share * 100))}\u00a0%` : '100\u00a0%';
}

/** The canonical CIDR that a text with host bits set means: `10.0.0.5/16` //=> `10.0.0.0/16`. */
export function maskedCidr(text: string): string | undefined {
  const parsed = parseInterfaceAddress(text.trim());
  if (!parsed) return undefined;
  const masked = `${formatAddress({ family: parsed.prefix.family, value: parsed.prefix.value })}/${parsed.prefix.length}`;
  return masked === text.trim() ? undefined : masked;
}
