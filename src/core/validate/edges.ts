/** Where ranges begin and end, each as often as some range does: the places at which an address line is cut. */
export class Edges<N extends number | bigint> {
  readonly #counts = new Map<N, number>();
  #sorted: readonly N[] | undefined;

  add(edges: Iterable<N>): void {
    for (const edge of edges) {
      const count = this.#counts.get(edge) ?? 0;
      this.#counts.set(edge, count + 1);
      if (count === 0) this.#sorted = undefined;
    }
  }

  remove(edges: Iterable<N>): void {
    for (const edge of edges) {
      const count = this.#counts.get(edge) ?? 0;
      if (count > 1) this.#counts.set(edge, count - 1);
      else if (this.#counts.delete(edge)) this.#sorted = undefined;
    }
  }

  /** Each place once, in ascending order. */
  sorted(): readonly N[] {
    this.#sorted ??= [...this.#counts.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return this.#sorted;
  }
}
