import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  compileNetwork,
  type Plan,
  type PlanEdit,
  parsePlanValue,
  type Rule,
  traceRoundTrip,
  validate,
} from '#core';
import {
  type Evidence,
  type Lesson,
  lessons,
  progressOf,
  type Seen,
  type SeenWalk,
  startPlan,
} from './index.ts';

const NOTHING_SEEN: Seen = { findings: [], walks: [] };

/** What the checks are told of a plan, as the app tells it. */
function evidenceOf(plan: Plan, seen: Seen): Evidence {
  const network = compileNetwork(plan);
  return {
    plan,
    findings: validate(plan, network),
    flows: Object.fromEntries(
      (plan.flows ?? []).map((flow) => {
        const answer = traceRoundTrip(network, flow);
        return [flow.id, 'problem' in answer ? answer : { roundTrip: answer }];
      }),
    ),
    seen,
  };
}

/** A saved flow, followed to the end that it really has. */
function walkOf(plan: Plan, id: string): SeenWalk {
  const flow = plan.flows?.find((candidate) => candidate.id === id);
  const answer = flow && traceRoundTrip(compileNetwork(plan), flow);
  if (!answer || 'problem' in answer) throw new Error(`there is no walk ${id}`);
  const last = answer.paths.find(({ verdict }) => verdict === 'not-delivered') ?? answer.paths[0];
  const leg = last?.legs.at(-1);
  if (!flow || !leg) throw new Error(`the walk ${id} has no hops`);
  const { from, to, bytes } = flow;
  return { from, to, ...(bytes === undefined ? {} : { bytes }), leg: leg.leg, ending: leg.disposition };
}

/** What somebody does for one step. */
interface Doing {
  readonly watch?: string;
  readonly select?: Rule;
  readonly edits?: readonly PlanEdit[];
}

const set = (
  collection: 'clusters' | 'links' | 'hosts' | 'flows' | 'routers',
  id: string,
  path: readonly (string | number)[],
  value: unknown,
): PlanEdit => ({ kind: 'set', collection, id, path, value });
const edit = (...edits: PlanEdit[]): Doing => ({ edits });

