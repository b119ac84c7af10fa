import type { Address, Family } from '../address/address.ts';

/** Addresses that every table and range treats alike: from the first to the last. */
export interface Slice {
  readonly first: Address;
  readonly last: Address;
}

/** So many new cuts are made at once, others one by one. */
const MANY_CUTS = 500;

/** The addresses of a family, cut where ranges begin and end. A slice is the same object as long as no other cut is made in it. */
export class Cuts<N extends number | bigint> {
  readonly #family: Family;
  readonly #end: N;
  /** How many ranges begin or end there. */
  readonly #counts = new Map<N, number>();
  #edges: N[];
  #slices: Slice[];

  /** `end`: behind the last address. */
  constructor(family: Family, start: N, end: N) {
    this.#family = family;
    this.#end = end;
    this.#counts.set(start, 1);
    this.#edges = [start];
    this.#slices = [this.#slice(start, end)];
  }

  get slices(): readonly Slice[] {
    return this.#slices;
  }

  /** Takes some edges away and adds others. */
  change(gone: Iterable<N>, come: Iterable<N>): void {
    const changed = new Set<N>();
    const count = (edge: N, by: number): void => {
      if (edge >= this.#end) return;
      this.#counts.set(edge, (this.#counts.get(edge) ?? 0) + by);
      changed.add(edge);
    };
    for (const edge of come) count(edge, 1);
    for (const edge of gone) count(edge, -1);
    for (const edge of changed) if (this.#counts.get(edge) === 0) this.#counts.delete(edge);
    if (changed.size > MANY_CUTS) this.#cutAnew();
    else for (const edge of changed) this.#settle(edge);
  }

  #cutAnew(): void {
    this.#edges = [...this.#counts.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    this.#slices = this.#edges.map((edge, i) => this.#slice(edge, this.#edges[i + 1] ?? this.#end));
  }

  /** Makes a cut where there is to be one, or joins what it parted. */
  #settle(edge: N): void {
    const place = placeOf(this.#edges, edge);
    const isCut = this.#edges[place] === edge;
    if (this.#counts.has(edge) === isCut) return;
    const before = this.#edges[place - 1] as N;
    const after = this.#edges[isCut ? place + 1 : place] ?? this.#end;
    if (isCut) {
      this.#edges.splice(place, 1);
      this.#slices.splice(place - 1, 2, this.#slice(before, after));
    } else {
      this.#edges.splice(place, 0, edge);
      this.#slices.splice(place - 1, 1, this.#slice(before, edge), this.#slice(edge, after));
    }
  }

  #slice(edge: N, next: N): Slice {
    const family = this.#family;
    return { first: { family, value: BigInt(edge) }, last: { family, value: BigInt(next) - 1n } };
  }
}

/** The place of the first edge that is not below. */
function placeOf<N>(edges: readonly N[], edge: N): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] as N) < edge) low = middle + 1;
    else high = middle;
  }
  return low;
}
