import { describe, expect, it } from 'vitest';
import {
  compileNetwork,
  type Disposition,
  type LegName,
  type PathProperty,
  parsePlanValue,
  traceRoundTrip,
  validate,
  vbucketOf,
} from '#core';
import { examples } from './examples.ts';

interface Verdict {
  readonly leg: LegName;
  readonly disposition: Disposition;
  readonly at: string;
  readonly properties?: readonly PathProperty[];
}

/** How the last leg of each example's flows ends, as docs/network-model.md says. */
const stories: Record<string, Record<string, Verdict>> = {
  'black-hole': {
    'client-to-pod': { leg: 'reply', disposition: 'captured', at: 'node:london/0' },
    'elsewhere-to-pod': { leg: 'answer', disposition: 'delivered', at: 'host:desktop' },
    'pod-to-client': { leg: 'request', disposition: 'captured', at: 'node:london/0' },
  },
  'routed-cluster': {
    'laptop-to-pod': { leg: 'answer', disposition: 'delivered', at: 'host:laptop', properties: [] },
    'laptop-to-service': { leg: 'request', disposition: 'no-route', at: 'router:edge-l' },
    'pod-to-service': { leg: 'answer', disposition: 'delivered', at: 'pod:london/cb-0' },
  },
  'static-vpn': {
    'paris-to-london': { leg: 'answer', disposition: 'delivered', at: 'pod:paris/web-0' },
    'london-to-paris': { leg: 'answer', disposition: 'delivered', at: 'pod:london/cb-0' },
  },
  'bgp-shared': {
    'paris-to-london': { leg: 'answer', disposition: 'delivered', at: 'pod:paris/web-0' },
    'london-to-paris': { leg: 'answer', disposition: 'delivered', at: 'pod:london/cb-0' },
  },
  'bgp-not-shared': {
    'paris-to-london': { leg: 'request', disposition: 'no-route', at: 'router:edge-p' },
    'inside-london': { leg: 'answer', disposition: 'delivered', at: 'pod:london/cb-0' },
  },
  'overlay-to-overlay': {
    'paris-to-london': { leg: 'request', disposition: 'no-route', at: 'router:edge-p' },
    'inside-london': {
      leg: 'answer',
      disposition: 'delivered',
      at: 'pod:london/cb-0',
      properties: ['encapsulated'],
    },
    'pod-to-node': { leg: 'answer', disposition: 'delivered', at: 'pod:paris/web-0' },
  },
  'overlay-gateway-snat': {
    'laptop-to-pod': {
      leg: 'answer',
      disposition: 'delivered',
      at: 'host:laptop',
      properties: ['nat', 'encapsulated'],
    },
    'laptop-to-gateway-pod': { leg: 'answer', disposition: 'delivered', at: 'host:laptop', properties: [] },
  },
  'overlay-gateway-no-snat': {
    'laptop-to-pod': { leg: 'follow-up', disposition: 'invalid-dropped', at: 'node:london/0' },
    'laptop-to-gateway-pod': { leg: 'answer', disposition: 'delivered', at: 'host:laptop' },
  },
  native: {
    'laptop-to-pod': { leg: 'answer', disposition: 'delivered', at: 'host:laptop' },
    'laptop-to-service': { leg: 'request', disposition: 'no-route', at: 'router:office' },
  },
  'vpn-mtu': {
    'full-packet': { leg: 'follow-up', disposition: 'too-big', at: 'router:edge-p' },
    'small-packet': { leg: 'answer', disposition: 'delivered', at: 'pod:paris/web-0' },
  },
  'couchbase-key': {
    document: { leg: 'answer', disposition: 'delivered', at: 'pod:paris/shop-0' },
    'other-document': { leg: 'answer', disposition: 'delivered', at: 'pod:paris/shop-0' },
    'through-the-service': { leg: 'answer', disposition: 'delivered', at: 'pod:london/report-0' },
  },
};

describe.each(examples)('example $id', ({ id, plan, flow, finding, story }) => {
  it('opens with a flow that it has', () => {
    expect(plan.flows?.map((f) => f.id)).toContain(flow);
    expect(story.split(/(?<=[.!]) /)).toHaveLength(2);
    expect(Object.keys(stories[id] ?? {})).toEqual(plan.flows?.map((f) => f.id));
  });

  it('shows everything that it has on the canvas, on the grid, nothing over another', () => {
    const positions = Object.entries(plan.view?.positions ?? {});
    const ids = [...(plan.clusters ?? []), ...(plan.routers ?? []), ...(plan.hosts ?? [])].map(
      ({ id }) => id,
    );
    expect(positions.map(([entity]) => entity).sort()).toEqual([...ids].sort());
    const clusters = new Set(plan.clusters?.map((c) => c.id));
    const boxes = positions.map(([entity, [x, y]]) => {
      expect([x % 10, y % 10].map(Math.abs)).toEqual([0, 0]);
      return { x, y, width: clusters.has(entity) ? 280 : 200, height: clusters.has(entity) ? 240 : 100 };
    });
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1))
        expect(
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
        ).toBe(true);
    });
  });

  it('reports its finding, and nothing else that would draw the eye', () => {
    const found = validate(plan, compileNetwork(plan)).filter((f) => f.accepted === undefined);
    const rules = found.map((f) => f.rule);
    if (finding) expect(rules).toContain(finding);
    const others = found.filter((f) => f.rule !== finding && f.rule !== 'expectation-failed');
    expect(others.map((f) => f.rule)).toEqual([]);
    // A wish that fails is told beside the finding that explains it, never alone.
    if (!finding) expect(rules).toEqual([]);
  });

  it.each(plan.flows ?? [])('flow $id ends as its story says', (question) => {
    const answer = traceRoundTrip(compileNetwork(plan), question);
    if ('problem' in answer) throw new Error(answer.problem);
    const expected = stories[id]?.[question.id];
    for (const path of answer.paths) {
      const last = path.legs.at(-1);
      expect({ leg: last?.leg, disposition: last?.disposition, at: last?.at }).toEqual({
        leg: expected?.leg,
        disposition: expected?.disposition,
        at: expected?.at,
      });
      if (expected?.properties)
        expect(path.properties).toEqual(expect.arrayContaining([...expected.properties]));
      if (expected?.properties?.length === 0) expect(path.properties).toEqual([]);
    }
  });
});

it('the two documents of the Couchbase example live on two pods', () => {
  expect(vbucketOf('user::4711') % 3).not.toBe(vbucketOf('user::4712') % 3);
});

it.each(examples)('$id is a plan as its reader would give it, word for word', ({ plan }) => {
  expect(parsePlanValue(plan)).toEqual({ ok: true, plan });
});
