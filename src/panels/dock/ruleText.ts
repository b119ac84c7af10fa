/**
 * What the network model says under a number, as Markdown: the entry of a list, or the row of a table with its columns named.
 * Undefined for a number that it does not have.
 */
export function ruleText(model: string, number: string): string | undefined {
  const lines = model.split('\n');
  const start = lines.findIndex(
    (line) => line.startsWith(`- **${number}** `) || line.startsWith(`| **${number}** |`),
  );
  const first = lines[start];
  if (first === undefined) return undefined;
  if (first.startsWith('|')) return rowText(lines, start);
  const more = lines.slice(start + 1);
  const end = more.findIndex((line) => !line.startsWith('  '));
  return [
    first.slice(`- **${number}** `.length),
    ...more.slice(0, end < 0 ? undefined : end).map((line) => line.trim()),
  ].join('\n');
}

const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

function rowText(lines: readonly string[], row: number): string {
  let head = row;
  while (head > 0 && lines[head - 1]?.startsWith('|')) head--;
  const columns = cells(lines[head] ?? '');
  return cells(lines[row] ?? '')
    .map((cell, index) => ({ cell, column: columns[index] ?? '' }))
    .slice(1)
    .map(({ cell, column }) => `- **${column}**: ${cell}`)
    .join('\n');
}

/** The numbers that a text cites: `route … (static, R4 link vpn)` //=> `['R4']`. */
export const citedRules = (text: string): string[] => [...new Set(text.match(/\b[ARESMW]\d{1,2}\b/g) ?? [])];
