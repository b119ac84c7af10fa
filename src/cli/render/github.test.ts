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

test('control characters of a name do not reach the log', () => {
  const text = githubAnnotations([
    { ok: false, source: 'plan.json', problems: [{ path: 'name', message: 'a\u001b[2Jb\u0000' }] },
  ]);
  expect(text).toMatch(/^::error [\x20-\x7e\ufffd]+\n$/);
});
