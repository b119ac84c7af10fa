import { lazily } from '../ui/lazily.tsx';

/** The outline as the page knows it: its code comes after the page is there. */
export const Outline = lazily(async () => (await import('./Outline.tsx')).Outline);
