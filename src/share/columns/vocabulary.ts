/** Texts and addresses in the order in which they came: what comes again is a number. */
export class Vocabulary {
  readonly texts = new Known();
  readonly addresses = new Known();
  /** The last value of each form of address: the next one is told by how far away it is. */
  readonly lastAddress = new Map<number, bigint>();
  readonly #names = new Map<unknown, unknown>();

  /** Remembers what an entity is called. */
  introduce({ id, name }: { readonly id?: unknown; readonly name?: unknown }): void {
    if (id !== undefined) this.#names.set(id, name ?? id);
  }

  nameOf(id: unknown): unknown {
    return this.#names.get(id);
  }
}

export class Known {
  readonly #all: string[] = [];
  readonly #places = new Map<string, number>();

  get size(): number {
    return this.#all.length;
  }

  placeOf(text: string): number | undefined {
    return this.#places.get(text);
  }

  at(place: number): string | undefined {
    return this.#all[place];
  }

  /** Remembers a text, and answers its place. */
  add(text: string): number {
    const place = this.#all.push(text) - 1;
    if (!this.#places.has(text)) this.#places.set(text, place);
    return place;
  }
}
