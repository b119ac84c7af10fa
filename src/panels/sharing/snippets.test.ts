import { expect, test } from 'vitest';
import { addressOf, iframeOf, markdownOf } from './snippets.ts';

test('the address of a link is the page alone: not an example, not a link that is looked at', () => {
  expect(addressOf('https://plans.example/app/?example=x#v1/abc')).toBe('https://plans.example/app/');
  expect(addressOf('file:///home/me/hopwright.html#v2/abc')).toBe('file:///home/me/hopwright.html');
});

test('a name cannot end the Markdown that it stands in', () => {
  expect(markdownOf('a ](x) `b`\n# c', 'a.png', 'https://plans.example/#v2/abc')).toBe(
    '[![a \\](x) \\`b\\` # c](a.png)](https://plans.example/#v2/abc)',
  );
});

test('a name cannot end the HTML that it stands in', () => {
  expect(iframeOf('"><script>alert(1)</script>', 'https://plans.example/', 'v2/abc')).toBe(
    '<iframe src="https://plans.example/?embed=1#v2/abc" title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" width="100%" height="480" loading="lazy"></iframe>',
  );
});
