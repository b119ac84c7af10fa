import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const hashesOf = (html: string, tag: 'script' | 'style'): string[] =>
  [...html.matchAll(new RegExp(`<${tag}(?![^>]*\\bsrc=)[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );

/**
 * What the built page may load: its own files and nothing else. A page on a static host cannot set headers, so the policy
 * is the first thing in its head. In the page that is one single file, scripts and styles are named by their hashes, and
 * workers and their code are blobs. Not while developing: Vite's reloading needs an inline script.
 */
export const contentSecurityPolicy = (single: boolean): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue;
        const html = String(file.source);
        const own = single ? [] : ["'self'"];
        const policy = [
          "default-src 'none'",
          `script-src ${[...own, ...hashesOf(html, 'script'), ...(single ? ['blob:'] : [])].join(' ')}`,
          `style-src ${[...own, ...hashesOf(html, 'style')].join(' ')}`,
          `img-src ${[...own, 'data:', 'blob:'].join(' ')}`,
          ...(single ? [] : ["font-src 'self'", "connect-src 'self'", "manifest-src 'self'"]),
          `worker-src ${single ? 'blob:' : "'self'"}`,
          "base-uri 'none'",
          "form-action 'none'",
        ].join('; ');
        file.source = html.replace(
          /<head>/,
          `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`,
        );
      }
    },
  },
});
