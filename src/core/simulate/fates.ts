/** What becomes of a packet on its way to one address; `WALK`: more happens to it than forwarding, so it must be walked. */
export const WALK = 0;
export const DELIVERED = 1;
export const NO_ROUTE = 2;
export const BLACKHOLED = 3;
export const EXITS_PLAN = 4;
export const NEIGHBOUR_UNREACHABLE = 5;

/** A route that leads to whoever has the address itself: looked up address by address. */
export const ON_LINK = -1;
/** Ways that lead no further are the fates above, below zero and below `ON_LINK`; the others are numbers of devices. */
export const fateOf = (way: number): number => -2 - way;
export const wayTo = (fate: number): number => -2 - fate;

/**
 * Where each sender's packets to each of some addresses end, as plain forwarding has it: a row a sender, a column an address, a
 * column after the other in memory.
 */
export class FateTable {
  readonly rows: number;
  readonly fates: Uint8Array;
  /** The sums of the marks of all devices on the way that track connections. */
  readonly marks: Float64Array;

  constructor(rows: number, columns: number) {
    this.rows = rows;
    this.fates = new Uint8Array(rows * columns);
    this.marks = new Float64Array(rows * columns);
  }

  fate(column: number, row: number): number {
    return this.fates[column * this.rows + row] as number;
  }

  /**
   * The fate of a call from one row to a column, and of the answer from another row to another column: that of the call where it
   * is lost. All that track the connection must see both directions of it.
   */
  bothWays(to: number, caller: number, back: number, called: number): number {
    const there = to * this.rows + caller;
    const fate = this.fates[there] as number;
    if (fate !== DELIVERED) return fate;
    const home = back * this.rows + called;
    return this.fates[home] === DELIVERED && this.marks[home] === this.marks[there] ? DELIVERED : WALK;
  }
}
