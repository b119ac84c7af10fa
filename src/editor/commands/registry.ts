import type { Keys } from '../keys.ts';
import { add } from './add.ts';
import type { Command } from './command.ts';
import { connectSelection } from './connect.ts';
import { duplicateSelection } from './duplicate.ts';
import { nextFinding } from './findings.ts';
import { nudge } from './move.ts';
import { deleteSelection } from './remove.ts';
import { redo, selectAll, selectNone, undo } from './select.ts';

export interface CommandEntry {
  readonly id: string;
  readonly title: string;
  readonly keys: readonly Keys[];
  /** Where the keys act: on the whole page outside of text fields, or only while the canvas has the focus. */
  readonly scope: 'page' | 'canvas';
  readonly command: Command;
}

const entry = (
  id: string,
  title: string,
  keys: readonly Keys[],
  scope: CommandEntry['scope'],
  command: Command,
): CommandEntry => ({ id, title, keys, scope, command });

/** Every command that has a key; toolbar, shortcuts and their list on screen read from here. */
export const COMMANDS: readonly CommandEntry[] = [
  entry('undo', 'Undo', ['Ctrl+Z'], 'page', undo),
  entry('redo', 'Redo', ['Ctrl+Shift+Z', 'Ctrl+Y'], 'page', redo),
  entry('next-finding', 'Next finding', ['F8'], 'page', nextFinding(1)),
  entry('previous-finding', 'Previous finding', ['Shift+F8'], 'page', nextFinding(-1)),
  entry('duplicate', 'Duplicate', ['Ctrl+D'], 'page', duplicateSelection),
  entry('select-all', 'Select everything', ['Ctrl+A'], 'page', selectAll),
  entry('add-cluster', 'Add a cluster', ['C'], 'canvas', add('cluster')),
  entry('add-router', 'Add a router', ['R'], 'canvas', add('router')),
  entry('add-host', 'Add a host', ['E'], 'canvas', add('host')),
  entry('link-vpn', 'Connect the selected two by VPN', ['W'], 'canvas', connectSelection('vpn')),
  entry('link-direct', 'Connect the selected two directly', ['L'], 'canvas', connectSelection('direct')),
  entry('delete', 'Delete', ['Delete', 'Backspace'], 'canvas', deleteSelection),
  entry('select-none', 'Select nothing', ['Escape'], 'canvas', selectNone),
  ...(
    [
      ['left', 'ArrowLeft', -1, 0],
      ['right', 'ArrowRight', 1, 0],
      ['up', 'ArrowUp', 0, -1],
      ['down', 'ArrowDown', 0, 1],
    ] as const
  ).flatMap(([way, key, dx, dy]) => [
    entry(`nudge-${way}`, `Move ${way}`, [key], 'canvas', nudge(dx, dy)),
    entry(`nudge-${way}-far`, `Move ${way} five steps`, [`Shift+${key}`], 'canvas', nudge(5 * dx, 5 * dy)),
  ]),
];

/**
 * What the canvas does by itself, without the document: it only looks, or begins to type. `also`: what the same keys write
 * on other keyboards; not worth a line in the list of keys.
 */
export const VIEW_COMMANDS = [
  { id: 'select-tool', title: 'Drag to select', keys: ['V'], also: [] },
  { id: 'hand-tool', title: 'Drag to move the view (or hold Space)', keys: ['H'], also: [] },
  { id: 'rename', title: 'Rename what is selected', keys: ['Enter', 'F2'], also: [] },
  { id: 'zoom-in', title: 'Zoom in', keys: ['Ctrl+='], also: ['Ctrl++', 'Ctrl+Shift++'] },
  { id: 'zoom-out', title: 'Zoom out', keys: ['Ctrl+-'], also: [] },
  { id: 'full-size', title: 'Show at full size', keys: ['Ctrl+0'], also: ['Shift+0', 'Shift+)', 'Shift+='] },
  { id: 'fit-all', title: 'Show the whole plan', keys: ['Shift+1'], also: ['Shift+!'] },
  { id: 'fit-selection', title: 'Show what is selected', keys: ['Shift+2'], also: ['Shift+@', 'Shift+"'] },
] as const satisfies readonly { id: string; title: string; keys: readonly Keys[]; also: readonly Keys[] }[];
export type ViewCommand = (typeof VIEW_COMMANDS)[number]['id'];
