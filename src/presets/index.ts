export { type Example, examples } from './examples.ts';
export { type PlatformPreset, platforms } from './platforms.ts';
