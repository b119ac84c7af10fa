import { expect, test } from 'vitest';
import { junit } from './junit.ts';
import { xml } from './xml.ts';

test('counts what failed, could not run and was skipped, for each suite and in all', () => {
  const text = junit([
    {
      name: 'a.json',
      cases: [
        { name: 'one', outcome: 'passed' },
        { name: 'two', outcome: 'failed', message: 'lost', details: 'lost\nagain' },
      ],
    },
    {
      name: 'b.json',
      cases: [
        { name: 'three', outcome: 'skipped', message: 'accepted' },
        { name: 'four', outcome: 'error', message: 'cut' },
      ],
    },
  ]);
  expect(text).toContain('<testsuites name="hopwright" tests="4" failures="1" errors="1">');
  expect(text).toContain('<testsuite name="a.json" tests="2" failures="1" errors="0" skipped="0">');
  expect(text).toContain('<testsuite name="b.json" tests="2" failures="0" errors="1" skipped="1">');
  expect(text).toContain('<failure type="failure" message="lost">lost&#10;again</failure>');
});

test('XML text escapes markup and drops what XML cannot hold', () => {
  expect(xml(`<a href="x">&'\u0000\u001b\ud800`)).toBe(
    '&lt;a href=&quot;x&quot;&gt;&amp;&apos;\ufffd\ufffd\ufffd',
  );
});
