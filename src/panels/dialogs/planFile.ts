import type { ParsedPlan, Plan } from '#core';
import { download } from '../exporting/download.ts';
import { fileStem } from '../exporting/files.ts';

/** What plan files are called: `Two sites over a VPN` //=> `two-sites-over-a-vpn.hopwright.json`. */
export const fileNameOf = (plan: Plan): string => `${fileStem(plan.name)}.hopwright.json`;

/** The file's text: indented, for people and for reviews. */
export const fileTextOf = (plan: Plan): string => `${JSON.stringify(plan, undefined, 2)}\n`;

/** Gives the plan to the browser as a download. */
export function exportPlan(plan: Plan): void {
  download(fileNameOf(plan), new Blob([fileTextOf(plan)], { type: 'application/json' }));
}

/** Pictures are larger than the plan inside them. */
const MAX_PICTURE = 32 * 1024 * 1024;

/** How pictures, and what is taken for pictures, begin: XML, PNG, JPEG, GIF, WebP, PDF. No plan and no link does. */
const PICTURE_STARTS = [0x3c, 0x89, 0xff, 0x47, 0x52, 0x25];
/** A byte order mark and white space may stand before XML. */
const BEFORE = [0xef, 0xbb, 0xbf, 0x20, 0x09, 0x0a, 0x0d];

/** The plan inside a picture, or why it cannot be had; undefined for what is no picture. */
export async function planInPicture(file: Blob): Promise<ParsedPlan | undefined> {
  const start = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  const first = start.find((byte) => !BEFORE.includes(byte));
  if (first === undefined || !PICTURE_STARTS.includes(first)) return undefined;
  if (file.size > MAX_PICTURE) {
    const size = (file.size / 1024 / 1024).toFixed(1);
    return {
      ok: false,
      problems: [{ path: '', message: `the picture has ${size} MiB; at most 32 MiB are read` }],
    };
  }
  const { readPicture } = await import('#formats');
  return readPicture(new Uint8Array(await file.arrayBuffer()), (bytes) => new TextDecoder().decode(bytes));
}

/** Lets people choose files; an empty list when they do not. */
export function chooseFiles(): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,.svg,.png,application/json,image/svg+xml,image/png';
    input.multiple = true;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
