import { describe, expect, it } from 'vitest';
import { networkOf } from '../testing/walkHelpers.ts';

const network = networkOf({
  routers: [{ id: 'r' }, { id: 's' }, { id: 'apart' }],
  links: [{ id: 'l', ends: ['r', 's'], routing: 'static' }],
  clusters: [
    {
      id: 'a',
      router: 'r',
      nodes: { cidrs: ['172.16.0.0/24'], count: 1 },
      pods: { cidrs: ['10.0.0.0/16'] },
      workloads: [{ name: 'w' }],
    },
    { id: 'alone', nodes: { cidrs: ['172.16.0.0/24'], count: 2 } },
  ],
  hosts: [
    { id: 'h', router: 's', addresses: ['10.32.0.7/24'] },
    { id: 'far', router: 'apart', addresses: ['10.32.0.7/24'] },
  ],
});
const joined = (a: string, b: string) => network.component.get(a) === network.component.get(b);

describe('within one network', () => {
  it('[V] routers and links join, over any number of them, down to the pods', () => {
    expect(joined('pod:a/w-0', 'host:h')).toBe(true);
    expect(joined('router:r', 'node:a/0')).toBe(true);
  });

  it('[V] what is not joined is another network, though the addresses are the same', () => {
    expect(joined('host:h', 'host:far')).toBe(false);
    expect(joined('node:a/0', 'node:alone/0')).toBe(false);
  });

  it('[V] a cluster without a router is one network by itself', () => {
    expect(joined('node:alone/0', 'node:alone/1')).toBe(true);
  });

  it('[V] every device is in one', () => {
    expect([...network.devices.keys()].every((id) => network.component.has(id))).toBe(true);
  });
});
