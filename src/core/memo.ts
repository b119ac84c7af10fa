/**
 * Keeps what was made last under each key, with the inputs that it was made of; makes it anew where an input is another. Plans share
 * what an edit leaves alone, so inputs are compared by identity (numbers, texts and BigInts by value), and what comes of the same
 * inputs is the same object, which is how whoever reads it sees in turn that nothing changed.
 */
export class Memo<K, V> {
  readonly #kept = new Map<K, Kept<V>>();
  #round = 0;
  #asked = 0;

  /** What the inputs make: what was made of the same before, else `make`. */
  keep(key: K, inputs: readonly unknown[], make: () => V): V {
    const known = this.#kept.get(key);
    if (known && sameItems(known.inputs, inputs)) {
      if (known.round !== this.#round) {
        known.round = this.#round;
        this.#asked++;
      }
      return known.value;
    }
    const value = make();
    this.#kept.set(key, { inputs, value, round: this.#round });
    this.#asked++;
    return value;
  }

  /** Forgets all but these, once there is much else. */
  trim(wanted: { readonly size: number; has(key: K): boolean }): void {
    if (this.#kept.size <= 2 * wanted.size + FEW) return;
    for (const key of this.#kept.keys()) if (!wanted.has(key)) this.#kept.delete(key);
  }

  /** Where every round asks for all that it wants: forgets what the last one did not, once there is much of it. */
  nextRound(): void {
    if (this.#kept.size > 2 * this.#asked + FEW)
      for (const [key, { round }] of this.#kept) if (round !== this.#round) this.#kept.delete(key);
    this.#round++;
    this.#asked = 0;
  }
}

const FEW = 16;

interface Kept<V> {
  readonly inputs: readonly unknown[];
  readonly value: V;
  round: number;
}

/** True where both have the same items in the same order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
