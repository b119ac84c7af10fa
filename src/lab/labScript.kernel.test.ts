import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileNetwork, type Plan, traceRoundTrip } from '#core';
import { labScript } from '#formats';
import { storyOfPath } from './compare.ts';
import { whyNoLabs } from './oracle/canRun.ts';
import { randomPlan } from './randomPlan.ts';

const reason = whyNoLabs('exported labs');

/** What `run --all` prints, one of a path. */
interface Printed {
  flow: string;
  delivered: boolean;
  failedLeg: string | null;
  receiver: string | null;
  seenSource: string | null;
}

describe.skipIf(reason !== undefined)(`an exported lab${reason ? ` (skipped: ${reason})` : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hopwright-lab-'));
  const environment = { ...process.env, LAB: `hw-test-${process.pid}` };
  const run = (script: string, ...verbs: string[]) =>
    spawnSync('sh', [script, ...verbs], { env: environment, encoding: 'utf8' });
  const namespaces = () =>
    spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line.startsWith(environment.LAB));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([3, 11, 26, 31, 40, 77])(
    'of random plan %i says what the walk says, and is gone after down',
    (seed) => {
      const plan = randomPlan(seed);
      const script = join(folder, `${seed}.sh`);
      writeFileSync(script, labScript(plan, compileNetwork(plan)));
      try {
        const up = run(script, 'up');
        expect(up.stderr).toBe('');
        expect(run(script, 'up').status).toBe(1);
        const printed: Printed[] = run(script, 'run', '--all')
          .stdout.split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line));
        expect(
          printed.map(({ flow, failedLeg, receiver, seenSource }) => ({
            flow,
            failedLeg,
            receiver,
            seenSource,
          })),
        ).toEqual(walked(plan));
      } finally {
        run(script, 'down');
      }
      expect(namespaces()).toEqual([]);
    },
    120_000,
  );
});

function walked(plan: Plan) {
  const network = compileNetwork(plan);
  return (plan.flows ?? []).flatMap((flow) => {
    const trip = traceRoundTrip(network, flow);
    if ('problem' in trip) throw new Error(trip.problem);
    return trip.paths.map((path) => {
      const { failed, receiver, source } = storyOfPath(path);
      return { flow: flow.id, failedLeg: failed, receiver, seenSource: source };
    });
  });
}
