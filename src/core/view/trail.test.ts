import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mustAddress } from '../address/address.ts';
import type { Hop, Leg, Path } from '../simulate/trace.ts';
import type { Box } from './floatingEdge.ts';
import type { Point } from './point.ts';
import { type AnchorOf, type EndMark, endWords, trailOf, wordsBox, wordsLeft } from './trail.ts';
import { laneLine, runsThrough } from './ways.ts';

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
    decided: '10.32.0.0/16 (S6)',
    cursor: 0,
    places: [{ at: { x: anchor === 'start' ? x + 16 : x - 16, y: 18 }, anchor }],
    card: { x: x - 50, y: -80, width: 100, height: 80 },
  });
  const screen = { left: 0, right: 500 };
  const leftOf = (mark: EndMark): number => {
    const [place] = mark.places;
    if (!place) throw new Error('it has a place');
    return wordsLeft(mark.at, place, 100, screen);
  };

  test('stand beside the mark where there is room', () => {
    expect(leftOf(end(300, 'end'))).toBe(184);
    expect(leftOf(end(300, 'start'))).toBe(316);
  });

  test('come back onto the screen at its edges', () => {
    expect(leftOf(end(60, 'end'))).toBe(0);
    expect(leftOf(end(450, 'start'))).toBe(400);
  });

  test('stay with a mark that is itself off the screen', () => {
    expect(leftOf(end(-200, 'end'))).toBe(-200);
    expect(leftOf(end(900, 'start'))).toBe(800);
  });

  test('say how it ended, where, and what decided', () => {
    expect(endWords(end(0, 'start'))).toBe('captured at node:london/0 by 10.32.0.0/16 (S6)');
    expect(endWords({ ...end(0, 'start'), decided: '(W4)' })).toBe('captured at node:london/0 (W4)');
  });

  test('stand where no arrow runs through them', () => {
    const far: AnchorOf = (device) => {
      const box =
        device === 'router:edge'
          ? { x: 0, y: 0, width: 120, height: 60 }
          : { x: 160, y: 150, width: 120, height: 60 };
      return { key: device, box, card: box };
    };
    const lost = leg('request', 'no-route', [hop('host:laptop'), hop('router:edge')]);
    const trail = trailOf(pathOf(lost), far);
    const [end] = trail.ends;
    const box = end && wordsBox(end, trail, { left: -1000, right: 1000 });
    if (!box) throw new Error('it has words');
    for (const { from, to } of trail.segments) expect(runsThrough(from, to, box)).toBe(false);
  });

  test('cover no number, also where the edge of the screen pushes them aside', () => {
    // The laptop below calls what is above it, at the left edge of the screen; the reply is lost there.
    const narrow: AnchorOf = (device) => {
      const box =
        device === 'router:edge'
          ? { x: 40, y: 300, width: 120, height: 60 }
          : { x: 0, y: 0, width: 200, height: 100 };
      return { key: device.startsWith('router') ? device : 'london', box, card: box };
    };
    const request = leg('request', 'delivered', [hop('router:edge'), hop('node:london/0')]);
    const reply = leg('reply', 'captured', [hop('pod:london/cb-0'), hop('node:london/0')]);
    const trail = trailOf(pathOf(request, reply), narrow);
    const end = trail.ends.find(({ disposition }) => disposition === 'captured');
    for (const left of [-500, -120, 0]) {
      const box = end && wordsBox(end, trail, { left, right: left + 420 });
      if (!box) throw new Error('it has words');
      for (const { badge } of trail.segments)
        expect(
          badge.x > box.x && badge.x < box.x + box.width && badge.y > box.y && badge.y < box.y + box.height,
        ).toBe(false);
    }
  });

  test('[S6] stand beside an opened cluster, not on its addresses', () => {
    const card = { x: 0, y: 0, width: 200, height: 300 };
    const inside: AnchorOf = (device) => ({
      key: device,
      box: { x: 120, y: 90, width: 70, height: 24 },
      card,
    });
    const trail = trailOf(pathOf(leg('reply', 'captured', [hop('node:london/0')])), inside);
    expect(trail.ends[0]?.places[0]?.at.x).toBeGreaterThan(card.width);
  });
});

describe('in an opened cluster', () => {
  const card: Box = { x: 0, y: 0, width: 200, height: 300 };
  const parts: Record<string, Box> = {
    'node:london/0': { x: 8, y: 100, width: 184, height: 60 },
    'pod:london/cb-0': { x: 14, y: 132, width: 90, height: 20 },
    'node:london/1': { x: 8, y: 170, width: 184, height: 60 },
    'pod:london/cb-1': { x: 14, y: 202, width: 90, height: 20 },
  };
  const edge: Box = { x: 60, y: 400, width: 100, height: 50 };
  const opened: AnchorOf = (device) => {
    const box = parts[device];
    return box ? { key: device, box, card } : { key: device, box: edge, card: edge };
  };
  const request = leg('request', 'delivered', [
    hop('router:edge'),
    hop('node:london/0'),
    hop('node:london/1'),
    hop('pod:london/cb-1'),
  ]);
  const reply = leg('reply', 'delivered', [
    hop('pod:london/cb-1'),
    hop('node:london/1'),
    hop('node:london/0'),
    hop('router:edge'),
  ]);
  const trail = trailOf(pathOf(request, reply), opened);

  /** Whether a straight run passes through a box. */
  const crosses = (run: readonly [Point, Point], { x, y, width, height }: Box): boolean => {
    for (let i = 0; i <= 50; i++) {
      const at = {
        x: run[0].x + ((run[1].x - run[0].x) * i) / 50,
        y: run[0].y + ((run[1].y - run[0].y) * i) / 50,
      };
      if (at.x > x && at.x < x + width && at.y > y && at.y < y + height) return true;
    }
    return false;
  };

  test('no arrow runs across the line with a node’s name and address, nor across a pod', () => {
    const words = Object.entries(parts).map(([device, box]) =>
      device.startsWith('node:') ? { ...box, height: 22 } : box,
    );
    for (const { way } of trail.segments)
      for (let i = 1; i < way.length; i++) {
        const [a, b] = [way[i - 1], way[i]];
        if (a && b) for (const box of words) expect(crosses([a, b], box), JSON.stringify(way)).toBe(false);
      }
  });

  test('packets keep to their right: what goes up and what goes down never share a way', () => {
    const xs = (name: string) =>
      trail.segments.filter((segment) => segment.leg === name).flatMap(({ way }) => way.map(({ x }) => x));
    const outside = (all: readonly number[]) => [...new Set(all.filter((x) => x > card.width))];
    // Up to the first node on the outer way, down to the second on the inner one; the reply the other way round.
    expect(outside(xs('request'))).toEqual([230, 214]);
    expect(outside(xs('reply'))).toEqual([230, 214]);
  });

  test('the packet goes every way that is drawn', () => {
    for (const { way, cursor } of trail.segments) {
      const stop = trail.stops[cursor];
      expect(stop?.way.slice(1)).toEqual(way);
      expect(stop?.at).toEqual(way.at(-1));
    }
  });
});
