import { lazily } from '../ui/lazily.tsx';

/** The inspector, which comes right after the canvas: it reads plans, and the code for that is large. */
export const Inspector = lazily(async () => (await import('./Inspector.tsx')).Inspector);
