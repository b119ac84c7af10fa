import { spawnSync } from 'node:child_process';

/** Why the tests named cannot make labs here, which is said aloud; undefined when they can. They may not be skipped where CI=true. */
export function whyNoLabs(tests: string): string | undefined {
  const reason = missingForLabs();
  if (reason === undefined) return undefined;
  if (process.env.CI === 'true') throw new Error(`kernel tests may not be skipped where CI=true: ${reason}`);
  return saySkipped(tests, reason);
}

/** Test runners keep quiet about what they skip. */
export function saySkipped(tests: string, reason: string): string {
  process.stderr.write(`SKIPPED ${tests}: ${reason}\n`);
  return reason;
}

function missingForLabs(): string | undefined {
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
