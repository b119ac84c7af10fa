import {
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori';
import { describe, expect, it } from 'vitest';
import css from './theme.css?raw';

/** A token's two colours, as theme.css has them. */
function token(name: string): { light: string; dark: string } {
  const [, light, dark] = css.match(new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`)) ?? [];
  if (light === undefined || dark === undefined) throw new Error(`theme.css has no --${name}`);
  return { light, dark };
}

const MEANINGS = ['color-error', 'color-warning', 'color-ok', 'color-info', 'color-vip'];
const VISIONS: Readonly<Record<string, (colour: Color) => Color>> = {
  usual: (colour) => colour,
  protan: filterDeficiencyProt(1),
  deutan: filterDeficiencyDeuter(1),
  tritan: filterDeficiencyTrit(1),
};
const distance = differenceCiede2000();

/** Two colours of meaning that are nearer than this look alike. */
const NEAREST = 12;

describe.each(['light', 'dark'] as const)('the colours of meaning, %s', (theme) => {
  it.each(MEANINGS)('%s can be read as text on panel and canvas', (name) => {
    for (const ground of ['panel', 'canvas'])
      expect(wcagContrast(token(name)[theme], token(ground)[theme])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(VISIONS))('are told apart in %s vision', (_vision, see) => {
    const seen = MEANINGS.map((name) => {
      const colour = parse(token(name)[theme]);
      if (!colour) throw new Error(`--${name} is no colour`);
      return { name, colour: see(colour) };
    });
    for (const [i, a] of seen.entries())
      for (const b of seen.slice(i + 1))
        expect(distance(a.colour, b.colour), `${a.name} and ${b.name}`).toBeGreaterThanOrEqual(NEAREST);
  });
});

it('edges of controls stand out from the panel three to one', () => {
  for (const theme of ['light', 'dark'] as const)
    expect(wcagContrast(token('border-strong')[theme], token('panel')[theme])).toBeGreaterThanOrEqual(3);
});
