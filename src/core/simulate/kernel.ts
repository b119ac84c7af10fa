import type { Family } from '../address/address.ts';
import type { Device } from '../network/network.ts';
import { interfaceNamed } from '../network/ownInterfaces.ts';
import type { ReversePathFilter } from '../plan/plan.ts';
import { type Exit, type Exits, exitsOf } from './exits.ts';
import type { Ground } from './ground.ts';
import { type Ip, ipKey, ipOf, isLoopback, keyOf } from './ip.ts';
import { Port } from './port.ts';
import type { ProxyRules } from './serviceProxy.ts';
import { addressOf } from './sourceAddress.ts';

/** Addresses up to which a device's own are looked through, and no set is made. */
const FEW = 8;

/**
 * A device as walks meet it, each part made at the first question and kept: thousands of walks ask the same devices, and each
 * asks few of them.
 */
export class Kernel {
  readonly ground: Ground;
  readonly device: Device;
  readonly id: string;
  /** What its service proxy does, on nodes. */
  readonly proxy: ProxyRules | undefined;
  /** Nodes and routers do; pods and hosts do not. */
  readonly forwards: boolean;
  /** It keeps connections: nodes for their service proxy, others to drop what is INVALID (S8). */
  readonly tracks: boolean;
  readonly reversePathFilter: ReversePathFilter;
  readonly listens: Device['listens'];
  readonly #ports = new Map<string, Port>();
  #ownFour: readonly number[] | undefined;
  #ownOthers: ReadonlySet<number | bigint> | undefined;
  /** Null where it was asked for and is none. */
  #four: Ip | null | undefined;
  #six: Ip | null | undefined;
  #exits: Exits | undefined;
  #pods: ReadonlyMap<number | bigint, readonly Port[]> | undefined;

  constructor(ground: Ground, device: Device) {
    this.ground = ground;
    this.device = device;
    this.id = device.id;
    this.proxy = device.node && ground.proxy(device.node.cluster);
    this.forwards = device.kind === 'node' || device.kind === 'router';
    this.reversePathFilter = device.reversePathFilter;
    this.listens = device.listens;
    this.tracks = this.proxy !== undefined || device.dropsInvalid;
  }

  /** The interface of that name. */
  port(name: string): Port {
    const known = this.#ports.get(name);
    if (known) return known;
    const own = interfaceNamed(this.device, name);
    if (!own) throw new Error(`${this.id} has no interface ${name}`);
    const made = new Port(this, own);
    this.#ports.set(name, made);
    return made;
  }

  /** True for an address of one of its interfaces. */
  owns(ip: Ip): boolean {
    const four = this.#ownFour ?? this.#readOwn();
    if (ip.family === 4) for (const bits of four) if (bits === ip.bits) return true;
    return this.#ownOthers?.has(ipKey(ip)) ?? false;
  }

  /** True for what it sends to itself without any interface: its addresses, and loopback, which everybody has. */
  isLocal(ip: Ip): boolean {
    return this.owns(ip) || isLoopback(ip);
  }

  /** Where its table sends a packet to that destination; undefined: it has no route. */
  exit(destination: Ip): Exit | undefined {
    this.#exits ??= exitsOf(this);
    return this.#exits.find(destination);
  }

  /** The address that callers use for it (A9). */
  ip(family: Family): Ip | undefined {
    if (family === 4) {
      if (this.#four === undefined) this.#four = ipIn(this.device, 4);
      return this.#four ?? undefined;
    }
    if (this.#six === undefined) this.#six = ipIn(this.device, 6);
    return this.#six ?? undefined;
  }

  /** A node's own pods, as they are found behind its end of them, by their addresses. */
  get pods(): ReadonlyMap<number | bigint, readonly Port[]> {
    this.#pods ??= this.ground.podsAt(this);
    return this.#pods;
  }

  #readOwn(): readonly number[] {
    const all = this.device.interfaces.flatMap(({ addresses }) => addresses);
    const four = all.filter(({ family }) => family === 4).map(({ value }) => Number(value) | 0);
    const isFew = four.length <= FEW;
    const others = isFew ? all.filter(({ family }) => family === 6) : all;
    if (others.length > 0) this.#ownOthers = new Set(others.map(keyOf));
    this.#ownFour = isFew ? four : [];
    return this.#ownFour;
  }
}

function ipIn(device: Device, family: Family): Ip | null {
  const address = addressOf(device, family);
  return address ? ipOf(address) : null;
}
