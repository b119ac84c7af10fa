import { LAYERS, layerInfo } from '#core/view';
import { isCharacter, type Keys, matchesKeys, type Pressed } from '../keys.ts';
import { add } from './add.ts';
import { addLinked } from './addLinked.ts';
import { align, distribute, tidiable } from './arrange.ts';
import { type Command, editable, surface } from './command.ts';
import { connectable, connectSelection, detachSelection } from './connect.ts';
import { copyable, duplicateSelection } from './duplicate.ts';
import { acceptable, nextFinding, playWitness, takeRepair } from './findings.ts';
import { followLink } from './follow.ts';
import { dissolveFrames, frameSelection, leaveSite, siteable } from './frames.ts';
import { showAllLayers, turnLayer } from './layers.ts';
import { toggleLock } from './lock.ts';
import { nudge } from './move.ts';
import { moveToNextFree, rangeEditable, rangeSelected, showRangeFinding } from './range.ts';
import { readOnlyView } from './readOnlyView.ts';
import { cutSelection, deleteSelection } from './remove.ts';
import { renamable } from './rename.ts';
import { redo, selectAll, selectNone, somethingSelected, undo } from './select.ts';
import { findingSelected, hopShown } from './share.ts';
import { closeWalk, stepWalk, togglePlay, walkSelection } from './walk.ts';

/** Headings of the palette and of the list of keys, in their order. */
export const GROUPS = [
  'Insert',
  'Edit',
  'Arrange',
  'View',
  'Findings',
  'Packets',
  'Document',
  'Help',
] as const;

