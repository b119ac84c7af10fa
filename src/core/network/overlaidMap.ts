/**
 * A map in which a few entries are others than in the one that it was made from: as good as a copy, without copying ten thousand
 * entries for the sake of three.
 */
export class OverlaidMap<K, V> implements ReadonlyMap<K, V> {
  readonly #base: ReadonlyMap<K, V>;
  readonly #others: ReadonlyMap<K, V>;

  constructor(base: ReadonlyMap<K, V>, others: ReadonlyMap<K, V> = new Map()) {
    this.#base = base;
    this.#others = others;
  }

  /** This one with other values for keys that it has. */
  with(changed: ReadonlyMap<K, V>): OverlaidMap<K, V> {
    const others = new Map([...this.#others, ...changed]);
    if (others.size * MOST_OTHERS < this.#base.size) return new OverlaidMap(this.#base, others);
    return new OverlaidMap(new Map([...this].map(([key, value]) => [key, changed.get(key) ?? value])));
  }

  get size(): number {
    return this.#base.size;
  }

  get(key: K): V | undefined {
    return (this.#others.size === 0 ? undefined : this.#others.get(key)) ?? this.#base.get(key);
  }

  has(key: K): boolean {
    return this.#base.has(key);
  }

  forEach(tell: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) tell(value, key, this);
  }

  keys(): MapIterator<K> {
    return this.#base.keys();
  }

  *values(): MapIterator<V> {
    for (const [, value] of this) yield value;
  }

  *entries(): MapIterator<[K, V]> {
    for (const [key, value] of this.#base) yield [key, this.#others.get(key) ?? value];
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
}

/** One in so many entries may be another before all are copied. */
const MOST_OTHERS = 8;
