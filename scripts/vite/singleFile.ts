import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** Workers, icon and examples go into the page, too: a file that is opened from a disk can fetch nothing. */
const inlined: Plugin = {
  name: 'inlined-into-the-single-file',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/src\/[^?]+\.tsx?$/.test(id)) return undefined;
    const changed = code
      .replace(/(\.worker\.ts|\.js)\?worker'/g, "$1?worker&inline'")
      .replace(/(["'])\.\/icon\.svg\1/g, JSON.stringify(iconAddress()));
    return changed === code ? undefined : { code: changed, map: null };
  },
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => html.replaceAll('./icon.svg', iconAddress()).replace(/<link rel="manifest"[^>]*>/, ''),
  },
};

const iconAddress = (): string =>
  `data:image/svg+xml;base64,${readFileSync(new URL('../../public/icon.svg', import.meta.url)).toString('base64')}`;

/** Under a name that tells what it is among other downloads. */
const named: Plugin = {
  name: 'name-the-single-file',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.fileName === 'index.html') file.fileName = 'hopwright.html';
      }
    },
  },
};

/** The whole page as one HTML file, for places without a network: opened from a disk, it does all that the hosted one does. */
export const singleFile = (): Plugin[] => [inlined, viteSingleFile({ removeViteModuleLoader: true }), named];
