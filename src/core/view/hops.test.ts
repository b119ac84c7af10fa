import { describe, expect, test } from 'vitest';
import { mustAddress } from '../address/address.ts';
import { mustPrefix } from '../address/prefix.ts';
import type { Route } from '../network/network.ts';
import type { Hop, Leg, Path, ResolvedFlow } from '../simulate/trace.ts';
import {
  decisionOf,
  drawnHeaders,
  envelopeOf,
  type HopPlace,
  hopLabel,
  hopPlaces,
  transportText,
} from './hops.ts';

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

/** The one hop of a leg, as the cursor finds it. */
const only = (one: Hop): HopPlace => ({
  cursor: 0,
  leg: leg('request', [one]),
  number: 1,
  hop: one,
  disposition: undefined,
});

describe('envelopes', () => {
  test('a translation shows the address before and after', () => {
    const step = { kind: 'dnat', service: 'service:a/ui', from: b, to: c, toPort: 8091, rule: 'S1' } as const;
    expect(envelopeOf(only(hop('node:a/0', [step])))).toEqual({
      outer: [],
      src: { now: '10.0.0.2', before: undefined },
      dst: { now: '10.0.1.2', before: '10.96.0.10' },
    });
  });

  test('translated there and back again on one device is no change', () => {
    const steps = [
      { kind: 'snat', from: a, to: b, rule: 'M1' },
      { kind: 'un-nat', field: 'src', from: b, to: a },
    ] as const;
    expect(envelopeOf(only(hop('node:a/0', steps))).src).toEqual({ now: '10.0.0.2', before: undefined });
  });

  const vxlan = { kind: 'vxlan', src: '172.16.0.2', dst: '172.16.0.3' };
  const ipsec = { kind: 'ipsec', src: 'router:a', dst: 'router:b' };

  test('a link puts an outer envelope around for its one hop', () => {
    expect(envelopeOf(only(hop('router:a', [], ipsec))).outer).toEqual([ipsec]);
  });

  test('[E1] a tunnel in a tunnel is an envelope in an envelope, until each is unwrapped', () => {
    const wrap = (header: typeof vxlan) => ({ kind: 'encapsulate', header, overhead: 50 }) as const;
    const unwrap = (header: typeof vxlan) => ({ kind: 'decapsulate', header }) as const;
    const request = leg('request', [
      hop('node:a/0', [wrap(vxlan)], vxlan),
      hop('node:a/1', [wrap(ipsec)], ipsec),
      hop('node:a/2', [unwrap(ipsec)], vxlan),
      hop('node:a/3', [unwrap(vxlan)]),
    ]);
    const outer = request.hops.map(
      (one, index) => envelopeOf({ leg: request, number: index + 1, hop: one }).outer,
    );
    expect(outer).toEqual([[vxlan], [ipsec, vxlan], [vxlan], []]);
  });

  test('three levels are drawn, more are counted', () => {
    const field = { now: '', before: undefined };
    expect(drawnHeaders({ outer: [ipsec, vxlan, vxlan], src: field, dst: field })).toEqual({
      shown: [ipsec, vxlan],
      more: 1,
    });
  });
});

describe('protocol and port', () => {
  const flow: ResolvedFlow = {
    from: 'host:x',
    to: 'service:a/ui',
    port: 80,
    protocol: 'tcp',
    family: 4,
    bytes: 64,
  };
  const dnat = { kind: 'dnat', service: 'service:a/ui', from: b, to: c, toPort: 8091, rule: 'S1' } as const;
  const back = { kind: 'un-nat', field: 'src', from: c, to: b } as const;
  const path: Path = {
    verdict: 'delivered',
    target: undefined,
    properties: [],
    legs: [
      leg('request', [hop('host:x'), hop('node:a/0', [dnat])]),
      leg('reply', [hop('pod:a/x-0'), hop('node:a/0', [back])]),
    ],
  };

  test('[S1] follow the translation to the pod and back', () => {
    expect(hopPlaces(path).map((place) => transportText(flow, path, place))).toEqual([
      'tcp to 80',
      'tcp to 8091',
      'tcp from 8091',
      'tcp from 80',
    ]);
  });

  test('ICMP has no port', () => {
    const [first] = hopPlaces(path);
    expect(first && transportText({ ...flow, protocol: 'icmp', port: undefined }, path, first)).toBe('icmp');
  });
});

test('what decided on a device is the route it took, with those that lost; a drop says what took it', () => {
  const route = (cidr: string): Route => ({
    prefix: mustPrefix(cidr),
    source: 'static',
    action: { kind: 'blackhole' },
    pathLength: 0,
    because: 'R3',
  });
  const step = { kind: 'route', route: route('10.0.0.0/16'), losers: [route('0.0.0.0/0')] } as const;
  expect(decisionOf(hop('router:r', [step]))).toEqual({
    decided: '10.0.0.0/16 blackhole (static, R3)',
    lost: ['0.0.0.0/0 blackhole (static, R3)'],
  });
  const ending = {
    disposition: 'captured',
    rule: 'S6',
    device: 'node:a/0',
    src: a,
    dst: b,
    prefix: mustPrefix('10.96.0.0/16'),
  } as const;
  expect(decisionOf(hop('node:a/0', [step, { kind: 'drop', ending }])).decided).toBe(
    'captured by 10.96.0.0/16 (S6)',
  );
  expect(decisionOf(hop('node:a/0'))).toEqual({ decided: undefined, lost: [] });
});
