import { describe, expect, test } from 'vitest';
import { mustPrefix } from '../address/prefix.ts';
import type { Plan } from '../plan/plan.ts';
import { platformRanges } from '../plan/platformRanges.ts';
import type { Finding } from '../validate/finding.ts';
import { GHOST_FAMILIES, hasGhosts } from './ghostFamilies.ts';
import { ghostRanges, ghostWords } from './ghostRanges.ts';
import { layersOf, layersOfFinding } from './layers.ts';

const cluster = { id: 'a', nodes: { cidrs: ['10.0.0.0/24'], count: 1 } };
const plan = (rest: Partial<Plan>): Plan => ({ hopwright: 1, name: 'p', ...rest });

describe('the layers of a plan', () => {
  test('an empty plan has none, and a cluster alone has none but its own card', () => {
    expect(layersOf(plan({}))).toEqual([]);
    expect(layersOf(plan({ clusters: [cluster] }))).toEqual([]);
  });

  test('what hangs on a router is underlay; a VPN link is overlay, a direct one is not', () => {
    const routers = [{ id: 'r' }, { id: 's' }];
    const link = (kind?: 'vpn' | 'direct') => ({
      id: 'l',
      ends: ['r', 's'] as [string, string],
      routing: 'static' as const,
      ...(kind ? { kind } : {}),
    });
    expect(layersOf(plan({ routers, clusters: [{ ...cluster, router: 'r' }] }))).toEqual(['underlay']);
    expect(layersOf(plan({ routers, links: [link('direct')] }))).toEqual(['underlay']);
    expect(layersOf(plan({ routers, links: [link()] }))).toEqual(['overlay']);
    // A router that is not there holds nothing.
    expect(layersOf(plan({ clusters: [{ ...cluster, router: 'gone' }] }))).toEqual([]);
  });

  test('AS numbers and sessions are BGP, service ranges are VIP, what a platform uses is ghost', () => {
    expect(layersOf(plan({ routers: [{ id: 'r', asn: 64512 }] }))).toEqual(['bgp']);
    expect(layersOf(plan({ clusters: [{ ...cluster, services: { cidrs: ['10.96.0.0/12'] } }] }))).toEqual([
      'vip',
    ]);
    expect(layersOf(plan({ clusters: [{ ...cluster, platform: 'openshift' }] }))).toEqual(['ghost']);
  });
});

describe('ghost ranges', () => {
  test('which platforms have any, and of which family, is known without their tables', () => {
    const told = Object.entries(platformRanges).flatMap(([platform, { used }]) => {
      const families = [...new Set(used.map(({ cidr }) => mustPrefix(cidr).family))].sort();
      return families.length > 0 ? [[platform, families]] : [];
    });
    expect(GHOST_FAMILIES).toEqual(Object.fromEntries(told));
    for (const platform of ['openshift', 'kubeadm', 'eks'] as const)
      expect(hasGhosts({ ...cluster, platform })).toBe(ghostRanges({ ...cluster, platform }).length > 0);
  });

  test('a cluster without IPv6 is not told of IPv6 ranges', () => {
    const four = ghostRanges({ ...cluster, platform: 'openshift' });
    expect(four.map(({ cidr }) => cidr)).toContain('100.64.0.0/16');
    expect(four.some(({ cidr }) => cidr.includes(':'))).toBe(false);
  });

  test('what only some set-ups use comes last', () => {
    const whens = ghostRanges({ ...cluster, platform: 'openshift' }).map(({ when }) => when !== undefined);
    expect(whens).toEqual([...whens].sort());
  });

  test('few words say what has them, and that only some set-ups do', () => {
    const words = ghostRanges({ ...cluster, platform: 'openshift' }).map(ghostWords);
    expect(words[0]).toBe('OVN join switch');
    expect(words.at(-1)).toBe('maybe docker0');
  });

  test('native pods live in the node network, which nobody wrote down for them', () => {
    expect(ghostRanges({ ...cluster, network: { mode: 'native' } })[0]?.cidr).toBe('10.0.0.0/24');
  });
});

test('a finding points at the layers of its ranges and of the links that it names', () => {
  const finding = (rest: Partial<Finding>): Finding => ({
    id: 'f',
    rule: 'vip-aliases-address',
    severity: 'error',
    entities: ['a'],
    ranges: [],
    overlap: undefined,
    facts: {},
    witness: undefined,
    repair: undefined,
    accepted: undefined,
    ...rest,
  });
  const prefix = mustPrefix('10.0.0.0/24');
  const overlay = plan({
    clusters: [{ ...cluster, pods: { cidrs: ['10.1.0.0/16'] }, network: { mode: 'overlay' } }],
    links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp' }],
  });
  const layers = (rest: Partial<Finding>) => [...layersOfFinding(overlay, finding(rest))];
  expect(layers({ ranges: [{ what: 'service range', owner: 'a', prefix }] })).toEqual(['vip']);
  expect(layers({ ranges: [{ what: 'pod range', owner: 'a', prefix }] })).toEqual(['overlay']);
  expect(layers({ ranges: [{ what: 'platform range', owner: 'OpenShift', prefix }] })).toEqual(['ghost']);
  expect(layers({ ranges: [{ what: 'node network', owner: 'a', prefix }] })).toEqual([]);
  expect(layers({ entities: ['l'], rule: 'bgp-prefixes-not-shared' })).toEqual(['overlay', 'bgp']);
});
