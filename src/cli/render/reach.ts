import type { Outcome, Reachability } from '#core';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** Names of targets that are written out for one sender and one way of losing. */
const MOST_NAMES = 5;

/** `delivered`, or the leg that is lost and how: `reply captured`. */
const words = ({ verdict, leg, disposition }: Outcome): string =>
  verdict === 'delivered' ? 'delivered' : `${leg} ${disposition}`;

const isLost = (outcome: Outcome | undefined): outcome is Outcome => outcome?.verdict === 'not-delivered';

/** How many calls are not answered. */
export const lostCalls = ({ cells, outcomes }: Reachability): number =>
  cells.reduce((sum, cell) => sum + (isLost(outcomes[cell]) ? 1 : 0), 0);

/** The matrix as JSON, each row of numbers on a line of its own. */
export function reachJson(plan: string, matrix: Reachability): string {
  const { ends, outcomes, cells } = matrix;
  const rows = ends.map(
    (_, i) => `    [${cells.subarray(i * ends.length, (i + 1) * ends.length).join(',')}]`,
  );
  const head = JSON.stringify(
    {
      plan,
      ends,
      outcomes: outcomes.map((outcome) => outcome ?? null),
      calls: ends.length * (ends.length - 1),
      lost: lostCalls(matrix),
    },
    null,
    2,
  );
  return `${head.slice(0, -2)},\n  "rows": [${rows.length === 0 ? '' : `\n${rows.join(',\n')}\n  `}]\n}\n`;
}

/** The matrix as a table: senders down, targets across. */
export function reachCsv({ ends, outcomes, cells }: Reachability): string {
  const rows = ends.map((from, i) => {
    const row = cells.subarray(i * ends.length, (i + 1) * ends.length);
    return [from, ...Array.from(row, (cell) => (outcomes[cell] ? words(outcomes[cell]) : ''))];
  });
  return `${[['from', ...ends], ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}

/** The count, and of what is lost a line for each sender and way of losing. */
export function reachText(plan: string, matrix: Reachability, style: Style): string {
  const { ends } = matrix;
  const lost = lostCalls(matrix);
  const calls = ends.length * (ends.length - 1);
  const count = `${calls - lost} of ${calls} calls between ${ends.length} ends are answered.`;
  const lines = ends.flatMap((from, i) => linesOf(from, i, matrix));
  return [
    `${style.bold(printable(plan))}: ${lost > 0 ? style.bad(count) : style.good(count)}`,
    ...lines,
    '',
  ].join('\n');
}

function linesOf(from: string, row: number, { ends, outcomes, cells }: Reachability): string[] {
  const targets = new Map<Outcome, string[]>();
  for (const [j, to] of ends.entries()) {
    const outcome = outcomes[cells[row * ends.length + j] ?? 0];
    if (!isLost(outcome)) continue;
    const known = targets.get(outcome);
    if (known) known.push(to);
    else targets.set(outcome, [to]);
  }
  return [...targets].map(([outcome, names]) => {
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
    return `  ${from}: ${words(outcome)}: ${names.slice(0, MOST_NAMES).join(', ')}${more}`;
  });
}
