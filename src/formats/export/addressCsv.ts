import type { AddressPool, Plan } from '#core';
import { addressRows } from './addressRows.ts';
import { cleanText } from './svg/xml.ts';

/**
 * The address plan as CSV (RFC 4180): one line a range, for spreadsheets. A cell that a spreadsheet would take for a formula
 * begins with an apostrophe.
 */
export function addressCsv(plan: Plan, pools: readonly AddressPool[]): string {
  const lines = addressRows(plan, pools).map(
    ({ pool, site, owner, range, role, size, used, overlapping }) => [
      pool,
      site,
      owner,
      range,
      role,
      size,
      used,
      overlapping ? 'yes' : 'no',
    ],
  );
  return [HEADER, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

const HEADER = ['pool', 'site', 'owner', 'range', 'role', 'size', 'used', 'overlapping'];

function cell(text: string): string {
  const clean = cleanText(text);
  const safe = /^[=+\-@]/.test(clean) ? `'${clean}` : clean;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
