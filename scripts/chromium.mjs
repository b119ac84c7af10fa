import { isExecutable, which } from './shell.mjs';

/**
 * The Chromium to test with: HOPWRIGHT_CHROMIUM, else Debian's, else one on PATH. Undefined: Playwright's own,
 * if it was installed.
 */
export function findChromium() {
  const named = process.env.HOPWRIGHT_CHROMIUM;
  if (named !== undefined && named !== '') return named;
  if (isExecutable('/usr/bin/chromium')) return '/usr/bin/chromium';
  return which('chromium') ?? which('chromium-browser');
}
