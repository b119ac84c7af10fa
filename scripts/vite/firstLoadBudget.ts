import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Bytes of gzip JavaScript that the page may need before its canvas stands: 250 kB. The worker's are not the page's. */
const BUDGET = 250_000;
/** What must not be among it: large, and wanted by few. */
const LATER = /node_modules\/(elkjs|yaml|uqr)\//;

/** Fails the build where the page would begin with too much. */
export const firstLoadBudget = (): Plugin => ({
  name: 'first-load-budget',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const first = new Set<string>();
      const take = (name: string): void => {
        const file = bundle[name];
        if (first.has(name) || file?.type !== 'chunk') return;
        first.add(name);
        file.imports.forEach(take);
      };
      const page = Object.values(bundle).find(({ fileName }) => fileName === 'index.html');
      if (page?.type !== 'asset') this.error('There is no index.html to tell what the page begins with.');
      for (const [, address = ''] of String(page.source).matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g))
        take(address);
      if (first.size === 0) this.error('index.html begins with no script.');
      let total = 0;
      for (const name of first) {
        const file = bundle[name];
        if (file?.type !== 'chunk') continue;
        total += gzipSync(file.code, { level: 9 }).length;
        const early = Object.keys(file.modules).find((id) => LATER.test(id));
        if (early) this.error(`The page begins with ${early}: import it where it is first wanted.`);
      }
      if (total > BUDGET)
        this.error(
          `The page begins with ${total} bytes of gzip JavaScript, more than ${BUDGET}: fetch later what nobody sees at once.`,
        );
      console.log(
        `The page begins with ${(total / 1000).toFixed(0)} kB of gzip JavaScript (at most ${BUDGET / 1000}).`,
      );
    },
  },
});
