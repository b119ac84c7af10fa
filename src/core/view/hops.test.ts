import { describe, expect, test } from 'vitest';
import { mustAddress } from '../address/address.ts';
import type { Hop, Leg, Path } from '../simulate/trace.ts';
import { envelopeOf, hopLabel, hopPlaces } from './hops.ts';

const a = mustAddress('10.0.0.2');
const b = mustAddress('10.96.0.10');
const c = mustAddress('10.0.1.2');
const hop = (device: string, steps: Hop['steps'] = [], outer: Hop['packet']['outer'] = null): Hop => ({
  device,
  packet: { src: a, dst: c, outer },
  steps,
});
const leg = (name: Leg['leg'], hops: readonly Hop[]): Leg => ({
  leg: name,
  disposition: 'delivered',
  at: 'host:x',
  ending: { disposition: 'delivered', rule: 'W4', device: 'host:x', src: a, dst: c },
  hops,
  seenSource: a,
});

describe('hops as the playback cursor counts them', () => {
  const path: Path = {
    verdict: 'delivered',
    target: undefined,
    properties: [],
    legs: [leg('request', [hop('pod:a/x-0'), hop('node:a/0')]), leg('reply', [hop('node:a/0')])],
  };

  test('the cursor goes on over legs while numbers start again at 1', () => {
    expect(hopPlaces(path).map((p) => [p.cursor, p.leg.leg, p.number])).toEqual([
      [0, 'request', 1],
      [1, 'request', 2],
      [2, 'reply', 1],
    ]);
  });

  test('only the last hop of a leg bears its disposition', () => {
    expect(hopPlaces(path).map((p) => p.disposition)).toEqual([undefined, 'delivered', 'delivered']);
  });

  test('numbers on the way back have a prime', () => {
    expect(hopLabel('follow-up', 3)).toBe('3');
    expect(hopLabel('answer', 3)).toBe("3'");
  });
});

describe('envelopes', () => {
  test('a translation shows the address before and after', () => {
    const step = { kind: 'dnat', service: 'service:a/ui', from: b, to: c, toPort: 8091, rule: 'S1' } as const;
    expect(envelopeOf(hop('node:a/0', [step]))).toEqual({
      outer: undefined,
      src: { now: '10.0.0.2', before: undefined },
      dst: { now: '10.0.1.2', before: '10.96.0.10' },
    });
  });

  test('translated there and back again on one device is no change', () => {
    const steps = [
      { kind: 'snat', from: a, to: b, rule: 'M1' },
      { kind: 'un-nat', field: 'src', from: b, to: a },
    ] as const;
    expect(envelopeOf(hop('node:a/0', steps)).src).toEqual({ now: '10.0.0.2', before: undefined });
  });

  test('a tunnel puts an outer envelope around', () => {
    const outer = { kind: 'vxlan', src: '172.16.0.2', dst: '172.16.0.3' };
    expect(envelopeOf(hop('node:a/0', [], outer)).outer).toEqual(outer);
  });
});