/** For each lesson ways to go through it, step by step; the first is the one that its hints tell. */
const WAYS: Record<string, readonly Doing[][]> = {
  'black-hole': [
    edit(set('clusters', 'london', ['services', 'cidrs'], ['10.96.0.0/12'])),
    // The client is given another network, which the VPN knows already.
    edit(set('hosts', 'laptop', ['addresses'], ['192.168.40.7/24'])),
    // The client is given a network that nobody knew.
    edit(
      set('hosts', 'laptop', ['addresses'], ['192.168.77.7/24']),
      set('links', 'vpn-lp', ['prefixes', 0], ['172.17.0.0/24', '10.1.0.0/16', '192.168.77.0/24']),
    ),
    // A shorter range that ends before the client.
    edit(set('clusters', 'london', ['services', 'cidrs'], ['10.32.128.0/17'])),
  ].map((mend) => [
    { watch: 'client-to-pod' },
    { watch: 'elsewhere-to-pod' },
    { select: 'vip-aliases-address' },
    mend,
    { watch: 'client-to-pod' },
  ]),
  'return-route': [
    edit(set('links', 'vpn-lp', ['prefixes', 0], ['172.17.0.0/24', '10.1.0.0/16'])),
    // The routers tell each other.
    edit(
      set('routers', 'edge-l', ['asn'], 64512),
      set('routers', 'edge-p', ['asn'], 64513),
      set('links', 'vpn-lp', ['routing'], 'bgp'),
    ),
    // A route on the router itself.
    edit(set('routers', 'edge-l', ['routes'], [{ to: '10.1.0.0/16', via: 'vpn-lp' }])),
    // Paris' pods leave with their node's address, and London needs a way to them all the same.
    edit(set('links', 'vpn-lp', ['prefixes', 0], ['172.17.0.0/24', '10.0.0.0/8'])),
  ].map((mend) => [
    { watch: 'paris-to-london' },
    { select: 'missing-return-route' },
    mend,
    { watch: 'london-to-paris' },
  ]),
  'overlapping-pods': [
    [
      edit(set('clusters', 'paris', ['pods', 'cidrs'], ['10.1.0.0/16'])),
      edit(set('links', 'vpn-lp', ['prefixes', 0], ['172.17.0.0/24', '10.1.0.0/16'])),
    ],
    // It is London that moves.
    [
      edit(set('clusters', 'london', ['pods', 'cidrs'], ['10.200.0.0/16'])),
      edit(set('links', 'vpn-lp', ['prefixes', 1], ['172.16.0.0/24', '10.200.0.0/16'])),
    ],
    // Both get a half.
    [
      edit(
        set('clusters', 'london', ['pods', 'cidrs'], ['10.0.0.0/17']),
        set('clusters', 'paris', ['pods', 'cidrs'], ['10.0.128.0/17']),
      ),
      edit(
        set(
          'links',
          'vpn-lp',
          ['prefixes'],
          [
            ['172.17.0.0/24', '10.0.128.0/17'],
            ['172.16.0.0/24', '10.0.0.0/17'],
          ],
        ),
      ),
    ],
  ].map((mend) => [
    { watch: 'paris-to-london' },
    { select: 'pod-networks-overlap' },
    ...mend,
    { watch: 'paris-to-london' },
  ]),
  'routed-or-overlay': [
    edit(set('clusters', 'london', ['network'], { mode: 'routed' })),
    edit(set('clusters', 'london', ['network', 'gateway'], { node: 0, snat: true })),
  ].map((way) => [
    { watch: 'paris-to-london' },
    { watch: 'inside-london' },
    { select: 'overlay-not-addressable' },
    way,
    edit(set('links', 'vpn-lp', ['prefixes', 1], ['172.16.0.0/24', '10.0.0.0/16'])),
  ]),
  'asymmetric-snat': [
    edit(set('clusters', 'london', ['network', 'gateway', 'snat'], true)),
    edit(set('clusters', 'london', ['serviceProxy'], 'ebpf')),
  ].map((way) => [
    { watch: 'laptop-to-pod' },
    { watch: 'laptop-to-gateway-pod' },
    { select: 'asymmetric-path' },
    way,
    edit(set('clusters', 'london', ['network'], { mode: 'routed' })),
  ]),
  'bgp-not-shared': [
    edit(set('clusters', 'london', ['network', 'advertiseToRouter'], true)),
    edit(set('clusters', 'london', ['network'], { mode: 'routed' })),
  ].map((way) => [
    { watch: 'paris-to-london' },
    { watch: 'inside-london' },
    { select: 'bgp-prefixes-not-shared' },
    way,
    edit({
      kind: 'add',
      collection: 'flows',
      entity: { id: 'back', from: 'pod:london/cb-0', to: 'pod:paris/web-0', expect: 'delivered' },
    }),
  ]),
  'tunnel-in-tunnel': [
    [
      edit(set('clusters', 'london', ['mtu'], 1343), set('clusters', 'paris', ['mtu'], 1343)),
      edit(set('flows', 'full-packet', ['bytes'], 1343)),
    ],
    // A plainer tunnel, and pods a little smaller.
    [
      edit(set('clusters', 'london', ['mtu'], 1300), set('clusters', 'paris', ['mtu'], 1300)),
      edit(set('flows', 'full-packet', ['bytes'], 1300)),
    ],
  ].map((mend) => [
    { watch: 'small-packet' },
    { watch: 'full-packet' },
    { select: 'mtu-too-large' },
    ...mend,
  ]),
};

/** Goes through a lesson, and tells after each doing which step is the current one. */
function goThrough(lesson: Lesson, doings: readonly Doing[]) {
  let plan = startPlan(lesson);
  let seen = NOTHING_SEEN;
  let progress = progressOf(lesson, [], evidenceOf(plan, seen));
  const currents = [progress.current];
  for (const { watch, select, edits = [] } of doings) {
    plan = applyEdits(plan, edits);
    seen = {
      findings: select ? [...seen.findings, select] : seen.findings,
      walks: watch === undefined ? seen.walks : [...seen.walks, walkOf(plan, watch)],
    };
    progress = progressOf(lesson, progress.done, evidenceOf(plan, seen));
    currents.push(progress.current);
  }
  return { plan, seen, progress, currents };
}

