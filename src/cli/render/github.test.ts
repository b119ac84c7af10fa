import { expect, test } from 'vitest';
import { githubAnnotations } from './github.ts';

test('a message cannot end its workflow command or start another', () => {
  const text = githubAnnotations([
    {
      ok: false,
      source: 'plans/a,b:c.json',
      problems: [{ path: 'name', message: '100% wrong\n::error::no' }],
    },
  ]);
  expect(text).toBe(
    '::error file=plans/a%2Cb%3Ac.json,line=1,title=unreadable plan::plans/a,b:c.json: name: 100%25 wrong%0A::error::no\n',
  );
});
