import { sameAddress } from '../../address/address.ts';
import { contains, formatPrefix } from '../../address/prefix.ts';
import type { EqualRoutes, Route } from '../../network/network.ts';
import { describeAction } from '../../simulate/describe.ts';
import type { RuleContext } from '../context.ts';
import { defineRule } from '../rule.ts';
import { call } from '../witness.ts';

/** [V equal-routes] A router has equal routes (R6) and takes the first; all prefixes that hang on one such choice make one finding. */
export const equalRoutes = defineRule({
  rule: 'equal-routes',
  *run(context) {
    const choices = new Map<string, EqualRoutes[]>();
    for (const equal of context.network.equalRoutes) {
      const key = [equal.device, ...[equal.chosen, ...equal.others].map(describeAction)].join(' | ');
      const known = choices.get(key);
      if (known) known.push(equal);
      else choices.set(key, [equal]);
    }
    for (const [key, equals] of choices) {
      const [first] = equals;
      const router = first && context.network.devices.get(first.device);
      if (!first || !router) continue;
      const routes = [first.chosen, ...first.others];
      yield {
        entities: [router.entity, ...routes.flatMap((route) => leadsThrough(context, router.id, route))],
        ranges: equals.map(({ prefix }) => ({ what: 'route', owner: router.entity, prefix })),
        overlap: equals.length === 1 ? first.prefix : undefined,
        facts: {
          router: router.entity,
          chosen: describeAction(first.chosen),
          others: first.others.map(describeAction),
          count: equals.length,
          prefixes: equals.slice(0, 5).map(({ prefix }) => formatPrefix(prefix)),
        },
        key,
        witness: () => ({
          candidates: [...context.network.devices.values()]
            .filter((device) =>
              device.interfaces.some((i) => i.addresses.some((a) => contains(first.prefix, a))),
            )
            .slice(0, 3)
            .flatMap((target) => call(router, target)),
          endings: ['delivered'],
        }),
      };
    }
  },
});

/** The link that a route leaves by, or who has its next hop. */
function leadsThrough({ network }: RuleContext, router: string, { action }: Route): string[] {
  if (action.kind === 'link') return [action.link];
  if (action.kind !== 'via') return [];
  const attachment = network.devices
    .get(router)
    ?.interfaces.find((i) => i.name === action.interface)?.attachment;
  if (attachment?.kind === 'link') return [attachment.link];
  if (attachment?.kind !== 'segment') return [];
  const station = network.segments
    .get(attachment.segment)
    ?.stations.find(({ addresses }) => addresses.some((a) => sameAddress(a, action.gateway)));
  const entity = station && network.devices.get(station.device)?.entity;
  return entity === undefined ? [] : [entity];
}
