import type { Address } from '../../address/address.ts';
import type { Forwarding } from '../../validate/forwarding.ts';

/** The slow twin of `withoutRoute`: asks each router for each address. */
export const askedOneByOne = (
  forwarding: Forwarding,
  routers: readonly string[],
  addresses: readonly Address[],
): number[][] =>
  addresses.map((address) =>
    [...routers.keys()].filter((i) => forwarding.from(routers[i] ?? '', address).kind === 'no-route'),
  );
