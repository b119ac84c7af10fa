import { type Editor, textMatcher } from '#editor';
import { examples } from '#presets';
import { openExample } from '../dialogs/openExample.ts';
import { lessonGroup } from '../lessons/lessonGroup.ts';
import { choiceGroups } from './choiceItems.ts';
import { commandGroups, suggestionGroups } from './commandItems.ts';
import type { PaletteGroup, PaletteItem, PaletteMode } from './item.ts';
import { entityItems, findingItems, ownerGroup } from './planItems.ts';

/** The most lines of one heading: nobody reads more, and a plan may have thousands of things. */
const MOST = 40;

export interface PaletteWorld {
  readonly editor: Editor;
  readonly mode: PaletteMode;
  /** What only the page knows: kept designs, settings. */
  readonly extra: readonly PaletteGroup[];
  /** Ids of the commands run last. */
  readonly recent: readonly string[];
  readonly ran: (id: string) => void;
}

/** The lines of the palette for a query: without one, suggestions and everything; else what answers it, the best first. */
export function paletteGroups(world: PaletteWorld, query: string): PaletteGroup[] {
  const { editor, mode, extra, recent, ran } = world;
  if (mode !== 'commands' && mode !== 'find') return matching(choiceGroups(editor, mode), query);
  const plan = (): PaletteGroup[] => [
    { value: 'In the plan', items: entityItems(editor) },
    { value: 'Problems found', items: findingItems(editor) },
  ];
  const owner = ownerGroup(editor, query);
  if (query.trim() === '') {
    if (mode === 'find') return filled(plan());
    const above = suggestionGroups(editor, recent, ran);
    return filled([
      ...above,
      ...commandGroups(editor, ran, above),
      exampleGroup(editor),
      lessonGroup(editor),
      ...extra,
    ]);
  }
  // An address is answered by its owners alone: what merely has its digits in a text is no answer.
  if (owner) return [owner.items.length > 0 ? owner : { ...owner, items: [nobody(owner.value)] }];
  const others = [...commandGroups(editor, ran), exampleGroup(editor), lessonGroup(editor), ...extra];
  return matching(mode === 'find' ? [...plan(), ...others] : [...others, ...plan()], query);
}

/**
 * The lines in the order in which they stood: what becomes possible, or stops to be, while somebody looks must not move under
 * the hand. What is new stands last.
 */
export function inOrderOf(
  before: readonly PaletteGroup[],
  groups: readonly PaletteGroup[],
): readonly PaletteGroup[] {
  const groupAt = new Map(before.map(({ value }, at) => [value, at]));
  const itemAt = new Map(before.flatMap(({ items }) => items).map(({ key }, at) => [key, at]));
  const at = (places: ReadonlyMap<string, number>, key: string): number => places.get(key) ?? places.size;
  return groups
    .map((group) => ({
      ...group,
      items: group.items.toSorted((a, b) => at(itemAt, a.key) - at(itemAt, b.key)),
    }))
    .toSorted((a, b) => at(groupAt, a.value) - at(groupAt, b.value));
}

/** So that the answer "nobody" is read, too. */
const nobody = (sentence: string): PaletteItem => ({
  key: 'nobody',
  title: sentence,
  sign: 'info',
  reason: 'There is nothing to show',
  run: () => undefined,
});

const exampleGroup = (editor: Editor): PaletteGroup => ({
  value: 'Examples',
  items: examples.map((example) => ({
    key: `example ${example.id}`,
    title: example.title,
    detail: example.story,
    words: example.id,
    sign: 'example',
    run: () => openExample(editor, example),
  })),
});

const filled = (groups: readonly PaletteGroup[]): PaletteGroup[] =>
  groups
    .map((group) => ({ ...group, items: group.items.slice(0, MOST) }))
    .filter(({ items }) => items.length > 0);

/** What answers the query: items by how well they do, groups by their best one. */
function matching(groups: readonly PaletteGroup[], query: string): PaletteGroup[] {
  const scoreOf = textMatcher(query);
  const scored = groups.map((group) => {
    const hits = group.items.flatMap((item) => {
      // A title counts more than what stands behind it.
      const title = scoreOf(item.title);
      const rest = scoreOf(`${item.title} ${item.detail ?? ''} ${item.words ?? ''}`);
      const score = title === undefined ? rest && rest / 2 : title;
      return score === undefined ? [] : [{ item, score: score - (item.reason === undefined ? 0 : 5) }];
    });
    hits.sort((a, b) => b.score - a.score);
    return { group, hits, best: hits[0]?.score ?? 0 };
  });
  if (query.trim() !== '') scored.sort((a, b) => b.best - a.best);
  return filled(scored.map(({ group, hits }) => ({ ...group, items: hits.map(({ item }) => item) })));
}
