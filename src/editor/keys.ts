/** A key as people write it: `Ctrl+Shift+Z`, `Delete`, `C`. Ctrl stands for Cmd on a Mac. */
export type Keys = string;

/** What is known of a pressed key; a keyboard event has it. */
export interface Pressed {
  readonly key: string;
  /** The place on the keyboard: `KeyZ`. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * Whether a pressed key is the one that is written. A letter counts by its place where the keyboard writes another
 * alphabet (or, with Alt on a Mac, a sign); a Latin letter elsewhere (AZERTY, Dvorak) counts as what it writes. A digit
 * counts by its place too: Shift writes another sign over it on every keyboard. For signs such as `?` and `=` it does not
 * matter whether Shift is needed to write them, unless Shift is asked for.
 */
export function matchesKeys(keys: Keys, pressed: Pressed): boolean {
  const { key, modifiers } = partsOf(keys);
  const wants = (modifier: string): boolean => modifiers.includes(modifier);
  if (wants('Ctrl') !== (pressed.ctrlKey || pressed.metaKey) || wants('Alt') !== pressed.altKey) return false;
  if (wants('Shift') !== pressed.shiftKey && !(isSign(key) && pressed.shiftKey)) return false;
  if (pressed.key.toLowerCase() === key) return true;
  if (/^\d$/.test(key)) return pressed.code === `Digit${key}`;
  const foreign = pressed.key === 'Dead' || (pressed.key.length === 1 && pressed.key > '\u007f');
  return foreign && pressed.code.toLowerCase() === `key${key}`;
}

/** True for keys that also write a character: they must not act where people type, and can be turned off (WCAG 2.1.4). */
export function isCharacter(keys: Keys): boolean {
  const { key, modifiers } = partsOf(keys);
  return key.length === 1 && !modifiers.includes('Ctrl') && !modifiers.includes('Alt');
}

function partsOf(keys: Keys): { readonly key: string; readonly modifiers: readonly string[] } {
  const end = keys.endsWith('+') ? keys.length - 1 : keys.lastIndexOf('+') + 1;
  return { key: keys.slice(end).toLowerCase(), modifiers: keys.slice(0, end).split('+') };
}

const isSign = (key: string): boolean => key.length === 1 && !/[a-z0-9]/.test(key);
