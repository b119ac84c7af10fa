import { lazilyOpened } from '../ui/lazily.tsx';
import type { CommandPaletteProps } from './CommandPalette.tsx';

/** The palette as the page knows it: its code comes when it is opened. */
export const CommandPalette = lazilyOpened<CommandPaletteProps>(
  async () => (await import('./CommandPalette.tsx')).CommandPalette,
  ({ mode }) => mode !== undefined,
);
