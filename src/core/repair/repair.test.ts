import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mustPrefix, overlaps, type Prefix, prefixOf } from '../address/prefix.ts';
import { compileNetwork } from '../network/compileNetwork.ts';
import { applyEdits } from '../plan/applyEdit.ts';
import { parsePlanValue } from '../plan/parsePlan.ts';
import { anyPlan } from '../testing/anyPlan.ts';
import { cluster, flow, host, judge, link, type PlanPart, plan, router, workload } from '../testing/index.ts';
import type { Rule } from '../validate/finding.ts';
import { findingsOf } from '../validate/judge.ts';
import { validate } from '../validate/validate.ts';
import { freeSpace } from './freeSpace.ts';

const prefixes = (...texts: string[]): Prefix[] => texts.map(mustPrefix);

describe('freeSpace', () => {
  it('finds the first block of the length that nothing uses', () => {
    const home = mustPrefix('10.0.0.0/8');
    expect(freeSpace(home, prefixes('10.0.0.0/16', '10.1.0.0/24'), 16)).toEqual(mustPrefix('10.2.0.0/16'));
    expect(freeSpace(home, prefixes('10.0.0.0/16', '10.3.0.0/16'), 15)).toEqual(mustPrefix('10.4.0.0/15'));
    expect(freeSpace(home, prefixes('10.0.0.0/9'), 8)).toBeUndefined();
    expect(freeSpace(home, prefixes('0.0.0.0/0'), 24)).toBeUndefined();
  });

  it('never overlaps what is used, and finds a block whenever there is one', () => {
    const home = mustPrefix('10.0.0.0/24');
    const inHome = fc
      .tuple(fc.nat(255), fc.integer({ min: 25, max: 32 }))
      .map(([offset, length]) => prefixOf({ family: 4, value: home.value + BigInt(offset) }, length));
    fc.assert(
      fc.property(fc.array(inHome, { maxLength: 12 }), fc.integer({ min: 24, max: 30 }), (used, length) => {
        const size = 1n << BigInt(32 - length);
        const blocks = Array.from({ length: Number(256n / size) }, (_, i) => ({
          family: 4 as const,
          value: home.value + BigInt(i) * size,
          length,
        }));
        const free = blocks.find((block) => !used.some((range) => overlaps(range, block)));
        expect(freeSpace(home, used, length)).toEqual(free);
      }),
    );
  });
});

/** The title of the repair for the first finding of a rule, after checking that it mends it. */
function repairOf(rule: Rule, ...parts: PlanPart[]): string | undefined {
  const document = plan(...parts);
  const finding = judge(document).find((f) => f.rule === rule);
  if (!finding) throw new Error(`no ${rule}`);
  if (!finding.repair) return undefined;
  const changed = applyEdits(document, finding.repair.edits);
  expect(parsePlanValue(changed).ok).toBe(true);
  expect(findingsOf(changed, compileNetwork(changed)).map((f) => f.id)).not.toContain(finding.id);
  return finding.repair.title;
}

const routers = [router('ra'), router('rb'), link('l', ['ra', 'rb'], { kind: 'direct' })];
const laptop = host('laptop', '10.32.0.7/24', { router: 'rb', port: 443 });

