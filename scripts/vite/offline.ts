import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/**
 * The page installed, and without a network: a service worker keeps every built file, and a newer version takes over only
 * when somebody says so. It registers from src/app/offline.ts.
 */
export const offline = (disable: boolean): Plugin[] =>
  VitePWA({
    disable,
    registerType: 'prompt',
    injectRegister: null,
    manifest: {
      id: './',
      name: 'Hopwright',
      short_name: 'Hopwright',
      description: 'Draw clusters, routers and links; see where ranges collide and what happens to a packet.',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#f5f7fa',
      theme_color: '#004896',
      categories: ['developer', 'utilities'],
      icons: [
        { src: './icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: './icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: './icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        { src: './icon.svg', sizes: 'any', type: 'image/svg+xml' },
      ],
      file_handlers: [{ action: './', accept: { 'application/json': ['.json'] } }],
    },
    workbox: {
      globPatterns: ['**/*.{html,js,css,svg,png,json,webmanifest}'],
      // The command line is built into the same folder.
      globIgnores: ['cli/**', 'tools/**', 'single/**'],
      maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
      // `?example=…` and `?embed=1` are the same page.
      ignoreURLParametersMatching: [/.*/],
      cleanupOutdatedCaches: true,
    },
  });
