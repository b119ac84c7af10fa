import { type Address, formatAddress, parseAddress } from '../../address/address.ts';
import { contains, hostPrefix } from '../../address/prefix.ts';
import { ownRoutesOf } from '../../network/fib.ts';
import type { Device } from '../../network/network.ts';
import type { Router } from '../../plan/plan.ts';
import { addressProblemEvidence } from '../addressProblems.ts';
import type { RuleContext } from '../context.ts';
import { defineRule, type Evidence } from '../rule.ts';

/**
 * [V address-outside-segment] An explicit address lies in no segment, pod prefix or service range that it could be in; nor
 * does the next hop of a router's route lie on a network of that router, so that the route is not laid.
 */
export const addressOutsideSegment = defineRule({
  rule: 'address-outside-segment',
  *run(context) {
    yield* addressProblemEvidence(context, 'address-outside-segment');
    yield* nextHops(context);
  },
});

function* nextHops({ plan, device, keep }: RuleContext): Generator<Evidence> {
  for (const router of plan.routers ?? []) {
    const compiled = device(`router:${router.id}`);
    if (router.routes && compiled)
      yield* keep(router.id, [router, compiled], () => nextHopsOf(router, compiled));
  }
}

function* nextHopsOf({ id, routes }: Router, router: Device): Generator<Evidence> {
  for (const { to, via } of routes ?? []) {
    const address = parseAddress(via);
    if (!address || isOnLink(router, address)) continue;
    yield {
      entities: [id],
      ranges: [{ what: 'address', owner: id, prefix: hostPrefix(address) }],
      facts: { subject: `the route to ${to}`, address: formatAddress(address) },
      key: `route ${to} ${via}`,
    };
  }
}

/** On one of the router's connected networks. */
const isOnLink = (router: Device, address: Address): boolean =>
  ownRoutesOf(router).some((route) => route.action.kind === 'connected' && contains(route.prefix, address));
