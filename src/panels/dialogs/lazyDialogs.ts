import type { Editor } from '#editor';
import { lazily, lazilyOpened } from '../ui/lazily.tsx';
import { menuOnPress } from '../ui/menuOnPress.tsx';

/** Dialogs as the page knows them: their code comes when they are opened. */
export const ShareDialog = lazilyOpened(
  async () => (await import('../sharing/ShareDialog.tsx')).ShareDialog,
  ({ open }) => open,
);
/** With the examples, which a page that goes on with a design does not need. */
export const EmptyState = lazily(async () => (await import('./EmptyState.tsx')).EmptyState);
export const ProblemsDialog = lazilyOpened(
  async () => (await import('./ProblemsDialog.tsx')).ProblemsDialog,
  ({ problems }) => problems !== undefined,
);
export const ExamplesMenu = menuOnPress<{ readonly editor: Editor }>(
  'Examples',
  async () => (await import('./ExamplesMenu.tsx')).ExamplesMenu,
);
export const PasteDialog = lazilyOpened(
  async () => (await import('./PasteDialog.tsx')).PasteDialog,
  ({ lines }) => lines !== undefined,
);
