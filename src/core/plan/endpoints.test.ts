import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Endpoint, endpointEntity, formatEndpoint, parseEndpoint } from './endpoints.ts';

describe('endpoints', () => {
  it.each<[string, Endpoint]>([
    ['pod:london/cb-0', { kind: 'pod', cluster: 'london', workload: 'cb', ordinal: 0 }],
    ['pod:london/a-1-12', { kind: 'pod', cluster: 'london', workload: 'a-1', ordinal: 12 }],
    ['node:london/2', { kind: 'node', cluster: 'london', node: 2 }],
    ['node:london/ip-172-16-0-2', { kind: 'node', cluster: 'london', node: 'ip-172-16-0-2' }],
    ['service:london/ui', { kind: 'service', cluster: 'london', name: 'ui' }],
    ['host:laptop', { kind: 'host', id: 'laptop' }],
    ['router:edge', { kind: 'router', id: 'edge' }],
    ['ip:10.0.0.7', { kind: 'ip', address: { family: 4, value: 0x0a000007n } }],
    ['ip:2001:db8::7', { kind: 'ip', address: { family: 6, value: 0x20010db8n * 2n ** 96n + 7n } }],
    ['key:london/cb/user::42/a', { kind: 'key', cluster: 'london', workload: 'cb', document: 'user::42/a' }],
  ])('%s is read, and written back', (text, endpoint) => {
    expect(parseEndpoint(text)).toEqual(endpoint);
    expect(formatEndpoint(endpoint)).toBe(text);
  });

  it.each([
    '',
    'laptop',
    'host:',
    'host:a/b',
    'pod:cb-0',
    'pod:/cb-0',
    'pod:l/cb',
    'pod:l/-0',
    'pod:l/cb-00',
    'pod:l/cb-',
    'ip:10.0.0.7/24',
    'key:l/cb',
    'key:l/cb/',
    'node:l/',
    'POD:l/cb-0',
  ])('%j is none', (text) => {
    expect(parseEndpoint(text)).toBeUndefined();
  });

  it('whatever is read is written back to the same', () => {
    const text = fc
      .tuple(
        fc.constantFrom('pod', 'node', 'service', 'host', 'router', 'ip', 'key'),
        fc.string({ unit: fc.constantFrom('a', '/', '-', '0', '1', '.', ':') }),
      )
      .map(([kind, rest]) => `${kind}:${rest}`);
    fc.assert(
      fc.property(text, (t) => {
        const endpoint = parseEndpoint(t);
        if (endpoint) expect(parseEndpoint(formatEndpoint(endpoint))).toEqual(endpoint);
      }),
      { numRuns: 2_000 },
    );
  });

  it('belong to the cluster, host or router that they name', () => {
    const of = (text: string) => {
      const endpoint = parseEndpoint(text);
      return endpoint && endpointEntity(endpoint);
    };
    expect(['pod:c/w-0', 'key:c/w/d', 'host:h', 'router:r', 'ip:10.0.0.1'].map(of)).toEqual([
      'c',
      'c',
      'h',
      'r',
      undefined,
    ]);
  });
});
