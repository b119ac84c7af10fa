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
  | 'several'
  | 'finding';

const CLIPBOARD = ['cut', 'copy', 'paste', 'duplicate'];
const SITE = ['frame', 'move-to-site', 'leave-site'];

/** The ids of the commands in each context menu, in groups; the palette suggests the same for what is selected. */
export const MENUS: Readonly<Record<MenuPlace, readonly (readonly string[])[]>> = {
  canvas: [
    ['add-cluster', 'add-router', 'add-host', 'add-note'],
    ['paste', 'paste-text', 'select-all'],
    ['tidy', 'fit-all', 'grid', 'snapping', 'minimap'],
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
  several: [
    ['link-vpn', 'link-direct', 'walk'],
    CLIPBOARD,
    [...SITE, 'lock'],
    ['align-left', 'align-top', 'align-centre', 'align-middle', 'distribute-x', 'distribute-y', 'tidy'],
    ['fit-selection', 'delete'],
  ],
  finding: [
    ['play-witness', 'take-repair', 'explain', 'accept'],
    ['fit-selection', 'next-finding'],
  ],
};

/** The menu of what is selected. */
export function menuOfSelection({ plan, selection }: EditorState): MenuPlace {
  const [only] = selection;
  if (only === undefined) return 'canvas';
  if (selection.length > 1) return 'several';
  if (attachedBy(only) !== undefined) return 'attachment';
  return locate(plan, only)?.collection ?? 'canvas';
}
