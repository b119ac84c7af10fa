import type { Plan } from '#core';

/**
 * A client whose address lies in the service range of the cluster that it calls: the request arrives, the reply is
 * captured. Two flows tell it, one expects the wrong thing.
 */
export const blackHole: Plan = {
  hopwright: 1,
  name: 'Black hole',
  clusters: [
    {
      id: 'london',
      router: 'edge-l',
      nodes: { cidrs: ['172.16.0.0/24'], count: 3 },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: ['10.32.0.0/16'] },
      workloads: [{ name: 'cb', kind: 'StatefulSet', replicas: 3, port: 8091 }],
      expose: [{ name: 'cb-ui', workload: 'cb', port: 8091 }],
    },
  ],
  routers: [{ id: 'edge-l' }, { id: 'edge-p' }],
  links: [
    {
      id: 'vpn',
      ends: ['edge-l', 'edge-p'],
      routing: 'static',
      prefixes: [['10.32.0.0/24'], ['172.16.0.0/24', '10.0.0.0/16']],
    },
  ],
  hosts: [{ id: 'laptop', router: 'edge-p', addresses: ['10.32.0.7/24'] }],
  flows: [
    { id: 'ui', from: 'host:laptop', to: 'pod:london/cb-0', expect: 'delivered' },
    { id: 'lost', from: 'host:laptop', to: 'pod:london/cb-1', expect: 'not-delivered' },
  ],
};

/** The same with another client network: nothing is wrong. */
const sound: Plan = {
  ...blackHole,
  name: 'Sound',
  links: [
    {
      id: 'vpn',
      ends: ['edge-l', 'edge-p'],
      routing: 'static',
      prefixes: [['192.168.7.0/24'], ['172.16.0.0/24', '10.0.0.0/16']],
    },
  ],
  hosts: [{ id: 'laptop', router: 'edge-p', addresses: ['192.168.7.7/24'] }],
  flows: [{ id: 'ui', from: 'host:laptop', to: 'pod:london/cb-0', expect: 'delivered' }],
};

/** Host bits set in a CIDR, a router that is not there, and a mistyped property. */
const unreadable = {
  hopwright: 1,
  name: 'Unreadable',
  clusters: [
    {
      id: 'london',
      router: 'nowhere',
      nodes: { cidrs: ['172.16.0.1/24'], count: 1 },
      pods: { cidrs: ['10.0.0.1/16'] },
      servicess: {},
    },
  ],
};

/** As files for `runCaptured`. */
export const planFiles = {
  'black-hole.json': JSON.stringify(blackHole, null, 2),
  'sound.json': JSON.stringify(sound, null, 2),
  'unreadable.json': JSON.stringify(unreadable),
  'garbage.json': '{ "hopwright": 1, ',
};