export interface CommandEntry {
  readonly id: string;
  readonly title: string;
  readonly group: (typeof GROUPS)[number];
  readonly keys: readonly Keys[];
  /** What the same keys write on other keyboards; not worth a line in the list of keys. */
  readonly also: readonly Keys[];
  /**
   * Where the keys act: only on the picture (`drawing`), on the canvas and in the outline, on the whole page outside of
   * text fields, or always, where the browser's own meaning of the key would lead away from the page. `browser`: the
   * browser itself takes the keys and tells of it (copy, cut, paste).
   */
  readonly scope: 'drawing' | 'canvas' | 'page' | 'always' | 'browser';
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
const packets = group('Packets');
const document = group('Document');
const help = group('Help');

/** Directions with their keys, their steps to the right and down, and what is called the side there. */
const WAYS = [
  ['left', 'ArrowLeft', -1, 0, 'on the left'],
  ['right', 'ArrowRight', 1, 0, 'on the right'],
  ['up', 'ArrowUp', 0, -1, 'above'],
  ['down', 'ArrowDown', 0, 1, 'below'],
] as const;

/** Every command. Buttons, palette, menus, shortcuts and the list of keys read from here. */
export const COMMANDS: readonly CommandEntry[] = [
  insert('add-cluster', 'Add a cluster', 'canvas', 'C 1', add('cluster')),
  insert('add-router', 'Add a router', 'canvas', 'R 2', add('router')),
  insert('add-host', 'Add a host', 'canvas', 'E 3', add('host')),
  insert('connect', 'Connect what is selected to…', 'canvas', '', surface('choose-peer', connectable)),
  insert('link-vpn', 'Connect the selected two by VPN', 'canvas', 'W 4', connectSelection('vpn')),
  insert('link-direct', 'Connect the selected two directly', 'canvas', 'L 5', connectSelection('direct')),

  insert('detach', 'Take what is selected off its router', 'canvas', '', detachSelection),
  insert('add-note', 'Write a note', 'canvas', 'T 6', surface('add-note', editable)),
  ...WAYS.map(([way, key, x, y, side]) =>
    insert(`add-linked-${way}`, `Add a linked thing ${side}`, 'canvas', `Ctrl+${key}`, addLinked({ x, y })),
  ),

  edit('undo', 'Undo', 'page', 'Ctrl+Z', undo),
  edit('redo', 'Redo', 'page', 'Ctrl+Shift+Z Ctrl+Y', redo),
  edit('cut', 'Cut', 'browser', 'Ctrl+X', surface('cut', cutSelection)),
  edit('copy', 'Copy', 'browser', 'Ctrl+C', surface('copy', copyable)),
  edit('paste', 'Paste', 'browser', 'Ctrl+V', surface('paste', editable)),
  edit(
    'paste-text',
    'Paste addresses as clusters and hosts',
    'browser',
    'Ctrl+Shift+V',
    surface('paste-text', editable),
  ),
  edit('duplicate', 'Duplicate', 'page', 'Ctrl+D', duplicateSelection),
  edit('delete', 'Delete', 'canvas', 'Delete Backspace', deleteSelection),
  edit('rename', 'Rename what is selected', 'canvas', 'Enter F2', surface('rename', renamable)),
  edit(
    'edit-range',
    'Edit the selected range where it stands',
    'canvas',
    '',
    surface('edit-range', rangeEditable),
  ),
  edit('next-free-range', 'Move the selected range to the next free one', 'canvas', '', moveToNextFree),
  edit('copy-range', 'Copy the selected range as text', 'canvas', '', surface('copy-range', rangeSelected)),
  edit('inspect', 'Edit the properties of what is selected', 'canvas', 'Ctrl+Enter', surface('inspect')),
  edit(
    'context-menu',
    'Open the menu of what is selected',
    'page',
    'Shift+F10 ContextMenu',
    surface('context-menu'),
  ),
  edit(
    'selection-bar',
    'Go to the buttons at what is selected',
    'canvas',
    'Alt+Enter',
    surface('selection-bar', somethingSelected),
  ),
  edit('select-all', 'Select everything', 'page', 'Ctrl+A', selectAll),
  edit('select-none', 'Select nothing', 'canvas', 'Escape', selectNone),

  ...WAYS.flatMap(([way, key, dx, dy]) => [
    arrange(`nudge-${way}`, `Move ${way}`, 'drawing', key, nudge(dx, dy)),
    arrange(`nudge-${way}-far`, `Move ${way} five steps`, 'drawing', `Shift+${key}`, nudge(5 * dx, 5 * dy)),
  ]),

  arrange('frame', 'Make a site of what is selected', 'canvas', 'F 7 Ctrl+G', frameSelection),
  arrange('move-to-site', 'Move what is selected to a site…', 'canvas', '', surface('choose-site', siteable)),
  arrange('dissolve', 'Dissolve the site', 'canvas', 'Ctrl+Shift+G', dissolveFrames),
  arrange('leave-site', 'Take what is selected out of its site', 'canvas', '', leaveSite),
  arrange('lock', 'Lock or unlock what is selected', 'canvas', 'Shift+L', toggleLock),
  arrange('align-left', 'Align left edges', 'canvas', 'Alt+A', align('left')),
  arrange('align-right', 'Align right edges', 'canvas', 'Alt+D', align('right')),
  arrange('align-top', 'Align top edges', 'canvas', 'Alt+W', align('top')),
  arrange('align-bottom', 'Align bottom edges', 'canvas', 'Alt+S', align('bottom')),
  arrange('align-centre', 'Align centres', 'canvas', 'Alt+H', align('centre')),
  arrange('align-middle', 'Align middles', 'canvas', 'Alt+V', align('middle')),
  arrange('distribute-x', 'Distribute horizontally', 'canvas', 'Alt+Shift+H', distribute('x')),
  arrange('distribute-y', 'Distribute vertically', 'canvas', 'Alt+Shift+V', distribute('y')),
  arrange('tidy', 'Tidy up what is selected, or everything', 'canvas', 'Shift+T', surface('tidy', tidiable)),

  ...WAYS.map(([way, key, x, y]) =>
    view(`follow-${way}`, `Follow a link ${way}`, 'canvas', `Alt+${key}`, followLink({ x, y })),
  ),
  view('palette', 'Search or run a command', 'always', 'Ctrl+K Ctrl+/', surface('palette')),
  view('find', 'Find in the plan', 'always', 'Ctrl+F', surface('find')),
  view('focus-mode', 'Show only the canvas, or everything', 'always', 'Ctrl+.', surface('focus-mode')),
  view(
    'hide-canvas',
    'Hide the canvas and work in the outline, or show it',
    'page',
    '',
    surface('hide-canvas'),
  ),
  view('read-only', 'Look without changing, or change again', 'page', 'Alt+R', readOnlyView),
  view('theme', 'Change the theme', 'page', 'Alt+Shift+D', surface('theme')),
  view('next-landmark', 'Go to the next part of the page', 'always', 'F6', surface('next-landmark')),
  view(
    'previous-landmark',
    'Go to the previous part of the page',
    'always',
    'Shift+F6',
    surface('previous-landmark'),
  ),
  view('select-tool', 'Drag to select', 'canvas', 'V', surface('select-tool')),
  view('hand-tool', 'Drag to move the view (or hold Space)', 'canvas', 'H', surface('hand-tool')),
  view(
    'snapping',
    'Snap to the grid and to neighbours, or stop it',
    'canvas',
    'Alt+Shift+S',
    surface('snapping'),
  ),
  view('grid', 'Show or hide the grid', 'canvas', "Ctrl+'", surface('grid')),
  view('minimap', 'Show or hide the minimap', 'canvas', 'M', surface('minimap')),
  ...LAYERS.map((layer) => {
    const { title, shows } = layerInfo[layer];
    return view(`layer-${layer}`, `Layer ${title}: show or hide ${shows}`, 'page', '', turnLayer(layer));
  }),
  view('all-layers', 'Show every layer', 'page', '', showAllLayers),
  view('zoom-in', 'Zoom in', 'canvas', 'Ctrl+=', surface('zoom-in'), 'Ctrl++'),
  view('zoom-out', 'Zoom out', 'canvas', 'Ctrl+-', surface('zoom-out')),
  view('full-size', 'Show at full size', 'canvas', 'Ctrl+0 Shift+0', surface('full-size')),
  view('fit-all', 'Show the whole plan', 'canvas', 'Shift+1', surface('fit-all')),
  view('fit-selection', 'Show what is selected', 'canvas', 'Shift+2', surface('fit-selection')),

  findings('next-finding', 'Next finding', 'page', 'F8', nextFinding(1)),
  findings('previous-finding', 'Previous finding', 'page', 'Shift+F8', nextFinding(-1)),

  findings('range-finding', 'Show the finding about the selected range', 'page', '', showRangeFinding),
  findings('explain', 'Explain the finding or the hop', 'page', 'Ctrl+I', surface('explain')),
  findings('play-witness', 'Play the witness of the finding', 'page', '', playWitness),
  findings('take-repair', 'Fix the finding', 'page', '', takeRepair),
  findings(
    'copy-finding-link',
    'Copy a link to this finding',
    'page',
    '',
    surface('copy-finding-link', findingSelected),
  ),
  findings('accept', 'Accept the finding…', 'page', '', surface('accept', acceptable)),

  packets('walk', 'Walk a packet from the selected device to…', 'canvas', 'P', walkSelection),
  packets('next-hop', 'Next hop', 'canvas', '.', stepWalk(1)),
  packets('previous-hop', 'Previous hop', 'canvas', ',', stepWalk(-1)),
  packets('play', 'Play or hold the walk', 'page', '', togglePlay),
  packets('copy-hop-link', 'Copy a link to this hop', 'page', '', surface('copy-hop-link', hopShown)),
  packets('close-walk', 'Close the walk', 'page', '', closeWalk),

  document('share', 'Share the plan as a link…', 'page', '', surface('share')),
  document('copy-link', 'Copy a link to the plan', 'page', '', surface('copy-link')),
  document('export', 'Export the plan as a file', 'always', 'Ctrl+S', surface('export')),
  document('export-picture', 'Export a picture…', 'page', '', surface('export-picture')),
  document('copy-picture', 'Copy a picture as PNG', 'page', 'Ctrl+Shift+C', surface('copy-picture')),
  document('print', 'Print…', 'always', 'Ctrl+P', surface('print')),
  document('export-report', 'Export a report in Markdown', 'page', '', surface('export-report')),
  document('export-csv', 'Export the address plan as CSV', 'page', '', surface('export-csv')),
  document('export-lab', 'Export as a lab…', 'page', '', surface('export-lab')),
  document('import', 'Import a plan file', 'always', 'Ctrl+O', surface('import')),
  document('new', 'New design', 'page', '', surface('new')),
  document('designs', 'Open, rename or delete a kept design…', 'page', '', surface('designs')),
  document('versions', 'Restore an older version of this design…', 'page', '', surface('versions')),

  help('lessons', 'Lessons…', 'page', '', surface('lessons')),
  help('help', 'Keyboard shortcuts', 'page', '?', surface('help')),
  help('single-keys', 'Turn shortcuts of a single key on or off', 'page', '', surface('single-keys')),
];

/** Where the focus is when a key is pressed. */
export type Place = 'canvas' | 'outline' | 'page' | 'field';

const REACH: Readonly<Record<Place, readonly Scope[]>> = {
  canvas: ['drawing', 'canvas', 'page', 'always'],
  outline: ['canvas', 'page', 'always'],
  page: ['page', 'always'],
  field: ['always'],
};

/** The command that a pressed key means at a place; `characters` is false where keys that write one are turned off. */
export const commandFor = (place: Place, pressed: Pressed, characters = true): CommandEntry | undefined =>
  COMMANDS.find(
    ({ scope, keys, also }) =>
      REACH[place].includes(scope) &&
      [...keys, ...also].some((one) => (characters || !isCharacter(one)) && matchesKeys(one, pressed)),
  );

/** The entry of a command; throws for an id that there is none of: that is a bug of whoever asks. */
export function commandById(id: string): CommandEntry {
  const entry = COMMANDS.find((candidate) => candidate.id === id);
  if (!entry) throw new Error(`there is no command ${id}`);
  return entry;
}
