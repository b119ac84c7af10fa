import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddress } from '../address/address.ts';
import { overlaps } from '../address/prefix.ts';
import { compileNetwork } from '../network/compileNetwork.ts';
import { applyEdits } from '../plan/applyEdit.ts';
import { parsePlanValue } from '../plan/parsePlan.ts';
import type { Plan } from '../plan/plan.ts';
import { anyPlan } from '../testing/anyPlan.ts';
import { cluster, host, link, plan, router, workload } from '../testing/builders.ts';
import { type Assumption, type AssumptionKind, overrideEdits } from './assumption.ts';
import { assumptionsOf } from './assumptionsOf.ts';

const assumed = (of: Plan) => assumptionsOf(of, compileNetwork(of));
const values = (of: Plan, kind: AssumptionKind) =>
  assumed(of)
    .filter((assumption) => assumption.kind === kind)
    .map(({ value }) => value);

const one = plan(
  router('r'),
  router('q'),
  cluster('a', {
    router: 'r',
    count: 3,
    pods: ['10.0.0.0/16', 'fd00:10::/48'],
    services: '10.96.0.0/24',
    ...workload('web', 2),
  }),
  link('l', ['r', 'q'], { cidrs: ['10.255.0.0/30'] }),
  host('h', '192.168.0.7/24', { router: 'q' }),
);

describe('what the plan leaves to the rules', () => {
  test('[A2] the router, the nodes and the hosts’ router have addresses that nobody wrote', () => {
    expect(values(one, 'router-address')).toEqual(['172.16.0.1', '192.168.0.1']);
    expect(values(one, 'node-addresses')).toEqual(['172.16.0.2 – 172.16.0.4']);
  });

  test('[A3] the node mask of each pod range, and the prefixes dealt by it', () => {
    expect(values(one, 'node-mask')).toEqual(['/24', '/64']);
    expect(values(one, 'node-pod-prefixes')).toEqual(['10.0.0.0/24 – fd00:10:0:2::/64']);
  });

  test('[A6] cluster IPs, and the two that no service gets', () => {
    expect(values(one, 'cluster-ip')).toEqual(['10.96.0.11']);
    expect(values(one, 'kept-vips')).toEqual(['10.96.0.1, 10.96.0.10']);
  });

  test('[E2] a link is a VPN by IPsec over 1500 bytes, and its room follows', () => {
    expect(values(one, 'encapsulation')).toEqual(['ipsec']);
    expect(values(one, 'link-room')).toEqual(['1423 (1500 less 77)']);
    expect(values(one, 'transfer-addresses')).toEqual(['10.255.0.1, 10.255.0.2']);
  });

  test('[E3] an overlay leaves less to its pods', () => {
    const overlay = plan(cluster('a', { network: { mode: 'overlay' }, mtu: 9000, pods: '10.0.0.0/16' }));
    expect(values(overlay, 'pod-mtu')).toEqual(['8950 (9000 less 50)']);
  });

  test('a platform’s own ranges cite the page that says so', () => {
    const ranges = assumed(plan(cluster('a', { platform: 'openshift' }))).filter(
      ({ kind }) => kind === 'platform-range',
    );
    expect(ranges.length).toBeGreaterThan(3);
    for (const { source, override } of ranges) {
      expect(source).toMatch(/^https:/);
      expect(override).toBeUndefined();
    }
  });

  test('an empty plan assumes nothing', () => {
    expect(assumed(plan())).toEqual([]);
  });
});

/** The text that writes an assumption down as it is. */
const asItIs = ({ override, value }: Assumption): string =>
  override?.kind === 'number' ? value.replace(/^\//, '') : value;

/** Devices with their addresses: what must not move when something is written down. */
const addressesOf = (of: Plan): string =>
  JSON.stringify(
    [...compileNetwork(of).devices.values()].map(({ id, interfaces }) => [
      id,
      interfaces.flatMap(({ addresses }) => addresses.map(formatAddress)).sort(),
    ]),
  );

/** Segments that lie in each other: an explicit address is then on the first of them, a dealt one on its own. */
const nests = (of: Plan): boolean => {
  const segments = [...compileNetwork(of).segments.values()].map(({ prefix }) => prefix);
  return segments.some((a) => segments.some((b) => a.length < b.length && overlaps(a, b)));
};

describe('writing an assumption down', () => {
  test('as it is moves no address, and it is an assumption no more', () => {
    fc.assert(
      fc.property(anyPlan(), (any) => {
        for (const assumption of assumed(any)) {
          if (!assumption.override) continue;
          const edits = overrideEdits(assumption.override, asItIs(assumption));
          if (typeof edits === 'string') throw new Error(`${assumption.id}: ${edits}`);
          const after = applyEdits(any, edits);
          const parsed = parsePlanValue(after);
          expect(parsed, assumption.id).toMatchObject({ ok: true });
          if (!nests(any)) expect(addressesOf(after), assumption.id).toBe(addressesOf(any));
          expect(assumed(after).map(({ id }) => id)).not.toContain(assumption.id);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('what is no value says so', () => {
    const of = (kind: AssumptionKind) =>
      assumed(one).find((assumption) => assumption.kind === kind)?.override;
    const mtu = of('mtu');
    const proxy = of('service-proxy');
    const vip = of('cluster-ip');
    if (!mtu || !proxy || !vip) throw new Error('these are assumed');
    expect(overrideEdits(mtu, '12')).toContain('68');
    expect(overrideEdits(proxy, 'magic')).toContain('iptables');
    expect(overrideEdits(vip, '  ')).toContain('address');
  });

  test('a node mask writes the whole list, one a pod range', () => {
    const mask = assumed(one).find(({ kind }) => kind === 'node-mask')?.override;
    if (!mask) throw new Error('it is assumed');
    const edits = overrideEdits(mask, '26');
    expect(typeof edits === 'string' ? edits : applyEdits(one, edits).clusters?.[0]?.pods?.nodeMask).toEqual([
      26, 64,
    ]);
  });
});
