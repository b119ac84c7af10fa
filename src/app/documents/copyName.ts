import { LIMITS } from '#core';

/** "Sites (recovered copy)", of that "Sites (recovered copy 2)"; never longer than a name may be. */
export function copyName(name: string, word: string): string {
  const [, stem = name, number] = new RegExp(`^(.*) \\(${word}(?: (\\d+))?\\)$`, 's').exec(name) ?? [];
  const ending = stem === name ? ` (${word})` : ` (${word} ${Number(number ?? 1) + 1})`;
  return `${Array.from(stem)
    .slice(0, LIMITS.name - ending.length)
    .join('')}${ending}`;
}
