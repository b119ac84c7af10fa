import { expect, test } from 'vitest';
import { endpointOptions } from './endpointOptions.ts';

const device = (id: string, kind: 'pod' | 'host', entity: string, label: string) => ({
  id,
  kind,
  entity,
  label,
  addresses: ['10.0.0.2'],
  podPrefixes: [],
  node: undefined,
  routeCount: undefined,
});

test('pods and services are found by the name that people gave their cluster, not only by its id', () => {
  const options = endpointOptions(
    {
      devices: [
        device('pod:cluster-1/app-0', 'pod', 'cluster-1', 'app-0'),
        device('host:h', 'host', 'h', 'Laptop'),
      ],
      services: [{ id: 'service:cluster-1/app', addresses: [] }],
    },
    { hopwright: 1, name: 'A plan', clusters: [{ id: 'cluster-1', name: 'Berlin', nodes: { cidrs: [] } }] },
    'to',
  );
  expect(options.map(({ value, hint }) => [value, hint])).toEqual([
    ['host:h', 'Laptop · 10.0.0.2'],
    ['pod:cluster-1/app-0', 'Berlin · app-0 · 10.0.0.2'],
    ['service:cluster-1/app', 'Berlin · no address'],
  ]);
});
