import { type Keys, matchesKeys, type Pressed } from '../keys.ts';
import { add } from './add.ts';
import { type Command, surface } from './command.ts';
import { connectSelection } from './connect.ts';
import { duplicateSelection } from './duplicate.ts';
import { nextFinding } from './findings.ts';
import { nudge } from './move.ts';
import { deleteSelection } from './remove.ts';
import { renamable } from './rename.ts';
import { redo, selectAll, selectNone, undo } from './select.ts';

/** Headings of the palette and of the list of keys, in their order. */
export const GROUPS = ['Insert', 'Edit', 'Arrange', 'View', 'Findings', 'Document', 'Help'] as const;

export interface CommandEntry {
  readonly id: string;
  readonly title: string;
  readonly group: (typeof GROUPS)[number];
  readonly keys: readonly Keys[];
  /** What the same keys write on other keyboards; not worth a line in the list of keys. */
  readonly also: readonly Keys[];
  /**
   * Where the keys act: only while the canvas has the focus, on the whole page outside of text fields, or always, where
   * the browser's own meaning of the key would lead away from the page.
   */
  readonly scope: 'canvas' | 'page' | 'always';
  readonly command: Command;
}

type Scope = CommandEntry['scope'];

/** Makes the entries of one group; keys are written `Ctrl+Y`, several separated by spaces. */
const group =
  (name: CommandEntry['group']) =>
  (id: string, title: string, scope: Scope, keys: string, command: Command, also = ''): CommandEntry => ({
    id,
    title,
    group: name,
    keys: keys.split(' ').filter(Boolean),
    also: also.split(' ').filter(Boolean),
    scope,
    command,
  });

const insert = group('Insert');
const edit = group('Edit');
const arrange = group('Arrange');
const view = group('View');
const findings = group('Findings');
const document = group('Document');
const help = group('Help');

/** Every command. Buttons, palette, menus, shortcuts and the list of keys read from here. */
export const COMMANDS: readonly CommandEntry[] = [
  insert('add-cluster', 'Add a cluster', 'canvas', 'C', add('cluster')),
  insert('add-router', 'Add a router', 'canvas', 'R', add('router')),
  insert('add-host', 'Add a host', 'canvas', 'E', add('host')),
  insert('link-vpn', 'Connect the selected two by VPN', 'canvas', 'W', connectSelection('vpn')),
  insert('link-direct', 'Connect the selected two directly', 'canvas', 'L', connectSelection('direct')),

  edit('undo', 'Undo', 'page', 'Ctrl+Z', undo),
  edit('redo', 'Redo', 'page', 'Ctrl+Shift+Z Ctrl+Y', redo),
  edit('duplicate', 'Duplicate', 'page', 'Ctrl+D', duplicateSelection),
  edit('delete', 'Delete', 'canvas', 'Delete Backspace', deleteSelection),
  edit('rename', 'Rename what is selected', 'canvas', 'Enter F2', surface('rename', renamable)),
  edit('select-all', 'Select everything', 'page', 'Ctrl+A', selectAll),
  edit('select-none', 'Select nothing', 'canvas', 'Escape', selectNone),

  ...(
    [
      ['left', 'ArrowLeft', -1, 0],
      ['right', 'ArrowRight', 1, 0],
      ['up', 'ArrowUp', 0, -1],
      ['down', 'ArrowDown', 0, 1],
    ] as const
  ).flatMap(([way, key, dx, dy]) => [
    arrange(`nudge-${way}`, `Move ${way}`, 'canvas', key, nudge(dx, dy)),
    arrange(`nudge-${way}-far`, `Move ${way} five steps`, 'canvas', `Shift+${key}`, nudge(5 * dx, 5 * dy)),
  ]),

  view('select-tool', 'Drag to select', 'canvas', 'V', surface('select-tool')),
  view('hand-tool', 'Drag to move the view (or hold Space)', 'canvas', 'H', surface('hand-tool')),
  view('zoom-in', 'Zoom in', 'canvas', 'Ctrl+=', surface('zoom-in'), 'Ctrl++ Ctrl+Shift++'),
  view('zoom-out', 'Zoom out', 'canvas', 'Ctrl+-', surface('zoom-out')),
  view('full-size', 'Show at full size', 'canvas', 'Ctrl+0', surface('full-size'), 'Shift+0 Shift+) Shift+='),
  view('fit-all', 'Show the whole plan', 'canvas', 'Shift+1', surface('fit-all'), 'Shift+!'),
  view(
    'fit-selection',
    'Show what is selected',
    'canvas',
    'Shift+2',
    surface('fit-selection'),
    'Shift+@ Shift+"',
  ),

  findings('next-finding', 'Next finding', 'page', 'F8', nextFinding(1)),
  findings('previous-finding', 'Previous finding', 'page', 'Shift+F8', nextFinding(-1)),

  document('export', 'Export the plan as a file', 'always', 'Ctrl+S', surface('export')),
  document('import', 'Import a plan file', 'always', 'Ctrl+O', surface('import')),

  help('help', 'Keyboard shortcuts', 'page', '?', surface('help'), 'Shift+?'),
];

/** The command that a pressed key means in a scope. */
export const commandFor = (scope: Scope, pressed: Pressed): CommandEntry | undefined =>
  COMMANDS.find(
    (entry) =>
      entry.scope === scope && [...entry.keys, ...entry.also].some((keys) => matchesKeys(keys, pressed)),
  );
