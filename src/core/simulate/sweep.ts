import { DELIVERED, type FateTable, fateOf, NO_ROUTE, WALK, wayTo } from './fates.ts';

/** Where a sweep stands, by number of device. */
export interface Ways {
  /** Where each device sends to, from the present address on. */
  readonly ways: Int32Array;
  /** 1 for those that forward what is not for them. */
  readonly forwards: Uint8Array;
  /** Of those that track connections: numbers whose sums tell one set of devices from another. */
  readonly marks: Float64Array;
}

/** The working memory of a sweep, by number of device. */
export class Sweep {
  readonly #ways: Int32Array;
  readonly #forwards: Uint8Array;
  readonly #marks: Float64Array;
  readonly #rows: Int32Array;
  /** The column for which a device's fate is known, or being looked for. */
  readonly #stamps: Int32Array;
  readonly #onPath: Int32Array;
  readonly #fates: Uint8Array;
  readonly #sums: Float64Array;
  readonly #path: number[] = [];
  /** By row: the device that its packets come to without any choice, and the marks on the way; -1: not contracted. */
  readonly #tops: Int32Array;
  readonly #topMarks: Float64Array;

  constructor({ ways, forwards, marks }: Ways, rows: Int32Array) {
    this.#ways = ways;
    this.#forwards = forwards;
    this.#marks = marks;
    this.#rows = rows;
    this.#stamps = new Int32Array(ways.length).fill(-1);
    this.#onPath = new Int32Array(ways.length).fill(-1);
    this.#fates = new Uint8Array(ways.length);
    this.#sums = new Float64Array(ways.length);
    this.#tops = new Int32Array(rows.length);
    this.#topMarks = new Float64Array(rows.length);
  }

  /**
   * Most devices send everything the same way for many addresses on end: a pod to its node, a node to its router. For the next
   * block each row leaps over those to the first that is restless.
   */
  contract(restless: Uint8Array): void {
    for (const [i, row] of this.#rows.entries()) {
      let at = row;
      let marks = 0;
      // A circle of such devices is left to `column`.
      for (let leaps = 0; at >= 0 && leaps < MOST_LEAPS; leaps++) {
        const way = this.#ways[at] as number;
        if (restless[at] === 1 || way < 0 || (leaps > 0 && this.#forwards[at] === 0)) break;
        marks += this.#marks[at] as number;
        at = way;
      }
      this.#tops[i] = at === row ? -1 : at;
      this.#topMarks[i] = marks;
    }
  }

  /** Tells the column of the turn's address, which that device has; `nextOf` says where each sends it. */
  column(
    { fates, marks }: FateTable,
    turn: number,
    owner: number,
    isServed: boolean,
    nextOf: (at: number) => number,
  ): void {
    const rows = this.#rows;
    const tops = this.#tops;
    const topMarks = this.#topMarks;
    const base = turn * rows.length;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      if (row < 0 || row === owner) continue;
      let next = isServed ? -1 : (tops[i] as number);
      let passed = topMarks[i] as number;
      if (next < 0) {
        next = nextOf(row);
        passed = this.#marks[row] as number;
        // A sender asks for a route before anything else, and has sentences of its own for having none.
        if (next < 0) continue;
      }
      if (this.#stamps[next] !== turn) this.#resolve(turn, next, owner, nextOf);
      fates[base + i] = this.#fates[next] as number;
      marks[base + i] = passed + (this.#sums[next] as number);
    }
  }

  /** Follows the ways from a device that was sent the packet. */
  #resolve(turn: number, start: number, owner: number, nextOf: (at: number) => number): void {
    const path = this.#path;
    path.length = 0;
    let at = start;
    let fate = WALK;
    let sum = 0;
    for (;;) {
      if (this.#stamps[at] === turn) {
        fate = this.#fates[at] as number;
        sum = this.#sums[at] as number;
        break;
      }
      // Round a circle, where it ends depends on who began.
      if (this.#onPath[at] === turn) break;
      this.#onPath[at] = turn;
      path.push(at);
      const next = nextOf(at);
      if (next === wayTo(WALK)) break;
      if (at === owner) {
        fate = DELIVERED;
        break;
      }
      if (this.#forwards[at] === 0) {
        fate = NO_ROUTE;
        break;
      }
      if (next < 0) {
        fate = fateOf(next);
        break;
      }
      at = next;
    }
    for (let i = path.length - 1; i >= 0; i--) {
      const passed = path[i] as number;
      sum += this.#marks[passed] as number;
      this.#stamps[passed] = turn;
      this.#fates[passed] = fate;
      this.#sums[passed] = sum;
    }
  }
}

/** A circle of devices is leapt round no longer. */
const MOST_LEAPS = 64;