describe.each(lessons)('lesson $id', (lesson) => {
  const ways = WAYS[lesson.id] ?? [];

  it('begins with a plan that is one, and a flow of it', () => {
    const plan = startPlan(lesson);
    expect(parsePlanValue(plan)).toEqual({ ok: true, plan });
    expect(plan.flows?.map(({ id }) => id)).toContain(lesson.flow);
  });

  it('has at most five steps, each told in a few sentences', () => {
    expect(lesson.steps.length).toBeGreaterThanOrEqual(3);
    expect(lesson.steps.length).toBeLessThanOrEqual(5);
    for (const { title, task, why, hint } of lesson.steps) {
      expect(title.length).toBeLessThanOrEqual(36);
      for (const text of [task, why, hint]) expect(text).toMatch(/[.]$/);
      expect(task.length).toBeLessThanOrEqual(160);
    }
  });

  it('has nothing done at its beginning, and says what is missing', () => {
    const { progress } = goThrough(lesson, []);
    expect(progress.done).toEqual(lesson.steps.map(() => false));
    expect(progress.missing).toMatch(/\.$/);
  });

  it('can be gone through in more than one way', () => expect(ways.length).toBeGreaterThanOrEqual(2));

  it.each(ways.map((doings, i) => ({ way: i + 1, doings })))(
    'way $way: each step is open before it is done, and done in its turn',
    ({ doings }) => {
      expect(doings).toHaveLength(lesson.steps.length);
      const { currents, progress } = goThrough(lesson, doings);
      // Every doing brings exactly the next step, but where a plan is mended so well that the last one is done too.
      expect(currents).toEqual(lesson.steps.map((_, i) => i).concat(lesson.steps.length));
      expect(progress).toMatchObject({ missing: undefined, done: lesson.steps.map(() => true) });
    },
  );

  it('opens a step about the plan again when what did it is undone, and keeps what was looked at', () => {
    const [doings = []] = ways;
    const { seen, progress } = goThrough(lesson, doings);
    const again = progressOf(lesson, progress.done, evidenceOf(startPlan(lesson), seen));
    const first = lesson.steps.findIndex(({ stays }) => stays);
    expect(again.current).toBe(first);
    expect(again.missing).toMatch(/\.$/);
    lesson.steps.forEach((step, i) => {
      if (!step.stays) expect(again.done[i]).toBe(true);
    });
  });

  it('is not done by accepting its findings, or by deleting what they are about', () => {
    const start = startPlan(lesson);
    const looked: Seen = {
      findings: validate(start, compileNetwork(start)).map(({ rule }) => rule),
      walks: (start.flows ?? []).map(({ id }) => walkOf(start, id)),
    };
    const accepted = applyEdits(start, [
      {
        kind: 'set-plan',
        path: ['accept'],
        value: looked.findings.map((rule) => ({ rule, reason: 'It is only a lesson.' })),
      },
    ]);
    const emptied = applyEdits(start, [
      ...(start.clusters ?? []).map(({ id }) => ({ kind: 'remove', collection: 'clusters', id }) as const),
    ]);
    for (const plan of [accepted, emptied]) {
      const progress = progressOf(lesson, [], evidenceOf(plan, looked));
      expect(progress.current).toBeLessThan(lesson.steps.length);
      expect(progress.missing).toMatch(/\.$/);
    }
  });
});

it.each(lessons)('$id: some fix that its findings offer leads nearer to its end', (lesson) => {
  const start = startPlan(lesson);
  const looked: Seen = {
    findings: validate(start, compileNetwork(start)).map(({ rule }) => rule),
    walks: (start.flows ?? []).map(({ id }) => walkOf(start, id)),
  };
  const before = progressOf(lesson, [], evidenceOf(start, looked));
  const repairsOf = (plan: Plan) =>
    validate(plan, compileNetwork(plan)).flatMap(({ repair }) => (repair ? [repair] : []));
  const reached = repairsOf(start).map((first) => {
    let plan = applyEdits(start, first.edits);
    for (let i = 0; i < 6; i++) plan = applyEdits(plan, repairsOf(plan)[0]?.edits ?? []);
    return progressOf(lesson, before.done, evidenceOf(plan, looked)).current;
  });
  // To an overlay that nobody can call there is no repair, it may be meant so; and half a conversation has no one cure.
  if (reached.length > 0) expect(Math.max(...reached)).toBeGreaterThan(before.current);
  else expect(['routed-or-overlay', 'asymmetric-snat']).toContain(lesson.id);
});

it('no two lessons have one id, and each begins elsewhere or teaches something else', () => {
  expect(new Set(lessons.map(({ id }) => id)).size).toBe(lessons.length);
  expect(new Set(lessons.map(({ title }) => title)).size).toBe(lessons.length);
  expect(lessons.length).toBeGreaterThanOrEqual(6);
});
