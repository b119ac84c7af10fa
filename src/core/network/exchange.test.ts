import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPrefix, mustPrefix } from '../address/prefix.ts';
import type { Link } from '../plan/plan.ts';
import { shortestWays, type Way } from '../testing/golden/bgpPaths.ts';
import { networkOf, type PlanParts, routesOf } from '../testing/walkHelpers.ts';
import { Exchange } from './exchange.ts';
import type { Route } from './network.ts';

const link = (id: string, a: string, b: string, routing: Link['routing'] = 'bgp'): Link => ({
  id,
  ends: [a, b],
  routing,
});
/** All that each router learns. */
const exchangeRoutes = (
  own: ReadonlyMap<string, readonly Route[]>,
  links: readonly Link[],
): Map<string, Route[]> => {
  const exchange = new Exchange(own, links);
  return new Map(
    [...own.keys()].map((router) => {
      const learned = exchange.prefixes.flatMap((_, place) => exchange.learned(router, place));
      expect(exchange.count(router)).toBe(learned.length);
      return [router, learned];
    }),
  );
};
const own = (text: string, kind: 'blackhole' | 'internet' = 'blackhole'): Route => ({
  prefix: mustPrefix(text),
  source: 'static',
  action: { kind },
  pathLength: 0,
  because: 'a test',
});

/** What the neighbours tell a router: what each has chosen, unless its way leads through that router. */
const toldTo = (
  router: string,
  links: readonly Link[],
  ways: ReadonlyMap<string, ReadonlyMap<string, Way>>,
): string[] =>
  links
    .filter((l) => l.routing === 'bgp' && l.ends.includes(router))
    .flatMap((l) => {
      const peer = l.ends[0] === router ? l.ends[1] : l.ends[0];
      return [...(ways.get(peer) ?? [])]
        .filter(([, way]) => !way.routers.includes(router))
        .map(([prefix, way]) => `${prefix} ${l.id} ${way.links.length + 1}`);
    });

describe('the BGP exchange', () => {
  it('[R5] tells what the shortest of all simple paths gives each router, then the lower link id', () => {
    const routers = ['a', 'b', 'c', 'd', 'e'];
    const pool = ['10.1.0.0/16', '10.2.0.0/16', '10.0.0.0/8', 'fd00::/48'];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...routers), fc.constantFrom(...routers), fc.boolean()), {
          maxLength: 8,
        }),
        fc.array(fc.subarray(pool), { minLength: 5, maxLength: 5 }),
        (pairs, prefixes) => {
          const links = pairs
            .filter(([a, b]) => a !== b)
            .map(([a, b, isBgp], i) => link(`l${(i * 7) % 10}`, a, b, isBgp || i % 3 ? 'bgp' : 'static'));
          const ownText = new Map(routers.map((router, i) => [router, prefixes[i] ?? []]));
          const ownRoutes = new Map(
            [...ownText].map(([router, texts]) => [router, texts.map((t) => own(t))]),
          );
          const learned = exchangeRoutes(ownRoutes, links);
          const ways = shortestWays(ownText, links);
          for (const router of routers) {
            const told = (learned.get(router) ?? []).map((route) =>
              route.action.kind === 'link'
                ? `${formatPrefix(route.prefix)} ${route.action.link} ${route.pathLength}`
                : 'not by a link',
            );
            expect(told.sort()).toEqual(toldTo(router, links, ways).sort());
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('[R5] a static link tells nothing', () => {
    const learned = exchangeRoutes(
      new Map([
        ['a', [own('10.1.0.0/16')]],
        ['b', []],
      ]),
      [link('l', 'a', 'b', 'static')],
    );
    expect(learned.get('b')).toEqual([]);
  });

  it('[R5] an internet default is not told', () => {
    const learned = exchangeRoutes(
      new Map([
        ['a', [own('0.0.0.0/0', 'internet')]],
        ['b', []],
      ]),
      [link('l', 'a', 'b')],
    );
    expect(learned.get('b')).toEqual([]);
  });

  it('[R5] nobody learns a path through itself', () => {
    const ring = [link('x', 'a', 'b'), link('y', 'b', 'c'), link('z', 'c', 'a')];
    const learned = exchangeRoutes(
      new Map([
        ['a', [own('10.1.0.0/16')]],
        ['b', []],
        ['c', []],
      ]),
      ring,
    );
    expect(learned.get('a')).toEqual([]);
    expect(learned.get('b')?.map((r) => r.pathLength)).toEqual([1, 2]);
  });
});

describe('what is told', () => {
  const parts = (over: Partial<PlanParts['links']> = []): PlanParts => ({
    routers: [{ id: 'r', routes: [{ to: '10.77.0.0/16', via: 'blackhole' }] }, { id: 's' }, { id: 't' }],
    clusters: [
      {
        id: 'a',
        router: 'r',
        nodes: { cidrs: ['172.16.0.0/24'], count: 1 },
        pods: { cidrs: ['10.0.0.0/16'] },
      },
    ],
    links: [
      { id: 'rs', ends: ['r', 's'], routing: 'bgp', cidrs: ['10.255.0.0/30'] },
      { id: 'st', ends: ['s', 't'], routing: 'bgp' },
      ...(over as []),
    ],
  });

  it('[R5] each end tells connected, static and learned routes, over several routers', () => {
    expect(routesOf(networkOf(parts()), 'router:t')).toEqual([
      '10.0.0.0/24 through link st (bgp)',
      '10.77.0.0/16 through link st (bgp)',
      '10.255.0.0/30 through link st (bgp)',
      '172.16.0.0/24 through link st (bgp)',
    ]);
  });

  it('[R5] a connected transfer network stays connected at both ends though the peer tells it', () => {
    const routes = routesOf(networkOf(parts()), 'router:s').filter((r) => r.startsWith('10.255.'));
    expect(routes[0]).toBe('10.255.0.0/30 on link:rs (connected)');
  });
});
