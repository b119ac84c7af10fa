import type { Case } from './case.ts';
import { aliases } from './cases/aliases.ts';
import { overlaps } from './cases/overlaps.ts';
import { paths } from './cases/paths.ts';
import { refused } from './cases/refused.ts';
import { sound } from './cases/sound.ts';
import { translated } from './cases/translated.ts';

/** The cases of the casebook that plan format 1 can hold. */
export const cases: readonly Case[] = [
  ...sound,
  ...translated,
  ...aliases,
  ...overlaps,
  ...paths,
  ...refused,
];
