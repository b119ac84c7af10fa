import { type Address, sameAddress } from '../address/address.ts';
import type { Segment } from '../network/network.ts';

interface Acquaintance {
  readonly segment: Segment;
  readonly device: string;
  readonly other: string;
  readonly address: Address;
}

/**
 * Who knows whom by which address on a segment: whoever is asked learns the asker, and needs not ask it in turn. A path
 * makes a handful, which are faster to look through than to make keys for.
 */
export class Acquaintances {
  readonly #all: Acquaintance[] = [];

  /** True when the device has met the other one under that address. */
  knows(segment: Segment, device: string, other: string, address: Address): boolean {
    for (const met of this.#all)
      if (
        met.segment === segment &&
        met.device === device &&
        met.other === other &&
        sameAddress(met.address, address)
      )
        return true;
    return false;
  }

  meet(segment: Segment, device: string, other: string, address: Address): void {
    if (!this.knows(segment, device, other, address)) this.#all.push({ segment, device, other, address });
  }
}
