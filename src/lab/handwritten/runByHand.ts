import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { labProgram, observeRules } from '#formats';
import type { Story } from '../compare.ts';

interface Printed {
  readonly flow: string;
  readonly failedLeg: Story['failed'];
  readonly receiver: string | null;
  readonly seenSource: string | null;
}

/** Builds one of the labs of this folder, makes its calls, and takes it away. By flow: what became of it. */
export function runByHand(name: string): Record<string, Story> {
  const lab = `hw-hand-${process.pid}`;
  try {
    const built = run('sh', [join(import.meta.dirname, `${name}.sh`)], '', lab);
    const said = built.split('\n').map((line) => line.split(' '));
    const devices = said.flatMap(([word, ns, id, ...ports]) =>
      word === 'device' && ns !== undefined && id !== undefined ? [{ ns, id, ports: ports.map(Number) }] : [],
    );
    for (const { ns } of devices)
      run('ip', ['netns', 'exec', `${lab}.${ns}`, 'nft', '-f', '-'], observeRules(false));
    const idOf = new Map(devices.map(({ ns, id }) => [ns, id]));
    const flows = said.filter(([word]) => word === 'flow');
    const facts = {
      namespaces: Object.fromEntries(devices.map(({ ns, id }) => [id, ns])),
      listens: Object.fromEntries(devices.map(({ id, ports }) => [id, ports])),
      questions: flows.map(([, flow, from = '', to = '', protocol, dst = '', port, bytes], n) => ({
        flow,
        choice: 0,
        ns: idOf.get(from),
        protocol,
        family: dst.includes(':') ? 6 : 4,
        dst,
        dport: Number(port),
        sport: 40_000 + 16 * n,
        bytes: Number(bytes ?? 64),
        mark: 0,
        targets: to === 'anybody' ? [] : [idOf.get(to)],
      })),
    };
    const printed: Printed[] = run('python3', ['-c', labProgram, lab, '--all'], JSON.stringify(facts), lab)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    return Object.fromEntries(
      printed.map(({ flow, failedLeg, receiver, seenSource }) => [
        flow,
        { failed: failedLeg, receiver, source: seenSource },
      ]),
    );
  } finally {
    for (const ns of run('ip', ['netns', 'list'], '')
      .split('\n')
      .map((line) => line.split(' ')[0] ?? ''))
      if (ns.startsWith(`${lab}.`)) run('ip', ['netns', 'delete', ns], '');
  }
}

/** What a program prints. A complaint of it is an error; its exit code is not: the runner's says that a flow was lost. */
function run(program: string, args: readonly string[], input: string, lab = ''): string {
  const { stdout, stderr } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    env: { ...process.env, LAB: lab },
  });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}
