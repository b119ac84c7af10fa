import { describe, expect, test } from 'vitest';
import { type Hop, type Leg, mustAddress } from '#core';
import type { HopPlace } from '#core/view';
import { cardPlace, cardSize, cardText } from './cardLayout.ts';

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
    );
    expect(text.title).toContain("2'");
    expect(text.inner.map((piece) => [piece.text, piece.look])).toEqual([
      ['10.1.0.2', 'plain'],
      [' → ', 'plain'],
      ['10.96.0.11', 'before'],
      [' ', 'plain'],
      ['10.0.0.2', 'now'],
    ]);
    expect(text.outer?.map((piece) => piece.text).join('')).toBe('vxlan 172.16.0.2 → 172.16.0.3');
  });

  test('a tunnel makes the card taller, never narrower', () => {
    const packet = { src: client, dst: pod, outer: null };
    const plain = cardSize(cardText(placeOf({ device: 'pod:a/b-0', packet, steps: [] })));
    const outer = { kind: 'ipsec', src: 'router:a', dst: 'router:b' };
    const wrapped = cardSize(
      cardText(placeOf({ device: 'pod:a/b-0', packet: { ...packet, outer }, steps: [] })),
    );
    expect(wrapped.height).toBeGreaterThan(plain.height);
    expect(wrapped.width).toBeGreaterThanOrEqual(plain.width);
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
});
