import {
  contains,
  covers,
  type Finding,
  formatPrefix,
  hostPrefix,
  mustAddress,
  mustInterfaceAddress,
  mustPrefix,
  overlaps,
  type Plan,
  type Prefix,
  parseAddress,
  parseInterfaceAddress,
} from '#core';
import type { DeviceView } from './editor.ts';
import { nameOf } from './selection.ts';

/** A range of the plan that holds what was asked for, or a part of it. */
export interface Owner {
  /** Id of the cluster, link or host. */
  readonly entity: string;
  readonly name: string;
  readonly what:
    | 'node network'
    | 'pod range'
    | 'service range'
    | 'transfer network'
    | 'host address'
    | 'host segment';
  /** The range as the plan writes it. */
  readonly text: string;
  readonly prefix: Prefix;
  /** Of a prefix that was asked for: whether the range holds all of it, or shares a part with it. */
  readonly holds: 'all' | 'part';
}

/** Who has an address, or a prefix. */
export interface Ownership {
  readonly asked: Prefix;
  /** The ranges that match, the longest first: as a route would be chosen. */
  readonly owners: readonly Owner[];
  /** Devices that bear exactly this address. */
  readonly bearers: readonly DeviceView[];
  /** Findings that speak of it. */
  readonly findings: readonly Finding[];
}

/**
 * Who owns an address or prefix that somebody typed; undefined when the text is neither.
 *
 * whoOwns(blackHole, [], [], '10.32.0.7')
 *   //=> owners: Client 10.32.0.7/24 (host address), London 10.32.0.0/16 (service range)
 */
export function whoOwns(
  plan: Plan,
  devices: readonly DeviceView[],
  findings: readonly Finding[],
  text: string,
): Ownership | undefined {
  const asked = readAsked(text);
  if (!asked) return undefined;
  const single = asked.length === hostPrefix(asked).length;
  const owners = rangesOf(plan)
    .filter(({ prefix }) => overlaps(prefix, asked))
    .map((range): Owner => ({ ...range, holds: covers(range.prefix, asked) ? 'all' : 'part' }))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  const bearers = single
    ? devices.filter(({ addresses }) => addresses.some((address) => contains(asked, mustAddress(address))))
    : [];
  const speaking = findings.filter(({ overlap, ranges }) =>
    overlap ? overlaps(overlap, asked) : ranges.some(({ prefix }) => overlaps(prefix, asked)),
  );
  return { asked, owners, bearers, findings: speaking };
}

/** An address, a CIDR, or an address with the length of its segment: that means the address. */
function readAsked(text: string): Prefix | undefined {
  const trimmed = text.trim();
  const address = parseAddress(trimmed);
  if (address) return hostPrefix(address);
  const both = parseInterfaceAddress(trimmed);
  if (!both) return undefined;
  return both.address.value === both.prefix.value ? both.prefix : hostPrefix(both.address);
}

type Range = Omit<Owner, 'holds'>;

function rangesOf(plan: Plan): Range[] {
  const list = (
    entity: { id: string; name?: string },
    what: Owner['what'],
    cidrs: readonly string[] | undefined,
  ): Range[] =>
    (cidrs ?? []).map((text) => ({
      entity: entity.id,
      name: nameOf(entity),
      what,
      text,
      prefix: mustPrefix(text),
    }));
  return [
    ...(plan.clusters ?? []).flatMap((cluster) => [
      ...list(cluster, 'node network', cluster.nodes.cidrs),
      ...list(cluster, 'pod range', cluster.pods?.cidrs),
      ...list(cluster, 'service range', cluster.services?.cidrs),
    ]),
    ...(plan.links ?? []).flatMap((link) => list(link, 'transfer network', link.cidrs)),
    ...(plan.hosts ?? []).flatMap((host) =>
      host.addresses.flatMap((text): Range[] => {
        const { address, prefix } = mustInterfaceAddress(text);
        const own = { entity: host.id, name: nameOf(host), text };
        return [
          { ...own, what: 'host address', prefix: hostPrefix(address) },
          ...(prefix.length === hostPrefix(address).length
            ? []
            : [{ ...own, what: 'host segment' as const, text: formatPrefix(prefix), prefix }]),
        ];
      }),
    ),
  ];
}

/** The answer in one sentence: "10.32.0.7: Client bears it; 2 ranges hold it; 1 finding speaks of it." */
export function ownershipSentence(text: string, { owners, bearers, findings }: Ownership): string {
  const [first] = owners;
  const who =
    bearers.length > 0
      ? `${bearers
          .slice(0, 3)
          .map(({ label }) => label)
          .join(' and ')} ${bearers.length === 1 ? 'has' : 'have'} it`
      : first
        ? `in the ${first.what} of ${first.name}`
        : 'nobody in this plan has it';
  if (owners.length + bearers.length + findings.length === 0) return `${text.trim()}: ${who}.`;
  const ranges = owners.length === 1 ? '1 range matches' : `${owners.length} ranges match`;
  const told =
    findings.length === 0
      ? 'no finding speaks of it'
      : findings.length === 1
        ? '1 finding speaks of it'
        : `${findings.length} findings speak of it`;
  return `${text.trim()}: ${who}; ${ranges}; ${told}.`;
}
