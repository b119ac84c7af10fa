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
 * Whether a pressed key is the one that is written. With Ctrl a letter also counts by its place, so that Ctrl+Z works
 * where the keyboard writes another alphabet; a Latin letter elsewhere (AZERTY, Dvorak) counts as what it writes.
 */
export function matchesKeys(keys: Keys, pressed: Pressed): boolean {
  const end = keys.endsWith('+') ? keys.length - 1 : keys.lastIndexOf('+') + 1;
  const key = keys.slice(end).toLowerCase();
  const parts = keys.slice(0, end).split('+');
  const wants = (modifier: string): boolean => parts.includes(modifier);
  if (wants('Ctrl') !== (pressed.ctrlKey || pressed.metaKey)) return false;
  if (wants('Shift') !== pressed.shiftKey || wants('Alt') !== pressed.altKey) return false;
  if (pressed.key.toLowerCase() === key) return true;
  const foreign = pressed.key.length === 1 && pressed.key > '\u007f';
  return wants('Ctrl') && foreign && pressed.code.toLowerCase() === `key${key}`;
}
