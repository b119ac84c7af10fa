export type Jump = 'first' | 'last' | 'next leg' | 'previous leg';
type Move = Jump | 'forward' | 'back' | 'toggle';

/** What a key does while the timeline has the focus; the list of keys on screen reads from here. */
export const TIMELINE_KEYS = [
  { move: 'toggle', title: 'Play or pause', keys: ['Space'], also: [' '] },
  { move: 'forward', title: 'Next hop', keys: ['ArrowRight', '.'], also: ['ArrowUp'] },
  { move: 'back', title: 'Previous hop', keys: ['ArrowLeft', ','], also: ['ArrowDown'] },
  { move: 'next leg', title: 'Next leg', keys: ['PageDown'], also: [] },
  { move: 'previous leg', title: 'Previous leg', keys: ['PageUp'], also: [] },
  { move: 'first', title: 'First hop', keys: ['Home'], also: [] },
  { move: 'last', title: 'Last hop', keys: ['End'], also: [] },
] as const satisfies readonly {
  move: Move;
  title: string;
  keys: readonly string[];
  also: readonly string[];
}[];

/** The move of a key (`KeyboardEvent.key`); undefined for keys that are not the timeline's own. */
export const timelineMove = (key: string): Move | undefined =>
  TIMELINE_KEYS.find(({ keys, also }) => [...keys, ...also].some((own: string) => own === key))?.move;
