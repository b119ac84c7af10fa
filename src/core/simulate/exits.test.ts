import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../network/compileNetwork.ts';
import { sortRoutes } from '../network/fib.ts';
import type { Route, RouteSource } from '../network/network.ts';
import { anyPrefix, closeAddress, closePrefix } from '../testing/arbitraries.ts';
import { linearLookup } from '../testing/golden/linearLookup.ts';
import { plan, router } from '../testing/index.ts';
import { deviceOf } from '../testing/walkHelpers.ts';
import { FewExits, ManyExits } from './exits.ts';
import { Ground } from './ground.ts';
import { ipOf } from './ip.ts';
import { Kernel } from './kernel.ts';

const network = compileNetwork(plan(router('r')));
const kernelWith = (routes: readonly Route[]): Kernel =>
  new Kernel(new Ground(network), { ...deviceOf(network, 'router:r'), routes });

const anyRoutes = (): fc.Arbitrary<Route[]> =>
  fc
    .array(
      fc.record({
        prefix: fc.oneof({ weight: 5, arbitrary: closePrefix() }, { weight: 1, arbitrary: anyPrefix() }),
        source: fc.constantFrom<RouteSource>('connected', 'static', 'bgp'),
        action: fc.constant({ kind: 'blackhole' as const }),
        pathLength: fc.nat(3),
        because: fc.constant('a test'),
      }),
      { maxLength: 30 },
    )
    .map(sortRoutes);

describe('the exit of a destination', () => {
  it('[R] is that of the route that a scan of the whole table finds, whether the table is short or long', () => {
    fc.assert(
      fc.property(anyRoutes(), fc.array(closeAddress(), { maxLength: 5 }), (routes, addresses) => {
        const kernel = kernelWith(routes);
        const [few, many] = [new FewExits(kernel), new ManyExits(kernel)];
        for (const address of addresses) {
          const route = linearLookup(routes, address);
          expect(few.find(ipOf(address))?.route).toBe(route);
          expect(many.find(ipOf(address))?.route).toBe(route);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('[R] names as losers the routes that the winner stands before', () => {
    fc.assert(
      fc.property(anyRoutes(), closeAddress(), (routes, address) => {
        const match = kernelWith(routes).exit(ipOf(address))?.match(ipOf(address));
        const covering = routes.filter((route) => linearLookup([route], address));
        expect([match?.route, ...(match?.losers ?? [])].filter(Boolean).length).toBe(covering.length);
        expect(match?.route).toBe(linearLookup(routes, address));
      }),
      { numRuns: 200 },
    );
  });
});
