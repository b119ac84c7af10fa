import { describe, expect, it } from 'vitest';
import type { Profile } from '../../plan/plan.ts';
import {
  cluster,
  findingsIn,
  host,
  link,
  type PlanPart,
  properties,
  router,
  workload,
} from '../../testing/index.ts';
import { profiles } from './index.ts';

const overlay = { network: { mode: 'overlay' } } as const;

/** The rules that find something that is worse than a remark, with their severity. */
const rulesUnder = (profile: Profile, ...parts: PlanPart[]): string[] => [
  ...new Set(
    findingsIn(properties({ profile }), ...parts)
      .filter((finding) => finding.severity !== 'info')
      .map((finding) => finding.rule),
  ),
];

/** Two overlay clusters with the same ranges, as installers make them; nothing in the plan joins them. */
const twins = [
  cluster('a', { nodes: '192.168.1.0/24', pods: '10.42.0.0/16', services: '10.43.0.0/16', ...overlay }),
  cluster('b', { nodes: '192.168.1.0/24', pods: '10.42.0.0/16', services: '10.43.0.0/16', ...overlay }),
];

describe('profiles', () => {
  it.each(Object.values(profiles))('$title cites a public document', ({ source }) => {
    expect(source).toMatch(/^https:\/\//);
  });

  it('vpn: what nothing joins may repeat', () => {
    expect(rulesUnder('vpn', ...twins)).toEqual([]);
  });

  it('clustermesh: pod ranges and node addresses of all clusters are disjoint, overlay too; services may repeat', () => {
    expect(rulesUnder('clustermesh', ...twins)).toEqual(['node-networks-overlap', 'pod-networks-overlap']);
    const b = cluster('b', {
      nodes: '10.42.9.0/24',
      pods: '10.44.0.0/16',
      services: '10.43.0.0/16',
      ...overlay,
    });
    expect(rulesUnder('clustermesh', ...twins.slice(0, 1), b)).toEqual(['pod-network-overlaps-node-network']);
  });

  it('submariner: pod and service ranges of all clusters are disjoint; node networks may repeat', () => {
    expect(rulesUnder('submariner', ...twins)).toEqual(['pod-networks-overlap', 'vip-range-reused']);
    const b = cluster('b', {
      nodes: '192.168.1.0/24',
      pods: '10.43.0.0/17',
      services: '10.45.0.0/16',
      ...overlay,
    });
    expect(rulesUnder('submariner', ...twins.slice(0, 1), b)).toEqual(['vip-aliases-address']);
    const other = cluster('b', {
      nodes: '192.168.1.0/24',
      pods: '10.44.0.0/16',
      services: '10.45.0.0/16',
      ...overlay,
    });
    expect(rulesUnder('submariner', ...twins.slice(0, 1), other)).toEqual([]);
  });

  it('submariner: gateways call each other’s nodes, so no service range may cover those, drawn link or not', () => {
    const b = cluster('b', {
      nodes: '10.43.9.0/24',
      pods: '10.44.0.0/16',
      services: '10.45.0.0/16',
      ...overlay,
    });
    expect(rulesUnder('submariner', ...twins.slice(0, 1), b)).toEqual(['vip-aliases-address']);
    expect(rulesUnder('submariner-globalnet', ...twins.slice(0, 1), b)).toEqual([]);
  });

  it('clustermesh: what only it forbids cites its document', () => {
    const found = findingsIn(properties({ profile: 'clustermesh' }), ...twins).filter(
      (f) => f.severity === 'error',
    );
    expect(found.map((f) => f.source)).toEqual([profiles.clustermesh.source, profiles.clustermesh.source]);
  });

  it('submariner: the raised severity cites its own document', () => {
    const reused = findingsIn(properties({ profile: 'submariner' }), ...twins).find(
      (f) => f.rule === 'vip-range-reused',
    );
    expect(reused).toMatchObject({ severity: 'error', source: profiles.submariner.source });
  });

  it('submariner-globalnet: all may repeat, but the global range may not be used', () => {
    expect(rulesUnder('submariner-globalnet', ...twins)).toEqual([]);
    const global = findingsIn(
      properties({ profile: 'submariner-globalnet' }),
      cluster('a', { pods: '242.0.0.0/16' }),
    );
    expect(global).toMatchObject([{ rule: 'reserved-range', severity: 'error' }]);
  });

  it('flat-vpc: no range of one network may overlap a range of a peer', () => {
    const parts = [
      router('ra'),
      router('rb'),
      link('peering', ['ra', 'rb'], { kind: 'direct' }),
      cluster('a', {
        router: 'ra',
        pods: '10.42.0.0/16',
        services: '10.43.0.0/16',
        ...overlay,
        ...workload('w'),
      }),
      cluster('b', {
        router: 'rb',
        nodes: '172.17.0.0/24',
        pods: '10.43.0.0/17',
        services: '10.43.0.0/16',
        ...overlay,
      }),
    ];
    expect(rulesUnder('flat-vpc', ...parts)).toEqual(['vip-aliases-address', 'vip-range-reused']);
    expect(findingsIn(properties({ profile: 'flat-vpc' }), ...parts)).toContainEqual(
      expect.objectContaining({ rule: 'vip-range-reused', severity: 'warning' }),
    );
    expect(rulesUnder('flat-vpc', ...twins)).toEqual([]);
  });

  it('no profile lets a cluster use its own ranges twice, or covers a host', () => {
    const own = [cluster('a', { nodes: '10.42.1.0/24', pods: '10.42.0.0/16', services: '10.42.0.0/16' })];
    for (const profile of Object.keys(profiles) as Profile[])
      expect(rulesUnder(profile, ...own)).toEqual([
        'pod-network-overlaps-node-network',
        'vip-aliases-address',
      ]);
    const hidden = [
      router('ra'),
      cluster('a', { router: 'ra', services: '10.32.0.0/16' }),
      host('h', '10.32.0.7/24', { router: 'ra' }),
    ];
    for (const profile of Object.keys(profiles) as Profile[])
      expect(rulesUnder(profile, ...hidden)).toEqual(['vip-aliases-address']);
  });
});
