import { COMMANDS, type CommandEntry, type Editor, GROUPS, MENUS, menuOfSelection, run } from '#editor';
import type { PaletteGroup, PaletteItem } from './item.ts';

/** The most suggestions for what is selected. */
const SUGGESTED = 6;

/** A command as a line of the palette; `ran` is told when it was run. */
function itemOf(editor: Editor, entry: CommandEntry, ran: (id: string) => void): PaletteItem {
  const answer = entry.command(editor.store.getState());
  return {
    key: `command ${entry.id}`,
    command: entry.id,
    title: entry.title,
    words: `${entry.group} ${entry.id}`,
    keys: entry.keys.slice(0, 1),
    sign: 'command',
    reason: answer.applies ? undefined : answer.reason,
    run() {
      ran(entry.id);
      run(editor, entry.command);
    },
  };
}

/** Every command by its heading, but the one that opened the palette, and those that stand above already. */
export function commandGroups(
  editor: Editor,
  ran: (id: string) => void,
  above: readonly PaletteGroup[] = [],
): PaletteGroup[] {
  const known = new Set(['palette', ...above.flatMap(({ items }) => items.map(({ command }) => command))]);
  const listed = COMMANDS.filter(({ id }) => !known.has(id));
  return GROUPS.map((group) => ({
    value: group,
    items: listed.filter((entry) => entry.group === group).map((entry) => itemOf(editor, entry, ran)),
  }));
}

/** What the menu of the selection offers and can be done now, and what was run last. */
export function suggestionGroups(
  editor: Editor,
  recent: readonly string[],
  ran: (id: string) => void,
): PaletteGroup[] {
  const state = editor.store.getState();
  const items = (ids: readonly string[]): PaletteItem[] =>
    ids.flatMap((id) => {
      const entry = COMMANDS.find((candidate) => candidate.id === id);
      return entry ? [itemOf(editor, entry, ran)] : [];
    });
  const place = state.finding === undefined ? menuOfSelection(state) : 'finding';
  // The menu of the canvas itself is the list of everything.
  const suggested =
    place === 'canvas'
      ? []
      : items(MENUS[place].flat().filter((id) => !recent.includes(id))).filter(
          ({ reason }) => reason === undefined,
        );
  return [
    { value: 'Last used', items: items(recent) },
    { value: 'For what is selected', items: suggested.slice(0, SUGGESTED) },
  ];
}
