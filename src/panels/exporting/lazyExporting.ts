import type { Editor } from '#editor';
import { lazily, lazilyOpened } from '../ui/lazily.tsx';
import { menuOnPress } from '../ui/menuOnPress.tsx';

/** What exporting needs comes when something is exported: pictures, reports and labs are most of `#formats`. */
export const ExportMenu = menuOnPress<{ readonly editor: Editor }>(
  'Export',
  async () => (await import('./ExportMenu.tsx')).ExportMenu,
);
export const PictureDialog = lazilyOpened(
  async () => (await import('./PictureDialog.tsx')).PictureDialog,
  ({ open }) => open,
);
export const LabDialog = lazilyOpened(
  async () => (await import('./LabDialog.tsx')).LabDialog,
  ({ open }) => open,
);
export const PrintSheet = lazily(async () => (await import('./PrintSheet.tsx')).PrintSheet);
