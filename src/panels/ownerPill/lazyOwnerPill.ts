import { lazilyOpened } from '../ui/lazily.tsx';
import type { OwnerPillProps } from './OwnerPill.tsx';

export type { AskedAddress } from './OwnerPill.tsx';

/** The pill as the page knows it: its code comes when it is opened. */
export const OwnerPill = lazilyOpened<OwnerPillProps>(
  async () => (await import('./OwnerPill.tsx')).OwnerPill,
  ({ asked }) => asked !== undefined,
);
