import type { EditorState } from '../editor.ts';
import { attachedBy, locate } from '../selection.ts';

/** What a context menu can be of. */
export type MenuPlace =
  | 'canvas'
  | 'clusters'
  | 'routers'
  | 'hosts'
  | 'links'
  | 'frames'
  | 'notes'
  | 'attachment'
  | 'range'
  | 'several'
  | 'finding';

const CLIPBOARD = ['cut', 'copy', 'paste', 'duplicate'];
const RANGE = ['edit-range', 'next-free-range', 'copy-range', 'range-finding'];
const SITE = ['frame', 'move-to-site', 'leave-site'];

/** The ids of the commands in each context menu, in groups; the palette suggests the same for what is selected. */
export const MENUS: Readonly<Record<MenuPlace, readonly (readonly string[])[]>> = {
  canvas: [
    ['add-cluster', 'add-router', 'add-host', 'add-note'],
    ['paste', 'paste-text', 'select-all'],
    ['tidy', 'fit-all', 'grid', 'snapping', 'minimap'],
    ['share', 'export-picture', 'copy-picture'],
    ['undo', 'redo'],
  ],
  clusters: [
    ['rename', 'inspect', 'connect', 'walk', 'detach'],
    CLIPBOARD,
    [...SITE, 'lock'],
    ['fit-selection', 'delete'],
  ],
  routers: [
    ['rename', 'inspect', 'connect', 'walk'],
    ['add-cluster', 'add-host'],
    CLIPBOARD,
    [...SITE, 'lock'],
    ['fit-selection', 'delete'],
  ],
  hosts: [
    ['rename', 'inspect', 'connect', 'walk', 'detach'],
    CLIPBOARD,
    [...SITE, 'lock'],
    ['fit-selection', 'delete'],
  ],
  links: [['rename', 'inspect'], ['lock', 'fit-selection'], ['delete']],
  frames: [
    ['rename', 'inspect', 'dissolve'],
    ['cut', 'copy', 'duplicate', 'lock'],
    ['fit-selection', 'delete'],
  ],
  notes: [['rename', 'inspect'], CLIPBOARD, [...SITE, 'lock'], ['delete']],
  attachment: [['delete']],
  range: [RANGE, ['rename', 'inspect', 'connect', 'walk', 'detach'], CLIPBOARD, ['fit-selection', 'delete']],
  several: [
    ['link-vpn', 'link-direct', 'walk'],
    CLIPBOARD,
    [...SITE, 'lock'],
    ['align-left', 'align-top', 'align-centre', 'align-middle', 'distribute-x', 'distribute-y', 'tidy'],
    ['fit-selection', 'delete'],
  ],
  finding: [
    ['play-witness', 'take-repair', 'explain', 'accept'],
    ['fit-selection', 'copy-finding-link'],
    ['next-finding', 'previous-finding'],
  ],
};

/** Titles that are shorter where it is seen what they are about; all others are those of the registry. */
export const MENU_TITLES: Readonly<Record<string, string | undefined>> = {
  rename: 'Rename',
  inspect: 'Edit properties',
  'edit-range': 'Edit in place',
  'next-free-range': 'Move to the next free one',
  'copy-range': 'Copy as text',
  'range-finding': 'Show its finding',
  connect: 'Connect to…',
  walk: 'Walk a packet to…',
  detach: 'Take off its router',
  frame: 'Make a site',
  'move-to-site': 'Move to a site…',
  'leave-site': 'Take out of its site',
  dissolve: 'Dissolve',
  lock: 'Lock or unlock',
  tidy: 'Tidy up',
  'fit-selection': 'Zoom to it',
  'link-vpn': 'Connect by VPN',
  'link-direct': 'Connect directly',
  'paste-text': 'Paste addresses',
  'play-witness': 'Play witness',
  'take-repair': 'Fix',
  explain: 'Explain',
  'copy-finding-link': 'Copy a link to it',
  accept: 'Accept…',
};

/** The menu of what is selected. */
export function menuOfSelection({ plan, selection, range }: EditorState): MenuPlace {
  const [only] = selection;
  if (only === undefined) return 'canvas';
  if (selection.length > 1) return 'several';
  if (range !== undefined) return 'range';
  if (attachedBy(only) !== undefined) return 'attachment';
  return locate(plan, only)?.collection ?? 'canvas';
}
