import {
  addressBits,
  entityIds,
  formatAddress,
  formatPrefix,
  freeId,
  type Plan,
  parseAddress,
  parseInterfaceAddress,
} from '#core';

/** A line of a list: a network or an address, with the name beside it. */
export interface AddressLine {
  /** As it was written. */
  readonly text: string;
  readonly kind: 'network' | 'address';
  /** `10.0.0.0/16`, or an address with the length of its segment: `10.32.0.7/24`. */
  readonly value: string;
  readonly name: string | undefined;
  /** True where the list gave no length and one was assumed. */
  readonly assumed: boolean;
}

/** More are no list that somebody wrote, and no picture that somebody reads. */
const MOST_LINES = 200;
/** The segment of an address that comes without one. */
const SEGMENT = { 4: 24, 6: 64 } as const;

/**
 * Reads a list of CIDRs and addresses, one or several a line, separated by spaces, commas, semicolons or tabs; words
 * beside them are the name. Lines without an address are passed over; an empty list is the answer when there is none, or
 * when most of the text is something else.
 *
 * readAddressList('london 10.0.0.0/16')  //=> [{ kind: 'network', value: '10.0.0.0/16', name: 'london', … }]
 */
export function readAddressList(text: string): AddressLine[] {
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== '' && !row.trim().startsWith('#'));
  const found = rows.map(readRow).filter(({ lines, prose }) => lines.length > 0 && !prose);
  // A heading or two belongs to a list; a page of text with an address in it is none.
  if (found.length * 2 < rows.length) return [];
  return found.flatMap(({ lines }) => lines).slice(0, MOST_LINES);
}

/** Every CIDR and address in a text of any kind, each once; what stands around them is no name. */
export function findAddresses(text: string): AddressLine[] {
  const lines = text.split(/\r?\n/).flatMap((row) => readRow(row.replace(/[{}[\]()<>]/g, ' ')).lines);
  const once = new Map(lines.map((line) => [line.value, { ...line, name: undefined }]));
  return [...once.values()].slice(0, MOST_LINES);
}

/** Four numbers, or hexadecimal ones with a gap: meant as an address, whether it is one or not. */
const MEANT = /^(?:\d+(?:\.\d+){3}|[\da-f:]*::[\da-f:]*)(?:\/\d+)?$/i;

/** What is meant as an address in a text and is not among the lines that were read from it, as it is written. */
export function passedOver(text: string, read: readonly AddressLine[]): string[] {
  const values = new Set(read.map(({ value }) => value));
  const words = text
    .split(/\r?\n/)
    .filter((row) => !row.trim().startsWith('#'))
    .flatMap((row) => row.split(/[\s,;|"'{}[\]()<>]+/));
  return words.filter(
    (word) => MEANT.test(word) && !readRow(word).lines.some(({ value }) => values.has(value)),
  );
}

/** A row is prose when there are more words in it than a name has. */
function readRow(row: string): { readonly lines: AddressLine[]; readonly prose: boolean } {
  const words = row.split(/[\s,;|"']+/).filter(Boolean);
  const lines = words.flatMap((word): Omit<AddressLine, 'name'>[] => {
    const address = parseAddress(word);
    if (address) {
      const length = SEGMENT[address.family];
      return [{ text: word, kind: 'address', value: `${formatAddress(address)}/${length}`, assumed: true }];
    }
    const both = parseInterfaceAddress(word);
    if (!both) return [];
    const single = both.prefix.length === addressBits(both.prefix.family);
    return both.address.value === both.prefix.value && !single
      ? [{ text: word, kind: 'network', value: formatPrefix(both.prefix), assumed: false }]
      : [
          {
            text: word,
            kind: 'address',
            value: `${formatAddress(both.address)}/${both.prefix.length}`,
            assumed: false,
          },
        ];
  });
  const rest = words.filter((word) => !lines.some(({ text }) => text === word));
  const name = rest
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .join(' ')
    .slice(0, 60);
  return {
    lines: lines.map((line) => ({ ...line, name: name === '' ? undefined : name })),
    prose: rest.length > 6,
  };
}

/** A plan of what a list says: a cluster for each network, as its node network, a host for each address. */
export function planOfList(plan: Plan, lines: readonly AddressLine[]): Plan {
  const taken = entityIds(plan);
  const named = (line: AddressLine, word: string): { id: string; name: string } => {
    const name = line.name ?? `${word} ${line.text}`;
    const id = freeId(line.name ?? word.toLowerCase(), taken, word.toLowerCase());
    taken.add(id);
    return { id, name };
  };
  const clusters = lines
    .filter(({ kind }) => kind === 'network')
    .map((line) => ({ ...named(line, 'Network'), nodes: { cidrs: [line.value], count: 1 } }));
  const hosts = lines
    .filter(({ kind }) => kind === 'address')
    .map((line) => ({ ...named(line, 'Host'), addresses: [line.value] }));
  return {
    hopwright: 1,
    name: plan.name,
    ...(clusters.length > 0 ? { clusters } : {}),
    ...(hosts.length > 0 ? { hosts } : {}),
  };
}
