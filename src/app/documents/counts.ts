import type { Counts } from './docStore.ts';

/** "2 clusters, 1 router, 1 link"; "empty" for a plan without any. */
export function countsText({ clusters, routers, links, hosts }: Counts): string {
  const words: readonly (readonly [number, string])[] = [
    [clusters, 'cluster'],
    [routers, 'router'],
    [links, 'link'],
    [hosts, 'host'],
  ];
  const parts = words.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}${n === 1 ? '' : 's'}`);
  return parts.length === 0 ? 'empty' : parts.join(', ');
}
