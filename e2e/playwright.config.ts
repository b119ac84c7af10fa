import { defineConfig } from '@playwright/test';
import { findChromium } from '../scripts/chromium.mjs';
import { builtApp, isBuilt } from './builtApp.ts';

const port = Number(process.env.HOPWRIGHT_E2E_PORT ?? 5321);
const baseURL = `http://localhost:${port}/`;
const executablePath = findChromium();

const build = isBuilt
  ? ''
  : `npx vite build --logLevel warn --outDir ${builtApp} && npx vite build --mode single --logLevel warn --outDir ${builtApp}/single && `;

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  workers: 2,
  // A gesture counts as one while its steps come in time; on a machine that is busy with others they may not.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL,
    actionTimeout: 10_000,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    // A page behind a service worker makes no requests that a test could stop; offline.spec.ts lets it in.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium refuses its sandbox to root, which is who runs tests in a container.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: `${build}npx vite preview --outDir ${builtApp} --port ${port} --strictPort`,
    cwd: '..',
    url: baseURL,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
