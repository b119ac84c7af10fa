import fc from 'fast-check';
import { entityIds } from '../plan/ids.ts';
import { parsePlanValue } from '../plan/parsePlan.ts';
import type { Cluster, Host, Link, Note, Plan, Router, View } from '../plan/plan.ts';
import type { FlowQuestion } from '../simulate/trace.ts';

/*
 * Small plans of every mode, good and bad: a handful of ranges, so that they collide; addresses outside of their segments,
 * clusters without router, nodes or replicas, segments of one address.
 */

const NODE_CIDRS = [
  '172.16.0.0/29',
  '172.16.0.0/24',
  '172.16.0.2/32',
  '10.0.0.0/24',
  '10.96.0.0/28',
  'fd00:1::/64',
  'fd00:1::/127',
];
const POD_CIDRS = [
  '10.0.0.0/16',
  '10.0.0.0/22',
  '10.1.0.0/24',
  '172.16.0.0/28',
  'fd00:10::/60',
  '10.96.0.0/24',
];
const SERVICE_CIDRS = [
  '10.96.0.0/24',
  '10.0.0.0/23',
  '172.16.0.0/24',
  '10.32.0.0/28',
  'fd00:96::/112',
  'fd00:10::/64',
];
const ADDRESSES = [
  '172.16.0.1',
  '172.16.0.2',
  '172.16.0.5',
  '10.0.0.1',
  '10.0.0.2',
  '10.96.0.11',
  '10.32.0.7',
  '192.168.9.9',
  'fd00:1::1',
  'fd00:1::2',
  'fd00:96::b',
  'fd00:10::2',
];
const HOST_ADDRESSES = [
  '172.16.0.5/24',
  '172.16.0.2/29',
  '10.32.0.7/24',
  '10.32.0.11/28',
  '10.96.0.11/24',
  '10.0.0.9/32',
  'fd00:1::5/64',
  'fd00:32::7/64',
  'fd00:96::b/112',
];
const PREFIXES = [
  '0.0.0.0/0',
  '10.0.0.0/16',
  '10.0.0.0/8',
  '10.32.0.0/24',
  '172.16.0.0/24',
  '10.96.0.0/24',
  '::/0',
  'fd00:10::/60',
  'fd00:32::/64',
];
const ROUTERS = ['r', 's', 't'];
const LINKS = ['l', 'm', 'n'];

const some = (pool: readonly string[], minLength = 0, maxLength = 2) =>
  fc.uniqueArray(fc.constantFrom(...pool), { minLength, maxLength });
const maybe = <T>(key: string, arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined }).map((value) => (value === undefined ? {} : { [key]: value }));
const together = <T>(...parts: fc.Arbitrary<object>[]): fc.Arbitrary<T> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as T);

const anyNodes = () =>
  together(
    some(NODE_CIDRS, 1).map((cidrs) => ({ cidrs })),
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(0, 1, 2, 2, 3).map((count) => ({ count })) },
      {
        weight: 1,
        arbitrary: fc
          .array(together(maybe('addresses', some(ADDRESSES)), maybe('podCidrs', some(POD_CIDRS))), {
            maxLength: 3,
          })
          .map((list) => ({ list })),
      },
    ),
  );

const anyNetwork = () =>
  fc.oneof(
    fc.constant({ mode: 'routed' }),
    fc.boolean().map((advertiseToRouter) => ({ mode: 'bgp', advertiseToRouter })),
    fc.constant({ mode: 'native' }),
    together(
      fc.constant({ mode: 'overlay' }),
      maybe('encapsulation', fc.constantFrom('vxlan', 'gre', 'geneve', 'ipip', 'wireguard')),
      maybe('gateway', fc.record({ node: fc.nat(1), snat: fc.boolean() })),
    ),
  );

const anyCluster = (id: string): fc.Arbitrary<Cluster> =>
  together(
    fc.constant({ id }),
    maybe('router', fc.constantFrom(...ROUTERS)),
    anyNodes().map((nodes) => ({ nodes })),
    maybe(
      'pods',
      some(POD_CIDRS, 1).chain((cidrs) =>
        together<object>(
          fc.constant({ cidrs }),
          maybe('nodeMask', fc.tuple(...cidrs.map(() => fc.constantFrom(24, 25, 28, 31, 32)))),
        ),
      ),
    ),
    maybe('services', fc.record({ cidrs: some(SERVICE_CIDRS, 1), advertise: fc.boolean() })),
    maybe('network', anyNetwork()),
    maybe('serviceProxy', fc.constantFrom('any', 'iptables', 'ipvs', 'nftables', 'ebpf', 'routed')),
    maybe(
      'masquerade',
      fc.oneof(
        fc.constantFrom('none', 'outside-pods'),
        some(PREFIXES).map((except) => ({ except })),
      ),
    ),
    maybe('reversePathFilter', fc.constantFrom('off', 'loose', 'strict')),
    maybe('mtu', fc.constantFrom(1280, 1400, 9000)),
    fc
      .tuple(
        fc.nat(3),
        fc.option(fc.record({ ordinal: fc.nat(2), addresses: some(ADDRESSES) }), { nil: undefined }),
      )
      .map(([replicas, pod]) => ({
        workloads: [{ name: 'w', replicas, port: 8091, ...(pod ? { pods: [pod] } : {}) }],
      })),
    maybe('clusterIPs', some(ADDRESSES, 1)).map((ips) => ({
      expose: [{ name: 's', workload: 'w', port: 80, ...ips }],
    })),
  );

