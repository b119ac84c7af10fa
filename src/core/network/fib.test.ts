import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAddresses, mustAddress } from '../address/address.ts';
import { mustPrefix, type Prefix } from '../address/prefix.ts';
import { anyPrefix, closeAddress, closePrefix } from '../testing/arbitraries.ts';
import { linearLookup } from '../testing/golden/linearLookup.ts';
import { containsByBits } from '../testing/golden/prefixBits.ts';
import { bestRoute, bestRoutesInTurn, compareRoutes, groupByPrefix, lookup, sortRoutes } from './fib.ts';
import type { Route, RouteSource } from './network.ts';
import { searchedInTurn } from './searchedInTurn.ts';

const route = (prefix: Prefix, source: RouteSource, link: string | undefined, pathLength = 0): Route => ({
  prefix,
  source,
  action: link === undefined ? { kind: 'blackhole' } : { kind: 'link', interface: `link:${link}`, link },
  pathLength,
  because: 'a test',
});

const anyRoute = (): fc.Arbitrary<Route> =>
  fc
    .record({
      prefix: fc.oneof({ weight: 5, arbitrary: closePrefix() }, { weight: 1, arbitrary: anyPrefix() }),
      source: fc.constantFrom<RouteSource>('connected', 'static', 'bgp'),
      link: fc.constantFrom(undefined, 'a', 'b', 'c'),
      pathLength: fc.nat(3),
    })
    .map(({ prefix, source, link, pathLength }) => route(prefix, source, link, pathLength));

describe('longest-prefix match', () => {
  it('[R] lookup agrees with a scan of all routes', () => {
    fc.assert(
      fc.property(fc.array(anyRoute(), { maxLength: 30 }), closeAddress(), (routes, address) => {
        const found = lookup({ routes }, address);
        expect(found?.route).toBe(linearLookup(routes, address));
        expect(bestRoute({ routes }, address)).toBe(found?.route);
      }),
      { numRuns: 500 },
    );
  });

  it('[R] told in turn, the winners are those that each address has by itself', () => {
    fc.assert(
      fc.property(
        fc.array(anyRoute(), { maxLength: 12 }),
        fc.array(closeAddress(), { maxLength: 60 }),
        (routes, asked) => {
          const device = { routes: sortRoutes(routes) };
          for (const family of [4, 6]) {
            const addresses = asked.filter((a) => a.family === family).sort(compareAddresses);
            const changes = [...bestRoutesInTurn(device, addresses)];
            const searched = [...searchedInTurn(device.routes, addresses)];
            expect(searched).toEqual(changes);
            addresses.forEach((address, i) => {
              const [, route] = changes.findLast(([from]) => from <= i) ?? [];
              expect(route).toBe(bestRoute(device, address));
            });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('[R] the losers are all other routes that cover the address', () => {
    fc.assert(
      fc.property(fc.array(anyRoute(), { maxLength: 30 }), closeAddress(), (routes, address) => {
        const found = lookup({ routes }, address);
        const covering = routes.filter((r) => containsByBits(r.prefix, address));
        const told = found ? [found.route, ...found.losers] : [];
        expect(new Set(told)).toEqual(new Set(covering));
        expect(told).toHaveLength(covering.length);
      }),
    );
  });

  const table = (...routes: [string, RouteSource, string?, number?][]) => ({
    routes: routes.map(([prefix, source, link, length]) => route(mustPrefix(prefix), source, link, length)),
  });
  const winner = (device: { routes: Route[] }) => {
    const found = bestRoute(device, mustAddress('10.1.2.3'));
    return found && device.routes.indexOf(found);
  };

  it.each([
    [
      'the longer prefix wins over the better kind',
      table(['10.1.0.0/16', 'connected'], ['10.1.2.0/24', 'bgp', 'z', 9]),
      1,
    ],
    [
      'of one length connected wins over static',
      table(['10.1.0.0/16', 'static'], ['10.1.0.0/16', 'connected']),
      1,
    ],
    ['of one length static wins over BGP', table(['10.1.0.0/16', 'bgp'], ['10.1.0.0/16', 'static', 'z']), 1],
    [
      '[R5] the shorter path wins over the lower link id',
      table(['10.1.0.0/16', 'bgp', 'a', 2], ['10.1.0.0/16', 'bgp', 'b', 1]),
      1,
    ],
    [
      '[R6] of equal routes the lower link id wins',
      table(['10.1.0.0/16', 'bgp', 'b', 1], ['10.1.0.0/16', 'bgp', 'a', 1]),
      1,
    ],
    [
      '[R6] of routes without a link the first in the plan wins',
      table(['10.1.0.0/16', 'static'], ['10.1.0.0/16', 'static']),
      0,
    ],
    [
      'the default takes what nothing else covers',
      table(['10.2.0.0/16', 'connected'], ['0.0.0.0/0', 'bgp', 'a', 5]),
      1,
    ],
    ['no route covers it', table(['10.2.0.0/16', 'connected']), undefined],
    ['a default of the other family does not help', table(['::/0', 'static']), undefined],
  ])('[R] %s', (_, device, index) => {
    expect(winner(device)).toBe(index);
  });

  it('[R] a sorted table has the routes of a prefix together, best first', () => {
    fc.assert(
      fc.property(fc.array(anyRoute(), { maxLength: 30 }), (routes) => {
        const groups = [...groupByPrefix(sortRoutes(routes))];
        expect(groups.flat()).toHaveLength(routes.length);
        expect(
          new Set(
            groups.map(([r]) => JSON.stringify([r?.prefix.family, `${r?.prefix.value}`, r?.prefix.length])),
          ).size,
        ).toBe(groups.length);
        for (const group of groups)
          for (const [i, r] of group.entries())
            expect(i === 0 || compareRoutes(group[i - 1] ?? r, r) <= 0).toBe(true);
      }),
    );
  });
});
