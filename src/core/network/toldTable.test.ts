import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareAddresses, mustAddress } from '../address/address.ts';
import { anyCompany } from '../testing/anyCompany.ts';
import { anyPlan } from '../testing/anyPlan.ts';
import { compileNetwork } from './compileNetwork.ts';
import { equalRoutesIn } from './equalRoutes.ts';
import { bestRoute, bestRoutesInTurn, hasBigTable, lookup } from './fib.ts';

const ADDRESSES = [
  '10.0.0.9',
  '10.1.0.1',
  '10.32.0.7',
  '10.96.0.11',
  '100.64.0.9',
  '172.16.0.2',
  '192.168.9.9',
];
const SIX = ['fd00:1::1', 'fd00:10::2', 'fd00:96::b', 'fd00:255::1'];

test('[R5] a table that makes routes as they are asked for says what one of all its routes says', () => {
  let asked = 0;
  fc.assert(
    fc.property(fc.oneof(anyPlan(), anyCompany()), (plan) => {
      const network = compileNetwork(plan);
      for (const device of network.devices.values()) {
        if (!hasBigTable(device)) continue;
        const written = { routes: device.routes };
        for (const texts of [ADDRESSES, SIX]) {
          const addresses = texts.map(mustAddress).sort(compareAddresses);
          const ways = [...bestRoutesInTurn(device, addresses)];
          for (const [i, address] of addresses.entries()) {
            asked++;
            expect(bestRoute(device, address)).toEqual(bestRoute(written, address));
            expect(lookup(device, address)).toEqual(lookup(written, address));
            const turn = ways.findLast(([from]) => from <= i)?.[1];
            expect(turn?.action).toEqual(bestRoute(written, address)?.action);
          }
        }
        const equal = network.equalRoutes.filter((one) => one.device === device.id);
        expect(equal).toEqual(equalRoutesIn(device.id, device.routes));
      }
    }),
    { numRuns: 60 },
  );
  expect(asked).toBeGreaterThan(100);
});
