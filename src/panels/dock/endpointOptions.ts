import type { JudgementView } from '#editor';

export interface EndpointOption {
  /** The endpoint as the plan writes it. */
  readonly value: string;
  /** What people call it, with its addresses: the filter looks at both. */
  readonly hint: string;
}

/** Every endpoint that a flow may name, in the order people look for them: hosts, pods, services, nodes, routers. */
export function endpointOptions(
  derived: JudgementView['derived'],
  side: 'from' | 'to',
): readonly EndpointOption[] {
  const of = (kind: 'pod' | 'node' | 'host' | 'router') =>
    derived.devices
      .filter((device) => device.kind === kind)
      .map((device) => ({ value: device.id, hint: [device.label, ...device.addresses].join(' · ') }));
  const services =
    side === 'to'
      ? derived.services.map((service) => ({
          value: service.id,
          hint: service.addresses.join(' · ') || 'no address',
        }))
      : [];
  return [...of('host'), ...of('pod'), ...services, ...of('node'), ...of('router')];
}
