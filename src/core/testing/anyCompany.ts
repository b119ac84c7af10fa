import fc from 'fast-check';
import type { PlanEdit } from '../plan/edits.ts';
import { parsePlanValue } from '../plan/parsePlan.ts';
import type { Plan } from '../plan/plan.ts';
import type { FlowQuestion } from '../simulate/trace.ts';
import type { Step } from './anyEdits.ts';

/*
 * A company as people have it: a hub with clients, sites around it with a cluster each and ranges of their own. Most edits of it leave most
 * of it alone, which those of `anyPlan` do not.
 */

const SITES = [0, 1, 2, 3];
const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const number = (max: number): fc.Arbitrary<number> => fc.nat(max);

const prefixesAt = (site: number) => [`10.${site}.0.0/16`, `172.16.${site}.0/24`];
const EVERYTHING = ['10.0.0.0/8', '172.16.0.0/12', '100.64.0.0/10'];

const siteOf = (site: number, mode: string, isBgp: boolean) => ({
  cluster: {
    id: `c${site}`,
    router: `r${site}`,
    nodes: { cidrs: [`172.16.${site}.0/24`], count: 2 },
    pods: { cidrs: [`10.${site}.0.0/16`] },
    services: { cidrs: [`10.96.${site}.0/24`] },
    ...(mode === 'routed' ? {} : { network: { mode } }),
    workloads: [{ name: 'app', replicas: 2, port: 80 }],
    expose: [{ name: 'app', workload: 'app', port: 80 }],
  },
  router: { id: `r${site}` },
  link: {
    id: `l${site}`,
    ends: ['hub', `r${site}`],
    ...(isBgp ? { routing: 'bgp' } : { routing: 'static', prefixes: [prefixesAt(site), EVERYTHING] }),
  },
});

export const anyCompany = (): fc.Arbitrary<Plan> =>
  fc
    .array(fc.tuple(oneOf('routed', 'routed', 'bgp', 'overlay', 'native'), oneOf(false, false, true)), {
      minLength: SITES.length,
      maxLength: SITES.length,
    })
    .map((choices) => {
      const sites = choices.map(([mode, isBgp], i) => siteOf(i, mode, isBgp));
      const parsed = parsePlanValue({
        hopwright: 1,
        name: 'Company',
        clusters: sites.map(({ cluster }) => cluster),
        routers: [{ id: 'hub' }, ...sites.map(({ router }) => router)],
        links: sites.map(({ link }) => link),
        hosts: [0, 1, 2].map((i) => ({
          id: `h${i}`,
          router: 'hub',
          addresses: [`100.64.${i >> 1}.${9 + i}/24`],
          port: 443,
        })),
      });
      if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
      return parsed.plan;
    });

const set = (
  collection: 'clusters' | 'routers' | 'links' | 'hosts',
  id: string,
  path: (string | number)[],
) => ({
  to: (value: unknown): PlanEdit => ({ kind: 'set', collection, id, path, value }),
});

