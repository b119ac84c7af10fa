import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findChromium } from '../scripts/chromium.mjs';

const port = 5321;
const baseURL = `http://localhost:${port}/`;
const executablePath = findChromium();

/** `npm test` has built dist/ already and tests just that; alone, the tests build a copy of their own. */
const built = process.env.HOPWRIGHT_DIST;
const outDir = built ?? fileURLToPath(new URL('../node_modules/.tmp/e2e-dist', import.meta.url));
const build = built === undefined ? `npx vite build --logLevel warn --outDir ${outDir} && ` : '';

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL,
    actionTimeout: 10_000,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium refuses its sandbox to root, which is who runs tests in a container.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: `${build}npx vite preview --outDir ${outDir} --port ${port} --strictPort`,
    cwd: '..',
    url: baseURL,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
