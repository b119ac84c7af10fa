import { COMMANDS, GROUPS, type Keys } from '#editor';
import { OUTLINE_KEYS, TIMELINE_KEYS } from '#panels';

export interface KeyRow {
  readonly title: string;
  readonly keys: readonly Keys[];
}

/** Every key under its heading, read from where the keys are defined: the list on screen and docs/keyboard.md are made of it. */
export const keySections = (): readonly { readonly name: string; readonly rows: readonly KeyRow[] }[] =>
  [
    ...GROUPS.map((name) => ({
      name,
      rows: COMMANDS.filter(({ group, keys }) => group === name && keys.length > 0),
    })),
    { name: 'In the outline', rows: OUTLINE_KEYS },
    { name: 'On the timeline', rows: TIMELINE_KEYS },
  ].filter(({ rows }) => rows.length > 0);
