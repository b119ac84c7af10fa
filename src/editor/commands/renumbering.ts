import {
  contains,
  covers,
  formatAddress,
  formatPrefix,
  mustPrefix,
  type Prefix,
  parseAddress,
  parsePrefix,
} from '#core';

/** Which ranges took the place of which, so that what speaks of the old ones can speak of the new. */
export class Renumbering {
  readonly #moves: { readonly from: Prefix; readonly by: bigint }[] = [];

  /** Each range of the first list became the one at its place in the second, of the same size. */
  add(from: readonly string[], to: readonly string[]): void {
    for (const [i, text] of from.entries()) {
      const [before, now] = [mustPrefix(text), to[i]];
      if (now !== undefined) this.#moves.push({ from: before, by: mustPrefix(now).value - before.value });
    }
  }

  /** A range, or the part of one, where it is now; others stay. `10.0.3.0/24` of `10.0.0.0/16` //=> `10.1.3.0/24` */
  cidr(text: string): string {
    const prefix = parsePrefix(text);
    const move = prefix && this.#moves.find(({ from }) => covers(from, prefix));
    return move ? formatPrefix({ ...prefix, value: prefix.value + move.by }) : text;
  }

  /** An address in a range, where it is now; whatever else the text is stays. */
  address(text: string): string {
    const address = parseAddress(text);
    const move = address && this.#moves.find(({ from }) => contains(from, address));
    return move ? formatAddress({ ...address, value: address.value + move.by }) : text;
  }
}
