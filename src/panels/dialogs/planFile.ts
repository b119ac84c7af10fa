import type { Plan } from '#core';

/** What plan files are called: `Two sites over a VPN` //=> `two-sites-over-a-vpn.hopwright.json`. */
export function fileNameOf(plan: Plan): string {
  const stem = plan.name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return `${stem || 'plan'}.hopwright.json`;
}

/** The file's text: indented, for people and for reviews. */
export const fileTextOf = (plan: Plan): string => `${JSON.stringify(plan, undefined, 2)}\n`;

/** Gives the plan to the browser as a download. */
export function exportPlan(plan: Plan): void {
  const url = URL.createObjectURL(new Blob([fileTextOf(plan)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileNameOf(plan);
  link.click();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Lets people choose files; an empty list when they do not. */
export function chooseFiles(): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.multiple = true;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
