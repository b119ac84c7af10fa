import { addressBits, type Family } from '../address/address.ts';
import { lastAddress, type Prefix } from '../address/prefix.ts';
import { ownRoutesOf } from '../network/fib.ts';
import type { Device } from '../network/network.ts';
import type { PlainContext } from './contexts.ts';
import { Cuts, type Slice } from './cuts.ts';

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
  readonly #four = new Cuts(4, 0, 2 ** addressBits(4));
  readonly #six = new Cuts(6, 0n, 1n << BigInt(addressBits(6)));

  /** Cuts the line as the revision has it. Owners of ranges that are no entities of the network are links. */
  cut({ plan, network, rangesOf }: PlainContext): void {
    const owners = new Set([...network.entities.keys(), ...(plan.links ?? []).map(({ id }) => id)]);
    const gone: OwnEdges[] = [];
    const come: OwnEdges[] = [];
    for (const owner of owners) {
      const ranges = rangesOf(owner);
      const devices = network.entities.get(owner);
      const known = this.#own.get(owner);
      if (known?.ranges === ranges && known.devices === devices) continue;
      const prefixes = [...ranges.map(({ prefix }) => prefix), ...(devices ?? []).flatMap(prefixesOf)];
      const own = { ranges, devices, 4: endsOf(prefixes, 4).map(Number), 6: endsOf(prefixes, 6) };
      come.push(own);
      if (known) gone.push(known);
      this.#own.set(owner, own);
    }
    for (const [owner, own] of this.#own) {
      if (owners.has(owner)) continue;
      gone.push(own);
      this.#own.delete(owner);
    }
    this.#four.change(edgesOf(gone, 4), edgesOf(come, 4));
    this.#six.change(edgesOf(gone, 6), edgesOf(come, 6));
  }

  slices(family: Family): readonly Slice[] {
    return (family === 4 ? this.#four : this.#six).slices;
  }
}

function* edgesOf<F extends Family>(all: readonly OwnEdges[], family: F): Generator<OwnEdges[F][number]> {
  for (const own of all) yield* own[family];
}

/** What routers are told is what others have of their own. */
const prefixesOf = (device: Device): readonly Prefix[] =>
  device.kind === 'router'
    ? ownRoutesOf(device).map(({ prefix }) => prefix)
    : (device.node?.podPrefixes ?? []);

/** Each place once, where the prefixes begin, and behind where they end. */
const endsOf = (prefixes: readonly Prefix[], family: Family): bigint[] => [
  ...new Set(
    prefixes.flatMap((prefix) =>
      prefix.family === family ? [prefix.value, lastAddress(prefix).value + 1n] : [],
    ),
  ),
];
