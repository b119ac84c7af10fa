import { sameAddress } from '../../address/address.ts';
import { formatPrefix } from '../../address/prefix.ts';
import type { Attachment, EqualRoutes, Network, Route, Segment } from '../../network/network.ts';
import { describeAction } from '../../simulate/describe.ts';
import type { RuleContext } from '../context.ts';
import { defineRule } from '../rule.ts';
import { call } from '../witness.ts';

/** [V equal-routes] A router has equal routes (R6) and takes the first; all prefixes that hang on one such choice make one finding. */
export const equalRoutes = defineRule({
  rule: 'equal-routes',
  reads: ({ network, device }) => [
    ...network.equalRoutes,
    ...network.equalRoutes.flatMap(({ device: id }) => {
      const router = device(id);
      return [router, ...(router?.interfaces ?? []).map(({ attachment }) => segmentOf(network, attachment))];
    }),
  ],
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
        witness: (sight) => ({
          candidates: sight.devicesOf(router.entity).flatMap((from) =>
            sight
              .holdersOf(formatPrefix(first.prefix))
              .slice(0, 3)
              .flatMap((id) => sight.device(id) ?? [])
              .flatMap((target) => call(from, target)),
          ),
          endings: ['delivered'],
        }),
      };
    }
  },
});

const segmentOf = ({ segments }: Network, attachment: Attachment): Segment | undefined =>
  attachment.kind === 'segment' ? segments.get(attachment.segment) : undefined;

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