const anyRouter = (id: string): fc.Arbitrary<Router> =>
  together(
    fc.constant({ id }),
    maybe(
      'routes',
      fc.array(
        fc.record({
          to: fc.constantFrom(...PREFIXES),
          via: fc.constantFrom(...LINKS, ...ADDRESSES, 'blackhole'),
        }),
        { maxLength: 3 },
      ),
    ),
    maybe('stateful', fc.boolean()),
    maybe('reversePathFilter', fc.constantFrom('off', 'loose', 'strict')),
    maybe('internet', fc.boolean()),
  );

const anyLink = (id: string): fc.Arbitrary<Link> =>
  together(
    fc.constant({ id }),
    fc.shuffledSubarray(ROUTERS, { minLength: 2, maxLength: 2 }).map((ends) => ({ ends })),
    fc.oneof(
      fc.constant({ routing: 'bgp' }),
      fc.tuple(some(PREFIXES), some(PREFIXES)).map((prefixes) => ({ routing: 'static', prefixes })),
    ),
    fc.constantFrom({}, { kind: 'direct' }, { encapsulation: 'wireguard' }),
    maybe('cidrs', some(['10.255.0.0/30', '10.255.0.0/31', '10.255.0.0/32', 'fd00:255::/64'], 1)),
    maybe('mtu', fc.constantFrom(1280, 1500, 9000)),
  );

const anyHost = (id: string): fc.Arbitrary<Host> =>
  together(
    fc.constant({ id }),
    maybe('router', fc.constantFrom(...ROUTERS)),
    some(HOST_ADDRESSES, 1).map((addresses) => ({ addresses })),
    maybe('port', fc.constantFrom(80, 443)),
  );

const manyOf = <T>(ids: readonly string[], make: (id: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.subarray([...ids]).chain((chosen) => fc.tuple(...chosen.map(make)) as fc.Arbitrary<T[]>);

const STANDING = ['a', 'b', 'h', 'i', ...ROUTERS, 'note-1', 'note-2'];

/** What is drawn, as far as it is there: sites that share nothing, notes, locks. */
const anyView = (): fc.Arbitrary<View> =>
  together(
    maybe('positions', fc.dictionary(fc.constantFrom(...STANDING), fc.tuple(fc.integer(), fc.integer()))),
    maybe('notes', manyOf(['note-1', 'note-2'], anyNote)),
    maybe(
      'frames',
      fc.shuffledSubarray(STANDING).chain((members) =>
        fc.nat(members.length).map((cut) => [
          { id: 'site-1', name: 'Site', members: members.slice(0, cut) },
          { id: 'site-2', name: '', members: members.slice(cut) },
        ]),
      ),
    ),
    maybe('locked', fc.subarray([...STANDING, ...LINKS, 'site-1', 'site-2'])),
  );

const anyNote = (id: string): fc.Arbitrary<Note> =>
  fc.record({
    id: fc.constant(id),
    text: fc.string({ unit: 'grapheme' }),
    position: fc.tuple(fc.integer(), fc.integer()),
  });

/** The plan with frames and locks of what it has; frames of nothing left out. */
function fitting(plan: Plan): Plan {
  const { view } = plan;
  if (!view) return plan;
  const drawn = new Set([...entityIds({ ...plan, view: { notes: view.notes ?? [] } })]);
  const frames = (view.frames ?? [])
    .map((frame) => ({ ...frame, members: frame.members.filter((id) => drawn.has(id)) }))
    .filter(({ members }) => members.length > 0);
  for (const { id } of frames) drawn.add(id);
  return {
    ...plan,
    view: { ...view, frames, locked: (view.locked ?? []).filter((id) => drawn.has(id)) },
  };
}

/** A small plan that `parsePlan` lets through. */
export const anyPlan = (): fc.Arbitrary<Plan> =>
  fc
    .record({
      hopwright: fc.constant(1),
      name: fc.constant('any'),
      clusters: manyOf(['a', 'b'], anyCluster),
      routers: fc.tuple(...ROUTERS.map(anyRouter)),
      links: fc.tuple(...LINKS.map(anyLink)),
      hosts: manyOf(['h', 'i'], anyHost),
      view: anyView(),
    })
    .map((value) => parsePlanValue(fitting(value as Plan)))
    .filter((parsed) => parsed.ok)
    .map((parsed) => {
      if (!parsed.ok) throw new Error('filtered before');
      return parsed.plan;
    });

const ENDS = [
  'pod:a/w-0',
  'pod:a/w-1',
  'pod:b/w-0',
  'node:a/0',
  'node:b/1',
  'host:h',
  'host:i',
  'router:r',
  'router:s',
];
const TARGETS = [
  ...ENDS,
  'service:a/s',
  'service:b/s',
  'key:a/w/user::1',
  ...ADDRESSES.map((a) => `ip:${a}`),
];

/** A question about such a plan; what it names may be missing there. */
export const anyQuestion = (): fc.Arbitrary<FlowQuestion> =>
  together(
    fc.record({ from: fc.constantFrom(...ENDS), to: fc.constantFrom(...TARGETS) }),
    maybe('port', fc.constantFrom(80, 8091, 22)),
    maybe('protocol', fc.constantFrom('tcp', 'udp', 'icmp')),
    maybe('bytes', fc.constantFrom(28, 64, 64, 64, 1300, 1450, 9000)),
    maybe('family', fc.constantFrom(4, 4, 4, 6)),
  );
