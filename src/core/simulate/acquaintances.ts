import { type Ip, sameIp } from './ip.ts';
import type { Kernel } from './kernel.ts';
import type { Wire } from './wire.ts';

interface Acquaintance {
  readonly wire: Wire;
  readonly device: Kernel;
  readonly other: Kernel;
  readonly ip: Ip;
}

/**
 * Who knows whom by which address on a segment: whoever is asked learns the asker, and needs not ask it in turn. A path
 * makes a handful, which are faster to look through than to make keys for.
 */
export class Acquaintances {
  readonly #all: Acquaintance[] = [];

  /** True when the device has met the other one under that address. */
  knows(wire: Wire, device: Kernel, other: Kernel, ip: Ip): boolean {
    for (const met of this.#all)
      if (met.wire === wire && met.device === device && met.other === other && sameIp(met.ip, ip))
        return true;
    return false;
  }

  meet(wire: Wire, device: Kernel, other: Kernel, ip: Ip): void {
    if (!this.knows(wire, device, other, ip)) this.#all.push({ wire, device, other, ip });
  }
}
