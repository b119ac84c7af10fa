import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MarkdownText } from './MarkdownText.tsx';

const html = (text: string) => renderToStaticMarkup(<MarkdownText text={text} />);

test('headings, lists, emphasis and code are elements', () => {
  expect(html('# Site\n\nA **big** `10.0.0.0/8`\n\n1. one\n2. two')).toBe(
    '<h3>Site</h3><p>A <strong>big</strong> <code>10.0.0.0/8</code></p><ol start="1"><li><p>one</p></li><li><p>two</p></li></ol>',
  );
});

test('headings go on from where the page is, and leave no level out', () => {
  expect(html('## a\n\n#### b\n\n# c\n\n#### d')).toBe('<h3>a</h3><h4>b</h4><h3>c</h3><h4>d</h4>');
});

test('HTML is text, and does nothing', () => {
  const shown = html('<script>alert(1)</script>\n\na <img src=x onerror=alert(1)> b');
  expect(shown).not.toMatch(/<script|<img/);
  expect(shown).toContain('&lt;script&gt;');
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '//elsewhere',
  ' JavaScript:alert(1)',
])('a link to %s is only its words', (url) => {
  expect(html(`[press](<${url}>)`)).not.toContain('<a');
  expect(html(`[press](<${url}>)`)).toContain('press');
});

test('a link to the web opens another page that does not learn of this one', () => {
  expect(html('[docs](https://example.org/a)')).toBe(
    '<p><a href="https://example.org/a" target="_blank" rel="noreferrer">docs</a></p>',
  );
});

test('a picture is its words: nothing is fetched', () => {
  expect(html('![the site](https://example.org/a.png)')).toBe('<p>the site</p>');
});