/** One edit as people make them, at one site. */
const anyEdit = (): fc.Arbitrary<PlanEdit> =>
  fc.oneof(
    fc
      .tuple(number(2), number(2), number(3))
      .map(([i, net, n]) => set('hosts', `h${i}`, ['addresses']).to([`100.64.${net}.${9 + n}/24`])),
    fc
      .tuple(number(3), number(9), oneOf('l0', 'l1', 'blackhole', '172.16.1.2'))
      .map(([i, n, via]) => set('routers', `r${i}`, ['routes']).to([{ to: `10.${n}.0.0/16`, via }])),
    fc
      .tuple(number(9), oneOf('l0', 'l3', 'blackhole', '100.64.0.9'))
      .map(([n, via]) => set('routers', 'hub', ['routes']).to([{ to: `10.${n}.0.0/16`, via }])),
    fc
      .tuple(number(3), number(9))
      .map(([i, n]) => set('clusters', `c${i}`, ['pods', 'cidrs']).to([`10.${n}.0.0/16`])),
    fc
      .tuple(number(3), number(5))
      .map(([i, n]) => set('clusters', `c${i}`, ['nodes', 'cidrs']).to([`172.16.${n}.0/24`])),
    fc.tuple(number(3), number(4)).map(([i, n]) => set('clusters', `c${i}`, ['nodes', 'count']).to(n)),
    fc
      .tuple(number(3), oneOf('10.96.1.0/24', '172.16.0.0/24', '100.64.0.0/24'))
      .map(([i, cidr]) => set('clusters', `c${i}`, ['services', 'cidrs']).to([cidr])),
    fc
      .tuple(number(3), oneOf('iptables', 'ipvs', 'nftables', 'any'))
      .map(([i, proxy]) => set('clusters', `c${i}`, ['serviceProxy']).to(proxy)),
    fc
      .tuple(number(3), number(9))
      .map(([i, n]) => set('links', `l${i}`, ['prefixes', 0]).to([`10.${n}.0.0/16`])),
    fc.tuple(number(3), oneOf(1280, 1500)).map(([i, mtu]) => set('links', `l${i}`, ['mtu']).to(mtu)),
    fc
      .tuple(number(3), oneOf('10.255.0.0/30', '10.0.0.0/30'))
      .map(([i, cidr]) => set('links', `l${i}`, ['cidrs']).to([cidr])),
    fc
      .tuple(number(3), oneOf('bgp', 'static'))
      .map(([i, routing]) => set('links', `l${i}`, ['routing']).to(routing)),
    fc
      .tuple(oneOf('hub', 'r0', 'r1'), fc.boolean())
      .map(([id, on]) => set('routers', id, ['stateful']).to(on)),
    fc
      .tuple(oneOf('hub', 'r0', 'r1'), oneOf('off', 'strict'))
      .map(([id, mode]) => set('routers', id, ['reversePathFilter']).to(mode)),
    fc.tuple(oneOf('hub', 'r0'), fc.boolean()).map(([id, on]) => set('routers', id, ['internet']).to(on)),
    number(3).map((i): PlanEdit => ({ kind: 'remove', collection: 'clusters', id: `c${i}` })),
    number(3).map(
      (i): PlanEdit => ({
        kind: 'add',
        collection: 'hosts',
        entity: { id: `new${i}`, router: `r${i}`, addresses: [`172.16.${i}.99/24`] },
      }),
    ),
    fc.tuple(number(3), number(3)).map(
      ([i, j]): PlanEdit => ({
        kind: 'add',
        collection: 'flows',
        entity: { id: `f${i}`, from: `pod:c${i}/app-0`, to: `pod:c${j}/app-1`, expect: 'delivered' },
      }),
    ),
    fc
      .tuple(number(3), number(200))
      .map(([i, x]): PlanEdit => ({ kind: 'move', positions: { [`c${i}`]: [x, x] } })),
  );

export const anyCompanyStep = (): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 5, arbitrary: anyEdit().map((edit) => ({ kind: 'edit', edits: [edit] }) as const) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1, max: 3 }).map((steps) => ({ kind: 'undo', steps }) as const),
    },
  );

const anyEnd = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(number(3), number(1)).map(([i, n]) => `pod:c${i}/app-${n}`),
    number(3).map((i) => `node:c${i}/1`),
    number(2).map((i) => `host:h${i}`),
    oneOf('router:hub', 'router:r1'),
  );

export const anyCompanyQuestion = (): fc.Arbitrary<FlowQuestion> =>
  fc.record({
    from: anyEnd(),
    to: fc.oneof(
      anyEnd(),
      number(3).map((i) => `service:c${i}/app`),
      fc.tuple(number(9), number(3)).map(([i, n]) => `ip:10.${i}.0.${n}`),
      oneOf('ip:100.64.0.9', 'ip:10.96.1.11', 'ip:172.16.1.2'),
    ),
    protocol: oneOf('tcp', 'udp', 'icmp'),
  });
