import { expect, test } from 'vitest';
import { COMMANDS } from '#editor';
import { keySections } from './keySections.ts';

/** docs/keyboard.md, as the registry has it. */
function page(): string {
  const escaped = (text: string): string => text.replaceAll('|', '\\|');
  const tables = keySections().map(({ name, rows }) =>
    [
      `## ${name}`,
      '',
      '| What | Keys |',
      '|---|---|',
      ...rows.map(
        ({ title, keys }) =>
          `| ${escaped(title)} | ${keys.map((key) => `\`${escaped(key.replace('Arrow', ''))}\``).join(' or ')} |`,
      ),
    ].join('\n'),
  );
  const without = COMMANDS.filter(({ keys }) => keys.length === 0).map(({ title }) => `- ${title}`);
  return `${[
    '# Keys',
    'Ctrl stands for Cmd on a Mac. The same list opens in the app with `?`; there it can be searched.',
    [
      'Everything is also in the palette (`Ctrl+K`), which finds names, addresses and findings, too, and says why a command',
      'does not apply. Keys that write a character act while the canvas or the outline has the focus, `?` wherever nobody',
      'types; they can be turned off in the list of keys. No key of the browser is taken that leads elsewhere: `Ctrl` with',
      "`N`, `T`, `W`, `R`, `L` and `H` are the browser's.",
    ].join('\n'),
    ...tables,
    '## Without keys',
    `In the palette and in the context menus:\n\n${without.join('\n')}`,
  ].join('\n\n')}\n`;
}

test('docs/keyboard.md says what the registry says (npx vitest run src/app/keyboardPage.test.ts -u writes it)', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/keyboard.md');
});
