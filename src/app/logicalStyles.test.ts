import { expect, test } from 'vitest';

const styles = import.meta.glob<string>(['./**/*.module.css', '../panels/**/*.module.css'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What says left or right, where start and end are meant. What is measured on the screen may say so: it is listed. */
const PHYSICAL =
  /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right)[\w-]*\s*:|(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius)/;

test.each(Object.entries(styles))('%s has sides that follow the direction of reading', (_path, text) => {
  expect(text).toContain('{');
  const lines = text.split('\n').filter((line) => PHYSICAL.test(line));
  expect(lines).toEqual([]);
});

test('there are styles to look at', () => expect(Object.keys(styles).length).toBeGreaterThan(20));
