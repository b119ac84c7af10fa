import { type Address, formatAddress, parseAddress } from '../address/address.ts';
import {
  formatPrefix,
  type InterfaceAddress,
  parseInterfaceAddress,
  parsePrefix,
  prefixOf,
} from '../address/prefix.ts';

/** A rule for a text of the plan: whether it holds, and what is wrong, with the remedy, where it does not. */
export interface TextRule {
  readonly isGood: (text: string) => boolean;
  readonly problem: (text: string) => string;
}

/** A canonical CIDR: `10.0.0.0/16`. */
export const cidrRule: TextRule = {
  isGood: (text) => {
    const prefix = parsePrefix(text);
    return prefix !== undefined && (isPlain(text) || formatPrefix(prefix) === text);
  },
  problem: (text) => {
    const parsed = parseInterfaceAddress(text);
    if (!parsed)
      return notAddressAndLength(text, 'a CIDR', '10.0.0.0/16', (address, length) =>
        formatPrefix(prefixOf(address, length)),
      );
    const canonical = formatPrefix(parsed.prefix);
    return parsed.address.value === parsed.prefix.value
      ? notCanonical(text, canonical)
      : `${text} has host bits set; did you mean ${canonical}?`;
  },
};

/** A canonical address with the length of its segment, host bits allowed: `10.32.0.7/24`. */
export const interfaceAddressRule: TextRule = {
  isGood: (text) => {
    const parsed = parseInterfaceAddress(text);
    return parsed !== undefined && (isPlain(text) || formatInterfaceAddress(parsed) === text);
  },
  problem: (text) => {
    const parsed = parseInterfaceAddress(text);
    return parsed
      ? notCanonical(text, formatInterfaceAddress(parsed))
      : notAddressAndLength(
          text,
          'an address with the length of its segment',
          '10.32.0.7/24',
          (address, length) => `${formatAddress(address)}/${length}`,
        );
  },
};

/** A canonical address: `10.0.0.7`. */
export const addressRule: TextRule = {
  isGood: (text) => {
    const address = parseAddress(text);
    return address !== undefined && (isPlain(text) || formatAddress(address) === text);
  },
  problem: (text) => {
    const address = parseAddress(text);
    if (address) return notCanonical(text, formatAddress(address));
    const slash = text.indexOf('/');
    const bare = slash < 0 ? undefined : repairAddress(text.slice(0, slash));
    return bare
      ? `${quote(text)} has a prefix length; an address stands alone here: ${formatAddress(bare)}`
      : `${quote(text)} is not an IP address${remedy(repairAddress(text))}`;
  },
};

const [ZERO, DOT, SLASH, COLON] = [48, 46, 47, 58];

/**
 * True for most of what is an address and canonical, with or without a length: IPv4 (which has one form), and IPv6 in lower
 * case where no group begins with a zero and the gap is surely for two groups or more. Writing each address to compare it
 * costs far more, and a hostile document has hundreds of thousands.
 */
function isPlain(text: string): boolean {
  let colons = 0;
  let hasGap = false;
  let before = COLON;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === SLASH) break;
    if (code === DOT) return colons === 0;
    const isUpper = code >= 65 && code <= 70;
    if (isUpper || (code === ZERO && before === COLON)) return false;
    if (code === COLON) {
      hasGap ||= i > 0 && before === COLON;
      colons++;
    }
    before = code;
  }
  return hasGap ? colons <= 6 : colons === 7;
}

const formatInterfaceAddress = ({ address, prefix }: InterfaceAddress): string =>
  `${formatAddress(address)}/${prefix.length}`;

const notCanonical = (text: string, canonical: string): string =>
  `${text} is not in canonical form; write ${canonical}`;

function notAddressAndLength(
  text: string,
  wanted: string,
  example: string,
  canonical: (address: Address, length: number) => string,
): string {
  const [host, length, ...rest] = text.trim().split('/');
  const address = repairAddress(host ?? '');
  if (!address || rest.length > 0) return `${quote(text)} is not ${wanted}; write it as ${example}`;
  const bits = address.family === 4 ? 32 : 128;
  if (length === undefined || length === '')
    return `${quote(text)} has no prefix length; write it as ${formatAddress(address)}/${bits}, or with the length that is meant`;
  const number = /^\d{1,9}$/.test(length) ? Number(length) : netmaskLength(length);
  if (number === undefined || number > bits)
    return `${quote(text)} has no such prefix length; IPv${address.family} has 0 to ${bits}`;
  return `${quote(text)} is not ${wanted}; did you mean ${canonical(address, number)}?`;
}

const remedy = (address: Address | undefined): string =>
  address ? `; did you mean ${formatAddress(address)}?` : '; write it as 10.0.0.7 or 2001:db8::7';

/** The address that was meant by a text with blanks, a zone, missing zeros (`10.1`) or IPv4 inside IPv6; undefined: no idea. */
function repairAddress(text: string): Address | undefined {
  const bare = text
    .trim()
    .replace(/%.*$/, '')
    .replace(/^\[(.*)\]$/, '$1');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare);
  const direct = parseAddress(mapped?.[1] ?? bare);
  if (direct) return direct;
  if (!/^\d{1,3}(\.\d{1,3}){0,3}$/.test(bare)) return undefined;
  const parts = bare.split('.').map(Number);
  return parseAddress([...parts, 0, 0, 0].slice(0, 4).join('.'));
}

/** 255.255.0.0 //=> 16 */
function netmaskLength(text: string): number | undefined {
  const mask = parseAddress(text);
  if (mask?.family !== 4) return undefined;
  const bits = mask.value.toString(2).padStart(32, '0');
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined;
}

/** A text as it is shown in a sentence: quoted, and cut where it is long. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}…` : text);
