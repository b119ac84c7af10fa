/** Thrown where bytes cannot be what a link was made of; never leaves this room. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

/** Thrown where a value is none that these columns can hold: a plan of a format that they do not know. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}
