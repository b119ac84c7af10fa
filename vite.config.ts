import { chmodSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };

const define = { HOPWRIGHT_VERSION: JSON.stringify(manifest.version) };

/** The built command line keeps its `#!`, so it can be run by name. */
const executable: Plugin = {
  name: 'executable',
  writeBundle: ({ dir }) => chmodSync(`${dir}/hopwright.js`, 0o755),
};

/**
 * What the built page may load: its own files and nothing else. A page on a static host cannot set headers, so the policy
 * is the first thing in its head. Not while developing: Vite's reloading needs an inline script.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
      injectTo: 'head-prepend',
    },
  ],
};

/** Programs for the people who work on the project: mode → entry. */
const TOOLS: Record<string, Record<string, string> | undefined> = {
  schema: { schema: 'src/cli/writeSchema.ts' },
  lab: { 'lab-diff': 'src/lab/labDiff.ts' },
};

/** What needs root and a Linux kernel: network namespaces. */
const KERNEL_TESTS = 'src/**/*.kernel.test.ts';

/** One configuration serves the app, the command line, the schema writer and the unit tests. */
export default defineConfig(({ mode }) => {
  const tool = TOOLS[mode];
  if (mode === 'cli' || tool) {
    const entry = tool ?? { hopwright: 'src/cli/main.ts' };
    return {
      define,
      plugins: mode === 'cli' ? [executable] : [],
      // ipaddr.js is CommonJS: bundled, its named exports work in Node too, and the CLI is one file.
      ssr: { noExternal: true },
      publicDir: false,
      build: {
        ssr: true,
        target: 'node20',
        outDir: mode === 'cli' ? 'dist/cli' : 'dist/tools',
        emptyOutDir: mode === 'cli',
        minify: false,
        rolldownOptions: { input: entry, output: { entryFileNames: '[name].js', format: 'es' } },
      },
    };
  }
  return {
    define,
    base: './',
    plugins: [react(), contentSecurityPolicy],
    worker: { format: 'es' },
    // One page, loaded whole: its one chunk is meant to be large.
    build: { target: 'es2023', outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 1200 },
    test: {
      include: mode === 'kernel' ? [KERNEL_TESTS] : ['src/**/*.test.ts', 'src/**/*.test.tsx'],
      exclude: mode === 'kernel' ? [] : [KERNEL_TESTS],
      environment: 'node',
      testTimeout: 60_000,
    },
  };
});
