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
/** A reply that a busy machine delays is taken for lost; what a kernel does is there every time. */
const PATIENT = { retry: 2, timeout: 120_000 };

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
  const LAB = `hw-test-${process.pid}`;
  const runIn = (lab: string, script: string, ...verbs: string[]) =>
    spawnSync('sh', [script, ...verbs], { env: { ...process.env, LAB: lab }, encoding: 'utf8' });
  const run = (script: string, ...verbs: string[]) => runIn(LAB, script, ...verbs);
  const namespaces = (lab = LAB) =>
    spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line.startsWith(`${lab}.`));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([3, 11, 26, 31, 40, 77])(
    'of random plan %i says what the walk says, and is gone after down',
    PATIENT,
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
  );

  it('is taken away alone, also beside one whose name begins with its name', () => {
    const plan: Plan = { hopwright: 1, name: 'Pair', hosts: [{ id: 'h', addresses: ['10.0.0.1/24'] }] };
    const script = join(folder, 'pair.sh');
    writeFileSync(script, labScript(plan, compileNetwork(plan)));
    const other = `${LAB}-other`;
    try {
      run(script, 'up');
      runIn(other, script, 'up');
      expect(run(script, 'run', '--all').stderr).toContain('no flows');
      run(script, 'down');
      expect(namespaces()).toEqual([]);
      expect(namespaces(other)).toHaveLength(2);
    } finally {
      for (const lab of [LAB, other]) runIn(lab, script, 'down');
    }
  });
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
