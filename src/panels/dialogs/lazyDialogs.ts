import { lazilyOpened } from '../ui/lazily.tsx';

/** Dialogs as the page knows them: their code comes when they are opened. */
export const ShareDialog = lazilyOpened(
  async () => (await import('../sharing/ShareDialog.tsx')).ShareDialog,
  ({ open }) => open,
);
export const ProblemsDialog = lazilyOpened(
  async () => (await import('./ProblemsDialog.tsx')).ProblemsDialog,
  ({ problems }) => problems !== undefined,
);
