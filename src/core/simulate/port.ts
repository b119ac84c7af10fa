import type { Family } from '../address/address.ts';
import type { Attachment, Interface } from '../network/network.ts';
import { type Ip, ipOf } from './ip.ts';
import type { Kernel } from './kernel.ts';

/** An interface of a device, where packets go out and come in. */
export class Port {
  readonly kernel: Kernel;
  readonly name: string;
  readonly attachment: Attachment;
  readonly kind: Attachment['kind'];
  readonly #interface: Interface;
  readonly #mtuFour: number;
  readonly #mtuSix: number;
  #ips: readonly Ip[] | undefined;

  constructor(kernel: Kernel, own: Interface) {
    this.kernel = kernel;
    this.name = own.name;
    this.attachment = own.attachment;
    this.kind = own.attachment.kind;
    this.#interface = own;
    this.#mtuFour = own.mtu[4];
    this.#mtuSix = own.mtu[6];
  }

  mtu(family: Family): number {
    return family === 4 ? this.#mtuFour : this.#mtuSix;
  }

  get ips(): readonly Ip[] {
    this.#ips ??= this.#interface.addresses.map(ipOf);
    return this.#ips;
  }

  /** Its first address of the family. */
  ip(family: Family): Ip | undefined {
    for (const ip of this.ips) if (ip.family === family) return ip;
    return undefined;
  }
}

/** How a packet came to a device: by an interface, or from its own programs. */
export type Arrival = Port | undefined;
