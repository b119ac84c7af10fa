import { spawnSync } from 'node:child_process';

/** Why labs cannot be made here; undefined when they can. */
export function whyNoLabs(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'making network namespaces needs root';
  for (const [command, argument] of [
    ['ip', '-V'],
    ['nft', '--version'],
    ['python3', '--version'],
  ] as const) {
    if (spawnSync(command, [argument]).status !== 0) return `${command} is not installed`;
  }
  if (spawnSync('unshare', ['--net', 'true']).status !== 0)
    return 'this machine does not allow network namespaces';
  return undefined;
}
