import { expect, test } from 'vitest';
import { createDeed, deedSentence, withNews } from './deed.ts';

test('what a change says in its own turn is about it, what is said later is not', async () => {
  const deed = createDeed();
  deed.begin();
  deed.say({ text: 'London moved.', aloud: false });
  deed.say({ text: 'London moved into Site 1.', aloud: true });
  await Promise.resolve();
  deed.say({ text: 'Copied.', aloud: true });
  expect(deed.take()).toEqual({ text: 'London moved into Site 1.', aloud: true });
  expect(deed.take()).toBeUndefined();
});

test('the label of a change is told as what was done', () => {
  expect(deedSentence('Move London and Paris')).toBe('London and Paris moved.');
  expect(deedSentence('Change name of Cluster 2')).toBe('Name of Cluster 2 changed.');
  expect(deedSentence('Edit note “to do”')).toBe('Note “to do” edited.');
  expect(deedSentence('Rename edge-l')).toBe('edge-l renamed.');
  expect(deedSentence('Take a break')).toBe('Done: Take a break.');
});

test('a deed and its news are one sentence, unless the deed has several', () => {
  const news = '2 errors gone. No errors or warnings.';
  expect(withNews('7 things deleted.', news)).toBe('7 things deleted; 2 errors gone. No errors or warnings.');
  expect(withNews('Undone: Move A.', news)).toBe('Undone: Move A; 2 errors gone. No errors or warnings.');
  expect(withNews('A added. Add its prefix.', news)).toBe(
    'A added. Add its prefix. 2 errors gone. No errors or warnings.',
  );
});
