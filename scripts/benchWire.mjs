import { serialize } from 'node:v8';
import { runnerImport } from 'vite';
import { fleet } from './benchPlan.mjs';
import { root } from './shell.mjs';

/*
 * The part of `bench:canvas` that needs no browser: what an edit costs the page on its way to the worker and back, and whether
 * tidied cards overlap.
 */

const room = async (path) => (await runnerImport(path, { root, logLevel: 'error' })).module;

/** One edit in 5,000 clusters, the most that a plan may have, there and back, beside a clone of the plan; judging itself is not counted. */
export async function wireRows() {
  const { parsePlanValue } = await room('/src/core/index.ts');
  const { serve } = await room('/src/worker/serve.ts');
  const { planPatch, patchedPlan } = await room('/src/worker/planPatch.ts');
  const { NO_JUDGEMENT, patchedJudgement } = await room('/src/worker/judgementPatch.ts');
  const before = parsePlanValue(fleet(5_000, 300)).plan;
  const [first, ...more] = before.clusters;
  const after = { ...before, clusters: [{ ...first, name: 'Renamed' }, ...more] };
  const answers = [];
  const port = { postMessage: (answer) => answers.push(answer), onmessage: null };
  serve(port);
  port.onmessage({ data: { id: 1, method: 'judge', revision: 1, plan: before } });
  port.onmessage({ data: { id: 2, method: 'judge', revision: 2, patch: planPatch(before, after) } });
  const told = patchedJudgement(NO_JUDGEMENT, answers[0].result);
  const change = answers[1].result;
  const ours = best(() => {
    patchedPlan(before, structuredClone(planPatch(before, after)));
    patchedJudgement(told, structuredClone(change));
  });
  const theirs = best(() => structuredClone(after));
  const bytes = serialize(planPatch(before, after)).length + serialize(change).length;
  const whole = serialize(after).length;
  const row = (what, ours, rival) => ({
    what,
    ours,
    rival,
    ratio: rival / ours,
    target: 'at least 500x less',
    holds: rival >= 500 * ours,
  });
  return [
    row(
      'an edit in 5,000 clusters (the most allowed) to the worker and back, ms | a clone of the plan',
      ours,
      theirs,
    ),
    row('the same, bytes', bytes, whole),
  ];
}

/** How many pairs of cards overlap once a plan is tidied. */
export async function overlapping(value) {
  const { parsePlanValue } = await room('/src/core/index.ts');
  const { cardSizes, tidyPlaces } = await room('/src/core/view/index.ts');
  const { plan } = parsePlanValue(value);
  const boxes = new Map(
    [...cardSizes(plan)].map(([id, size]) => {
      const [x, y] = plan.view.positions[id];
      return [id, { x, y, ...size }];
    }),
  );
  const placed = [...tidyPlaces(plan, [...boxes.keys()], boxes)].map(([id, at]) => ({
    ...boxes.get(id),
    ...at,
  }));
  placed.sort((a, b) => a.x - b.x);
  let pairs = 0;
  for (const [i, a] of placed.entries())
    for (let j = i + 1; j < placed.length && placed[j].x < a.x + a.width; j++)
      if (placed[j].y < a.y + a.height && a.y < placed[j].y + placed[j].height) pairs++;
  return pairs;
}

function best(run) {
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 10; round++) {
    const start = performance.now();
    run();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}
