import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mustAddress } from '../address/address.ts';
import { compileNetwork } from '../network/compileNetwork.ts';
import { anyPlan } from '../testing/anyPlan.ts';
import { askedOneByOne } from '../testing/golden/lookedUpGaps.ts';
import { Forwarding } from './forwarding.ts';
import { withoutRoute } from './withoutRoute.ts';

const ADDRESSES = [
  '172.16.0.1',
  '172.16.0.2',
  '10.32.0.7',
  '10.0.0.2',
  '10.0.1.2',
  '10.96.0.11',
  '10.255.0.1',
  '192.168.9.9',
  'fd00:1::1',
  'fd00:96::b',
  'fd00:10::2',
];

test('[V missing-route] sweeping the addresses finds the routers that asking one by one finds', () => {
  fc.assert(
    fc.property(anyPlan(), fc.shuffledSubarray(ADDRESSES), (plan, texts) => {
      const network = compileNetwork(plan);
      const routers = (plan.routers ?? []).map(({ id }) => `router:${id}`);
      const addresses = texts.map(mustAddress);
      const swept = withoutRoute(network, new Forwarding(network), routers, addresses);
      const slow = askedOneByOne(new Forwarding(network), routers, addresses);
      expect(swept.map(({ lost }) => [...routers.keys()].filter((i) => lost?.has(i)))).toEqual(slow);
    }),
    { numRuns: 200 },
  );
});
