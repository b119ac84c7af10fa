import { type Address, addressBits, type Family } from '../address/address.ts';
import { lastAddress, type Prefix } from '../address/prefix.ts';
import type { Device } from '../network/network.ts';
import { Edges } from './edges.ts';
import type { PlainContext } from './makeContext.ts';

/** Addresses that every table and range treats alike. */
export interface Slice {
  readonly first: Address;
  readonly last: Address;
}

/** Both ends of the prefixes of one entity, by family: its ranges, its routers' routes, its nodes' pod prefixes. */
interface OwnEdges {
  readonly ranges: unknown;
  readonly devices: unknown;
  readonly 4: readonly number[];
  readonly 6: readonly bigint[];
}

/** All addresses of both families, cut at every edge of a route or range, of one revision of a plan after another. */
export class AddressLine {
  readonly #own = new Map<string, OwnEdges>();
  readonly #four = new Edges<number>();
  readonly #six = new Edges<bigint>();

  constructor() {
    this.#four.add([0]);
    this.#six.add([0n]);
  }

  /** Cuts the line as the revision has it. Owners of ranges that are no entities of the network are links. */
  cut({ plan, network, rangesOf }: PlainContext): void {
    const owners = new Set([...network.entities.keys(), ...(plan.links ?? []).map(({ id }) => id)]);
    for (const owner of owners) {
      const ranges = rangesOf(owner);
      const devices = network.entities.get(owner);
      const known = this.#own.get(owner);
      if (known?.ranges === ranges && known.devices === devices) continue;
      const prefixes = [...ranges.map(({ prefix }) => prefix), ...(devices ?? []).flatMap(prefixesOf)];
      const own = { ranges, devices, 4: endsOf(prefixes, 4).map(Number), 6: endsOf(prefixes, 6) };
      this.#four.add(own[4]);
      this.#six.add(own[6]);
      this.#strike(known);
      this.#own.set(owner, own);
    }
    for (const [owner, own] of this.#own) {
      if (owners.has(owner)) continue;
      this.#strike(own);
      this.#own.delete(owner);
    }
  }

  slices(family: Family): Slice[] {
    const edges = (family === 4 ? this.#four : this.#six).sorted();
    const end = 1n << BigInt(addressBits(family));
    return edges.flatMap((edge, i) => {
      const first = BigInt(edge);
      if (first >= end) return [];
      return [{ first: { family, value: first }, last: { family, value: BigInt(edges[i + 1] ?? end) - 1n } }];
    });
  }

  #strike(own: OwnEdges | undefined): void {
    if (!own) return;
    this.#four.remove(own[4]);
    this.#six.remove(own[6]);
  }
}

const prefixesOf = (device: Device): readonly Prefix[] =>
  device.kind === 'router' ? device.routes.map(({ prefix }) => prefix) : (device.node?.podPrefixes ?? []);

/** Each place once, where the prefixes begin, and behind where they end. */
const endsOf = (prefixes: readonly Prefix[], family: Family): bigint[] => [
  ...new Set(
    prefixes.flatMap((prefix) =>
      prefix.family === family ? [prefix.value, lastAddress(prefix).value + 1n] : [],
    ),
  ),
];
