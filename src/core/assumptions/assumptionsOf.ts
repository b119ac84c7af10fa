import { formatAddress } from '../address/address.ts';
import { formatPrefix, mustPrefix } from '../address/prefix.ts';
import { linkEncapsulation, transferAddresses } from '../network/interfaces.ts';
import { encapsulationOverhead } from '../network/mtu.ts';
import type { Network, Segment } from '../network/network.ts';
import type { Link, Plan, Router } from '../plan/plan.ts';
import type { Assumption, Place } from './assumption.ts';
import { clusterAssumptions, DEFAULT_MTU, MTU_LIMITS } from './ofCluster.ts';

/** Every value that the plan leaves to the rules, in the order of the plan: what a reader would otherwise have to know. */
export function assumptionsOf(plan: Plan, network: Network): readonly Assumption[] {
  const segments = new Map<string, Segment[]>();
  for (const segment of network.segments.values())
    for (const entity of segment.entities) {
      const known = segments.get(entity);
      if (known) known.push(segment);
      else segments.set(entity, [segment]);
    }
  return [
    ...planAssumptions(plan),
    ...(plan.clusters ?? []).flatMap((cluster) =>
      clusterAssumptions(cluster, network, segments.get(cluster.id) ?? []),
    ),
    ...(plan.routers ?? []).flatMap(routerAssumptions),
    ...(plan.links ?? []).flatMap(linkAssumptions),
    ...(plan.hosts ?? []).flatMap((host) =>
      // A segment that a cluster is on too is told there.
      (segments.get(host.id) ?? [])
        .filter(({ entities }) => entities[0] === host.id)
        .flatMap((segment) => routerAddress(host.id, segment)),
    ),
  ];
}

const planAssumptions = (plan: Plan): Assumption[] =>
  plan.profile || (plan.clusters?.length ?? 0) === 0
    ? []
    : [
        {
          id: 'profile',
          kind: 'profile',
          entity: undefined,
          part: '',
          value: 'vpn',
          override: {
            kind: 'choice',
            place: { entity: undefined, path: ['profile'] },
            options: ['vpn', 'clustermesh', 'submariner', 'submariner-globalnet', 'flat-vpc'],
          },
        },
      ];

/** The gateway of a segment, which no property of the plan names. */
const routerAddress = (entity: string, { gateway, prefix }: Segment): Assumption[] => {
  if (!gateway) return [];
  const part = formatPrefix(prefix);
  return [
    {
      id: `router-address ${entity} ${part}`,
      kind: 'router-address',
      entity,
      part,
      value: formatAddress(gateway),
      override: undefined,
    },
  ];
};

function routerAssumptions({ id, reversePathFilter, stateful }: Router): Assumption[] {
  const place = (...path: string[]): Place => ({ entity: { collection: 'routers', id }, path });
  return [
    ...(reversePathFilter
      ? []
      : [
          {
            id: `reverse-path-filter ${id}`,
            kind: 'reverse-path-filter' as const,
            entity: id,
            part: '',
            value: 'off',
            override: {
              kind: 'choice' as const,
              place: place('reversePathFilter'),
              options: ['off', 'loose', 'strict'],
            },
          },
        ]),
    ...(stateful !== undefined
      ? []
      : [
          {
            id: `stateful ${id}`,
            kind: 'stateful' as const,
            entity: id,
            part: '',
            value: 'no',
            override: {
              kind: 'choice' as const,
              place: place('stateful'),
              options: ['no', 'yes'],
              values: { no: false, yes: true },
            },
          },
        ]),
  ];
}

function linkAssumptions(link: Link): Assumption[] {
  const { id } = link;
  const place = (...path: string[]): Place => ({ entity: { collection: 'links', id }, path });
  const base = { entity: id, part: '' };
  const encapsulation = linkEncapsulation(link);
  const overhead = encapsulation ? encapsulationOverhead(encapsulation, 4) : 0;
  const mtu = link.mtu ?? DEFAULT_MTU;
  const found: Assumption[] = [];
  if (!link.kind)
    found.push({
      ...base,
      id: `link-kind ${id}`,
      kind: 'link-kind',
      value: 'vpn',
      override: { kind: 'choice', place: place('kind'), options: ['vpn', 'direct'] },
    });
  if (link.kind !== 'direct' && !link.encapsulation)
    found.push({
      ...base,
      id: `encapsulation ${id}`,
      kind: 'encapsulation',
      value: 'ipsec',
      override: { kind: 'choice', place: place('encapsulation'), options: ['ipsec', 'wireguard', 'gre'] },
    });
  if (link.mtu === undefined)
    found.push({
      ...base,
      id: `mtu ${id}`,
      kind: 'mtu',
      value: String(DEFAULT_MTU),
      override: { kind: 'number', place: place('mtu'), ...MTU_LIMITS },
    });
  if (overhead > 0)
    found.push({
      ...base,
      id: `link-room ${id}`,
      kind: 'link-room',
      value: `${mtu - overhead} (${mtu} less ${overhead})`,
      override: undefined,
    });
  for (const cidr of link.cidrs ?? []) {
    const prefix = mustPrefix(cidr);
    const ends = ([0, 1] as const).flatMap((end) =>
      transferAddresses({ ...link, cidrs: [cidr] }, end).map(formatAddress),
    );
    found.push({
      ...base,
      id: `transfer-addresses ${id} ${cidr}`,
      kind: 'transfer-addresses',
      part: formatPrefix(prefix),
      value: ends.join(', '),
      override: undefined,
    });
  }
  return found;
}
