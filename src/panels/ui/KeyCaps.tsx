import styles from './KeyCaps.module.css';

/** Words for keys whose names are long or technical. */
const CAPS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  ContextMenu: 'Menu',
};

const onMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys of a shortcut as people see them on their keyboard: `Ctrl+ArrowLeft` //=> Ctrl+←, on a Mac ⌘←. */
export function keyText(keys: string, mac = onMac()): string {
  const end = keys.endsWith('+') ? keys.length - 1 : keys.lastIndexOf('+') + 1;
  const key = keys.slice(end);
  const written = CAPS[key] ?? key;
  if (!mac) return `${keys.slice(0, end)}${written}`;
  const signs = keys.slice(0, end).replace('Ctrl+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧');
  return `${signs}${written}`;
}

/** A shortcut, set as a key. */
export const KeyCaps = ({ keys }: { keys: string }) => <kbd className={styles.key}>{keyText(keys)}</kbd>;
