import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mustAddress } from '../address/address.ts';
import type { Hop, Leg, Path } from '../simulate/trace.ts';
import type { Box } from './floatingEdge.ts';
import { type AnchorOf, type EndMark, labelLeft, laneLine, trailOf } from './trail.ts';

const a = mustAddress('10.0.0.2');
const hop = (device: string, outer: Hop['packet']['outer'] = null): Hop => ({
  device,
  packet: { src: a, dst: a, outer },
  steps: [],
});
const leg = (name: Leg['leg'], disposition: Leg['disposition'], hops: readonly Hop[]): Leg => ({
  leg: name,
  disposition,
  at: hops.at(-1)?.device ?? '',
  ending: { disposition, rule: 'W4', device: hops.at(-1)?.device ?? '', src: a, dst: a },
  hops,
  seenSource: a,
});
const pathOf = (...legs: Leg[]): Path => ({ verdict: 'delivered', target: undefined, properties: [], legs });

/** Cards of 100 × 60 in a row; all devices of the closed cluster are at one. */
const CARDS: Record<string, Box> = {
  london: { x: 0, y: 0, width: 100, height: 60 },
  edge: { x: 200, y: 0, width: 100, height: 60 },
  laptop: { x: 400, y: 0, width: 100, height: 60 },
};
const closed: AnchorOf = (device) => {
  const entity = /:([^/]*)/.exec(device)?.[1] ?? '';
  const box = CARDS[entity];
  return box && { key: entity, box, card: box };
};

const there = [hop('host:laptop'), hop('router:edge'), hop('node:london/0'), hop('pod:london/cb-0')];
const back = [hop('pod:london/cb-0'), hop('node:london/0'), hop('router:edge'), hop('host:laptop')];

describe('the trail of a walk', () => {
  const trail = trailOf(pathOf(leg('request', 'delivered', there), leg('reply', 'delivered', back)), closed);

  test('hops inside a closed cluster share a place, and the numbers say so', () => {
    expect(trail.starts.map((start) => start.label)).toEqual(['1', "1'–2'"]);
    expect(trail.segments.map((segment) => [segment.label, segment.cursor])).toEqual([
      ['2', 1],
      ['3–4', 2],
      ["3'", 6],
      ["4'", 7],
    ]);
  });

  test('there and back run on opposite sides, from border to border', () => {
    const [out] = trail.segments;
    const home = trail.segments.at(-1);
    expect(out).toMatchObject({ from: { x: 400, y: 15 }, to: { x: 300, y: 15 } });
    expect(home).toMatchObject({ from: { x: 300, y: 45 }, to: { x: 400, y: 45 } });
  });

  test('every hop has a place to rest, reached by the way of its arrow', () => {
    expect(trail.stops).toHaveLength(8);
    expect(trail.stops[1]?.way).toEqual([
      { x: 400, y: 15 },
      { x: 400, y: 15 },
      { x: 300, y: 15 },
    ]);
    expect(trail.stops[3]?.way).toEqual([trail.stops[2]?.at]);
  });

  test('each leg ends with its mark at the device where it ended', () => {
    expect(trail.ends.map(({ leg: name, device, cursor }) => [name, device, cursor])).toEqual([
      ['request', 'pod:london/cb-0', 3],
      ['reply', 'host:laptop', 7],
    ]);
  });
});

test('[E1] an arrow is a tunnel exactly where the packet left in one', () => {
  const outer = { kind: 'ipsec', src: 'router:edge', dst: 'router:other' };
  const trail = trailOf(
    pathOf(
      leg('request', 'delivered', [hop('host:laptop'), hop('router:edge', outer), hop('node:london/0')]),
    ),
    closed,
  );
  expect(trail.segments.map((segment) => segment.encapsulated)).toEqual([false, true]);
});

test('a packet that is lost where it starts has a mark and no arrow', () => {
  const trail = trailOf(
    pathOf(leg('request', 'no-route', [hop('pod:london/cb-0'), hop('node:london/0')])),
    closed,
  );
  expect(trail.segments).toEqual([]);
  expect(trail.ends).toMatchObject([{ disposition: 'no-route', device: 'node:london/0' }]);
});

test('a device that is not drawn is passed over', () => {
  const trail = trailOf(
    pathOf(leg('request', 'delivered', [hop('host:laptop'), hop('router:gone'), hop('node:london/0')])),
    closed,
  );
  expect(trail.segments.map((segment) => segment.label)).toEqual(['3']);
  expect(trail.stops[1]).toBeUndefined();
});

test('an arrow never runs through the middle of the boxes that it joins, wherever they stand', () => {
  const box = fc.record({
    x: fc.integer({ min: -500, max: 500 }),
    y: fc.integer({ min: -500, max: 500 }),
    width: fc.integer({ min: 40, max: 300 }),
    height: fc.integer({ min: 40, max: 300 }),
  });
  const inside = (b: Box, x: number, y: number) =>
    x > b.x + 1e-6 && x < b.x + b.width - 1e-6 && y > b.y + 1e-6 && y < b.y + b.height - 1e-6;
  fc.assert(
    fc.property(box, box, (one, other) => {
      const apart =
        one.x + one.width < other.x ||
        other.x + other.width < one.x ||
        one.y + one.height < other.y ||
        other.y + other.height < one.y;
      fc.pre(apart);
      const { from, to } = laneLine(one, other, 15);
      const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
      expect(inside(one, middle.x, middle.y)).toBe(false);
      expect(inside(other, middle.x, middle.y)).toBe(false);
    }),
  );
});

describe('the words beside a drop', () => {
  const end = (x: number, anchor: 'start' | 'end'): EndMark => ({
    leg: 'reply',
    at: { x, y: 0 },
    disposition: 'captured',
    device: 'node:london/0',
    cursor: 0,
    label: { at: { x: anchor === 'start' ? x + 16 : x - 16, y: 18 }, anchor },
  });
  const screen = { left: 0, right: 500 };

  test('stand beside the mark where there is room', () => {
    expect(labelLeft(end(300, 'end'), 100, screen)).toBe(184);
    expect(labelLeft(end(300, 'start'), 100, screen)).toBe(316);
  });

  test('come back onto the screen at its edges', () => {
    expect(labelLeft(end(60, 'end'), 100, screen)).toBe(0);
    expect(labelLeft(end(450, 'start'), 100, screen)).toBe(400);
  });

  test('stay with a mark that is itself off the screen', () => {
    expect(labelLeft(end(-200, 'end'), 100, screen)).toBe(-200);
    expect(labelLeft(end(900, 'start'), 100, screen)).toBe(800);
  });

  test('[S6] stand beside an opened cluster, not on its addresses', () => {
    const card = { x: 0, y: 0, width: 200, height: 300 };
    const inside: AnchorOf = (device) => ({
      key: device,
      box: { x: 120, y: 90, width: 70, height: 24 },
      card,
    });
    const trail = trailOf(pathOf(leg('reply', 'captured', [hop('node:london/0')])), inside);
    expect(trail.ends[0]?.label.at.x).toBeGreaterThan(card.width);
  });
});
