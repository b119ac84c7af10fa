import { lazilyOpened } from '../ui/lazily.tsx';
import type { ContextMenuProps } from './ContextMenu.tsx';

export type { MenuRequest } from './ContextMenu.tsx';

/** The context menu as the page knows it: its code comes when it is opened. */
export const ContextMenu = lazilyOpened<ContextMenuProps>(
  async () => (await import('./ContextMenu.tsx')).ContextMenu,
  ({ request }) => request !== undefined,
);