describe('repairs', () => {
  it('move a service range that covers a client, explicit VIPs along with it', () => {
    const a = cluster('a', {
      name: 'London',
      router: 'ra',
      pods: '10.0.0.0/16',
      services: '10.32.0.0/16',
      ...workload('cb'),
      expose: [{ name: 'cb', workload: 'cb', clusterIPs: ['10.32.0.99'] }],
    });
    expect(repairOf('vip-aliases-address', ...routers, laptop, a)).toBe(
      'Move the service range of London to 10.1.0.0/16',
    );
    const [finding] = judge(plan(...routers, laptop, a));
    expect(finding?.repair?.edits).toMatchObject([
      { path: ['services', 'cidrs', 0], value: '10.1.0.0/16' },
      { path: ['expose', 0, 'clusterIPs', 0], value: '10.1.0.99' },
    ]);
  });

  it('move a pod range, and the static prefix that leads to it', () => {
    const twins = [
      router('ra'),
      router('rb'),
      link('l', ['ra', 'rb'], {
        kind: 'direct',
        prefixes: [['172.17.0.0/24'], ['172.16.0.0/24', '10.0.0.0/16']],
      }),
      cluster('a', { router: 'ra', pods: '10.0.0.0/16', ...workload('w') }),
      cluster('b', { router: 'rb', nodes: '172.17.0.0/24', pods: '10.0.0.0/17', network: { mode: 'bgp' } }),
    ];
    expect(repairOf('pod-networks-overlap', ...twins)).toBe('Move the pod range of b to 10.1.0.0/17');
  });

  it('leave the static prefix of the other cluster where both have one range', () => {
    const twins = plan(
      router('ra'),
      router('rb'),
      link('l', ['ra', 'rb'], {
        kind: 'direct',
        prefixes: [
          ['172.17.0.0/24', '10.0.0.0/16'],
          ['172.16.0.0/24', '10.0.0.0/16'],
        ],
      }),
      cluster('a', { router: 'ra', pods: '10.0.0.0/16', ...workload('w') }),
      cluster('b', { router: 'rb', nodes: '172.17.0.0/24', pods: '10.0.0.0/16', ...workload('w') }),
    );
    const repair = judge(twins).find(({ rule }) => rule === 'pod-networks-overlap')?.repair;
    expect(repair?.title).toBe('Move the pod range of b to 10.1.0.0/16');
    const changed = applyEdits(twins, repair?.edits ?? []);
    expect(changed.links?.[0]?.prefixes).toEqual([
      ['172.17.0.0/24', '10.1.0.0/16'],
      ['172.16.0.0/24', '10.0.0.0/16'],
    ]);
    expect(judge(changed).map((finding) => finding.rule)).not.toContain('link-captures-local-prefix');
  });

  it('lower the MTU of both senders, though a flow of full packets is then lost at its sender', () => {
    const parts = [
      router('ra'),
      router('rb'),
      link('l', ['ra', 'rb']),
      cluster('a', { router: 'ra', mtu: 1423, pods: '10.0.0.0/16', ...workload('w') }),
      cluster('b', { router: 'rb', nodes: '172.17.0.0/24', pods: '10.1.0.0/16', ...workload('w') }),
      flow('f', 'pod:b/w-0', 'pod:a/w-0', { bytes: 1500, expect: 'delivered' }),
    ];
    expect(repairOf('mtu-too-large', ...parts)).toBe('Lower the MTU of b to 1423');
  });

  it('give a second host with an address another one', () => {
    const hosts = [host('h', '10.0.0.5/24', { router: 'ra' }), host('i', '10.0.0.5/24', { router: 'ra' })];
    expect(repairOf('duplicate-address', router('ra'), ...hosts)).toBe('Give i the address 10.0.0.254/24');
  });

  it('list a missing prefix on the links of the way, for both ways or the way back', () => {
    const joined = (prefixes: [string[], string[]]) => [
      router('ra'),
      router('rc'),
      router('rb'),
      link('l', ['ra', 'rc'], { kind: 'direct', prefixes }),
      link('m', ['rc', 'rb'], { kind: 'direct', prefixes: [['10.32.0.0/24'], []] }),
      cluster('a', { router: 'ra' }),
      laptop,
    ];
    expect(repairOf('missing-route', ...joined([[], ['172.16.0.0/24']]))).toBe(
      'List 172.16.0.0/24 and 10.32.0.0/24 on m and l',
    );
    expect(repairOf('missing-return-route', ...joined([['10.32.0.0/24'], ['172.16.0.0/24']]))).toBe(
      'List 172.16.0.0/24 on m',
    );
  });

  it('let BGP nodes tell their router, choose a fitting mask, call a pod by name, and lower an MTU', () => {
    const bgp = cluster('a', { router: 'ra', pods: '10.0.0.0/16', network: { mode: 'bgp' } });
    expect(repairOf('bgp-prefixes-not-shared', ...routers, bgp)).toBe(
      'Let the nodes of a tell the router their pod prefixes',
    );
    expect(repairOf('node-mask-too-long', cluster('a', { nodes: 'fd00:1::/64', pods: 'fd00:2::/80' }))).toBe(
      'Give each node of a a /88 of fd00:2::/80',
    );
    const called = [
      cluster('a', { pods: '10.0.0.0/16', ...workload('w') }),
      flow('f', 'node:a/0', 'ip:10.0.0.2'),
    ];
    expect(repairOf('address-by-ip', ...called)).toBe('Call pod:a/w-0 by name');
    const narrow = [
      router('ra'),
      router('rb'),
      link('l', ['ra', 'rb']),
      cluster('a', { router: 'ra' }),
      laptop,
    ];
    const lowered = judge(plan(...narrow)).find((f) => f.rule === 'mtu-too-large' && f.entities[0] === 'a');
    expect(lowered?.repair?.title).toBe('Lower the MTU of a to 1423');
  });

  it('mend along with it what the finding hid: a reply that comes back at last may be too big for its tunnel', () => {
    const tunnelled = [
      router('ra'),
      router('rb'),
      link('l', ['ra', 'rb']),
      laptop,
      cluster('a', { router: 'ra', pods: '10.0.0.0/16', services: '10.32.0.0/16', ...workload('w') }),
      flow('f', 'host:laptop', 'pod:a/w-0'),
    ];
    const found = judge(plan(...tunnelled)).map((f) => `${f.rule} ${f.entities.join(' ')}`);
    expect(found).toEqual(['vip-aliases-address a laptop', 'mtu-too-large laptop l']);
    expect(repairOf('vip-aliases-address', ...tunnelled)).toBe(
      'Move the service range of a to 10.1.0.0/16, and lower the MTU of a to 1423',
    );
  });

  it('are not offered where they would break something else, or the finding is accepted', () => {
    const parts = [
      router('ra'),
      cluster('a', { router: 'ra', services: '10.32.0.0/16' }),
      host('h', '10.32.0.7/24', { router: 'ra' }),
    ];
    const accepted = {
      ...plan(...parts),
      accept: [{ rule: 'vip-aliases-address' as const, reason: 'known' }],
    };
    expect(judge(accepted).map((f) => f.repair)).toEqual([undefined]);
    expect(
      repairOf(
        'node-networks-overlap',
        ...routers,
        cluster('a', { router: 'ra' }),
        cluster('b', { router: 'rb' }),
      ),
    ).toBe(undefined);
  });

  it('of any plan remove their finding, add none of another kind, and leave a plan that parses', () => {
    fc.assert(
      fc.property(anyPlan(), (document) => {
        const network = compileNetwork(document);
        for (const finding of validate(document, network)) {
          if (!finding.repair) continue;
          const changed = applyEdits(document, finding.repair.edits);
          expect(parsePlanValue(changed)).toMatchObject({ ok: true });
          const kinds = (list: readonly { rule: Rule; entities: readonly string[] }[]) =>
            list.map(({ rule, entities }) => `${rule} ${entities.join(' ')}`);
          const before = new Set(kinds(findingsOf(document, network)));
          const after = kinds(findingsOf(changed, compileNetwork(changed)));
          expect(after.filter((kind) => !before.has(kind))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
