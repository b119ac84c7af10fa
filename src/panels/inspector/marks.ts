import {
  type Finding,
  overlaps,
  parseInterfaceAddress,
  type RangeEvidence,
  type Rule,
  SEVERITIES,
  type Severity,
} from '#core';

/** The fields of the inspector that a finding can be about. */
export type MarkedField =
  | 'nodes.cidrs'
  | 'nodes.list'
  | 'pods.cidrs'
  | 'pods.nodeMask'
  | 'services.cidrs'
  | 'network'
  | 'mtu'
  | 'addresses'
  | 'link.cidrs'
  | 'link.prefixes'
  | 'routes'
  | 'clusterIPs';

const FIELDS_OF_RANGE: Readonly<Record<RangeEvidence['what'], readonly MarkedField[]>> = {
  'node network': ['nodes.cidrs'],
  'pod range': ['pods.cidrs'],
  'node pod prefix': ['pods.cidrs', 'nodes.list'],
  'service range': ['services.cidrs'],
  'host address': ['addresses'],
  'host segment': ['addresses'],
  'transfer network': ['link.cidrs'],
  'static prefix': ['link.prefixes'],
  route: ['routes', 'link.prefixes'],
  address: ['nodes.list', 'addresses', 'clusterIPs'],
  'platform range': [],
  'reserved range': [],
};

/** Fields that a rule is about where no range names them. */
const FIELDS_OF_RULE: Partial<Record<Rule, readonly MarkedField[]>> = {
  'mtu-too-large': ['mtu'],
  'node-mask-too-long': ['pods.nodeMask'],
  'pods-exceed-node-prefix': ['pods.nodeMask'],
  'bgp-prefixes-not-shared': ['network'],
  'overlay-not-addressable': ['network'],
};

/**
 * The findings that touch a field of an entity. With a CIDR or address only those whose range it overlaps: of
 * three node networks the one that collides is marked.
 */
export function findingsAt(
  findings: readonly Finding[],
  entity: string,
  field: MarkedField,
  text?: string,
): readonly Finding[] {
  const own = text === undefined ? undefined : parseInterfaceAddress(text)?.prefix;
  return findings.filter((finding) => {
    if (finding.accepted !== undefined) return false;
    if (finding.entities.includes(entity) && FIELDS_OF_RULE[finding.rule]?.includes(field)) return true;
    return finding.ranges.some(
      (range) =>
        range.owner === entity &&
        FIELDS_OF_RANGE[range.what].includes(field) &&
        (text === undefined || (own !== undefined && overlaps(own, range.prefix))),
    );
  });
}

export const worst = (findings: readonly Finding[]): Severity | undefined =>
  SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
