import type { Plan } from '#core';
import { type JudgementView, nameOf } from '#editor';

export interface EndpointOption {
  /** The endpoint as the plan writes it. */
  readonly value: string;
  /** What people call it, with its addresses: the filter looks at both. */
  readonly hint: string;
}

/** Every endpoint that a flow may name, in the order people look for them: hosts, pods, services, nodes, routers. */
export function endpointOptions(
  derived: JudgementView['derived'],
  { clusters = [] }: Plan,
  side: 'from' | 'to',
): readonly EndpointOption[] {
  const names = new Map(clusters.map((cluster) => [cluster.id, nameOf(cluster)]));
  const hint = (cluster: string | undefined, texts: readonly string[]): string => {
    const name = names.get(cluster ?? '');
    return [...(name === undefined ? [] : [name]), ...texts].join(' · ');
  };
  const of = (kind: 'pod' | 'node' | 'host' | 'router') =>
    derived.devices
      .filter((device) => device.kind === kind)
      .map(({ id, entity, label, addresses }) => ({ value: id, hint: hint(entity, [label, ...addresses]) }));
  const services =
    side === 'to'
      ? derived.services.map((service) => ({
          value: service.id,
          hint: hint(
            clusterOfService(service.id),
            service.addresses.length > 0 ? service.addresses : ['no address'],
          ),
        }))
      : [];
  return [...of('host'), ...of('pod'), ...services, ...of('node'), ...of('router')];
}

/** `service:london/cb` is one of `london`. */
const clusterOfService = (id: string): string | undefined => /^service:([^/]+)\//.exec(id)?.[1];
