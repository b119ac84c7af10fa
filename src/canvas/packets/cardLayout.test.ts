import { describe, expect, test } from 'vitest';
import { type Hop, type Leg, mustAddress, mustPrefix, type Route } from '#core';
import type { HopPlace } from '#core/view';
import { cardPlace, cardSize, cardText, envelopeBoxes } from './cardLayout.ts';

const client = mustAddress('10.1.0.2');
const vip = mustAddress('10.96.0.11');
const pod = mustAddress('10.0.0.2');
const placeOf = (hop: Hop): HopPlace => {
  const leg: Leg = {
    leg: 'reply',
    disposition: 'delivered',
    at: hop.device,
    ending: { disposition: 'delivered', rule: 'W4', device: hop.device, src: client, dst: pod },
    hops: [hop],
    seenSource: client,
  };
  return { cursor: 0, leg, number: 2, hop, disposition: undefined };
};

describe('the packet’s card', () => {
  test('NAT shows the address before and after, a tunnel its outer header', () => {
    const text = cardText(
      placeOf({
        device: 'node:london/0',
        packet: { src: client, dst: pod, outer: { kind: 'vxlan', src: '172.16.0.2', dst: '172.16.0.3' } },
        steps: [{ kind: 'dnat', service: 'service:london/ui', from: vip, to: pod, toPort: 80, rule: 'S1' }],
      }),
      'tcp to 80',
    );
    expect(text.title).toContain("2'");
    expect(text.inner.map((piece) => [piece.text, piece.look])).toEqual([
      ['10.1.0.2', 'plain'],
      [' → ', 'plain'],
      ['10.96.0.11', 'before'],
      [' ', 'plain'],
      ['10.0.0.2', 'now'],
      ['  tcp to 80', 'transport'],
    ]);
    expect(text.outer.map((pieces) => pieces.map((piece) => piece.text).join(''))).toEqual([
      'vxlan 172.16.0.2 → 172.16.0.3',
    ]);
  });

  test('a tunnel makes the card taller, never narrower', () => {
    const packet = { src: client, dst: pod, outer: null };
    const plain = cardSize(cardText(placeOf({ device: 'pod:a/b-0', packet, steps: [] }), 'icmp'));
    const outer = { kind: 'ipsec', src: 'router:a', dst: 'router:b' };
    const wrapped = cardSize(
      cardText(placeOf({ device: 'pod:a/b-0', packet: { ...packet, outer }, steps: [] }), 'icmp'),
    );
    expect(wrapped.height).toBeGreaterThan(plain.height);
    expect(wrapped.width).toBeGreaterThanOrEqual(plain.width);
  });

  test('[E1] every envelope lies wholly in the one around it', () => {
    const header = { kind: 'vxlan', src: '172.16.0.2', dst: '172.16.0.3' };
    const wrap = { kind: 'encapsulate', header, overhead: 50 } as const;
    const hop: Hop = {
      device: 'node:a/0',
      packet: { src: client, dst: pod, outer: header },
      steps: [wrap, wrap],
    };
    const boxes = envelopeBoxes(cardText(placeOf(hop), 'tcp to 80'));
    expect(boxes.map(({ kind }) => kind)).toEqual(['outer', 'outer', 'inner']);
    boxes.slice(1).forEach((inner, index) => {
      const outer = boxes[index];
      if (!outer) throw new Error('there is one around');
      expect(inner.x).toBeGreaterThan(outer.x);
      expect(inner.y).toBeGreaterThan(outer.y);
      expect(inner.x + inner.width).toBeLessThan(outer.x + outer.width);
      expect(inner.y + inner.height).toBeLessThan(outer.y + outer.height);
    });
  });

  test('two long addresses stand below each other, and what is around them holds both lines', () => {
    const [one, other] = ['2001:db8:aaaa:bbbb:cccc::1', '2001:db8:ffff:ffff:ffff::2'].map(mustAddress);
    if (!one || !other) throw new Error('they are two');
    const packet = { src: one, dst: other, outer: { kind: 'gre', src: 'router:a', dst: 'router:b' } };
    const text = cardText(placeOf({ device: 'node:a/0', packet, steps: [] }), 'tcp to 80');
    const [outer, inner] = envelopeBoxes(text);
    if (!outer || !inner) throw new Error('there are two');
    expect(inner.lines.map((line) => line.map((piece) => piece.text).join(''))).toEqual([
      '2001:db8:aaaa:bbbb:cccc::1 → ',
      '2001:db8:ffff:ffff:ffff::2  tcp to 80',
    ]);
    expect(outer.lines).toHaveLength(1);
    expect(inner.y + inner.height).toBeLessThan(outer.y + outer.height);
    expect(cardSize(text).width).toBeLessThan(320);
  });

  test('the route that won stands there, and those that lost, the rest counted', () => {
    const route = (cidr: string): Route => ({
      prefix: mustPrefix(cidr),
      source: 'static',
      action: { kind: 'blackhole' },
      pathLength: 0,
      because: 'R3',
    });
    const losers = ['10.0.0.0/8', '10.0.0.0/7', '0.0.0.0/0'].map(route);
    const text = cardText(
      placeOf({
        device: 'router:r',
        packet: { src: client, dst: pod, outer: null },
        steps: [{ kind: 'route', route: route('10.0.0.0/16'), losers }],
      }),
      'icmp',
    );
    expect(text.decided).toBe('10.0.0.0/16 blackhole (static, R3)');
    expect(text.lost).toHaveLength(3);
    expect(text.lost.at(-1)).toBe('1 more lost');
  });

  test('it stands above its device, or where the screen has room', () => {
    const size = { width: 100, height: 40 };
    const screen = { x: 0, y: 0, width: 500, height: 300 };
    expect(cardPlace(size, { x: 200, y: 150, width: 100, height: 60 }, screen)).toEqual({ x: 200, y: 96 });
    expect(cardPlace(size, { x: 200, y: 10, width: 100, height: 60 }, screen)).toEqual({ x: 314, y: 20 });
    const words = { x: 310, y: 30, width: 80, height: 20 };
    expect(cardPlace(size, { x: 200, y: 10, width: 100, height: 60 }, screen, [words])).toEqual({
      x: 86,
      y: 20,
    });
    expect(cardPlace(size, { x: 390, y: 10, width: 100, height: 60 }, screen)).toEqual({ x: 276, y: 20 });
  });

  test('where there is no free place it stands on an arrow rather than on another card', () => {
    const size = { width: 100, height: 40 };
    const about = { x: 300, y: 100, width: 100, height: 60 };
    const screen = { x: 0, y: 0, width: 420, height: 180 };
    const card = { x: 100, y: 90, width: 160, height: 90 };
    const arrow = { x: 340, y: 0, width: 8, height: 100 };
    expect(cardPlace(size, about, screen, [], [card], [arrow])).toEqual({ x: 300, y: 46 });
  });
});
