import { chmodSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };
import { contentSecurityPolicy } from './scripts/vite/contentSecurityPolicy.ts';
import { firstLoadBudget } from './scripts/vite/firstLoadBudget.ts';
import { offline } from './scripts/vite/offline.ts';
import { singleFile } from './scripts/vite/singleFile.ts';

const define = { HOPWRIGHT_VERSION: JSON.stringify(manifest.version) };

/** The built command line keeps its `#!`, so it can be run by name. */
const executable: Plugin = {
  name: 'executable',
  writeBundle: ({ dir }) => chmodSync(`${dir}/hopwright.js`, 0o755),
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
  const single = mode === 'single';
  return {
    define,
    base: './',
    plugins: [
      react(),
      offline(single),
      ...(single ? singleFile() : [firstLoadBudget()]),
      contentSecurityPolicy(single),
    ],
    worker: single ? { format: 'iife', rolldownOptions: { output: { name: 'core' } } } : { format: 'es' },
    ...(single ? { publicDir: false as const } : {}),
    build: {
      target: 'es2023',
      outDir: single ? 'dist/single' : 'dist',
      emptyOutDir: true,
      // What is loaded first is held to a budget of its own (e2e/firstLoad.spec.ts).
      chunkSizeWarningLimit: 5000,
      // All that the page begins with comes in two files, not in forty; what is fetched later, in few that are worth a request.
      ...(single
        ? {}
        : {
            rolldownOptions: {
              output: {
                codeSplitting: {
                  groups: [
                    { name: 'libraries', test: /node_modules/, tags: ['$initial' as const], priority: 2 },
                    { name: 'app', tags: ['$initial' as const], priority: 1 },
                  ],
                },
              },
            },
          }),
    },
    test: {
      include: mode === 'kernel' ? [KERNEL_TESTS] : ['src/**/*.test.ts', 'src/**/*.test.tsx'],
      exclude: mode === 'kernel' ? [] : [KERNEL_TESTS],
      // The colours are tested, and the text of styles (src/app); all other styles are left out.
      css: { include: [/theme\.css/, /\.css\?raw/] },
      environment: 'node',
      testTimeout: 60_000,
    },
  };
});
