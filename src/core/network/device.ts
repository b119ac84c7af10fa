import type { Device } from './network.ts';

/** A device that filters nothing and leads nowhere out of the plan. */
export const plainDevice = (
  id: string,
  kind: Device['kind'],
  entity: string,
  label: string,
): Omit<Device, 'interfaces' | 'routes' | 'listens'> => ({
  id,
  kind,
  entity,
  label,
  reversePathFilter: 'off',
  dropsInvalid: false,
  internet: false,
});
