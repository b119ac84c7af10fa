import { OverlapIndex } from '../../address/overlapIndex.ts';
import { intersection, mustPrefix, overlaps, type Prefix } from '../../address/prefix.ts';
import { columnsOf } from '../../address/prefixColumns.ts';
import type { Device } from '../../network/network.ts';
import type { Link } from '../../plan/plan.ts';
import type { RuleContext } from '../context.ts';
import { bare } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { aroundOverlap, call } from '../witness.ts';

/**
 * [V link-captures-local-prefix] A static link prefix covers a network that is local to that router. Only remarked (info)
 * where it is a summary, all of whose local part the router knows better by longer routes of its own.
 */
export const linkCapturesLocalPrefix = defineRule({
  rule: 'link-captures-local-prefix',
  *run(context) {
    const locals = localsByRouter(context);
    for (const link of context.plan.links ?? []) {
      if (link.routing !== 'static' || !link.prefixes) continue;
      for (const end of [0, 1] as const) {
        const router = context.network.devices.get(`router:${link.ends[end]}`);
        const prefixes = link.prefixes[end].map(mustPrefix);
        if (router && prefixes.length > 0) yield* captured(context, link, router, prefixes, locals(router));
      }
    }
  },
});

/** Ranges that hang on one router, and who of them overlaps a prefix. */
interface Locals {
  readonly ranges: readonly PlanRange[];
  readonly index: OverlapIndex;
}

function* captured(
  context: RuleContext,
  link: Link,
  router: Device,
  prefixes: readonly Prefix[],
  { ranges, index }: Locals,
): Generator<Evidence> {
  for (const prefix of prefixes) {
    // A default route through a link is for everything that is not local.
    if (prefix.length === 0) continue;
    const { covering, inside } = index.around(prefix);
    for (const at of [...covering, ...inside].sort((a, b) => a - b)) {
      const local = ranges[at];
      const overlap = local && intersection(prefix, local.prefix);
      if (!overlap) continue;
      yield {
        entities: [local.owner, link.id, router.entity],
        ranges: [bare(local), { what: 'static prefix', owner: link.id, prefix }],
        overlap,
        ...(prefix.length < local.prefix.length && isRoutedBy(router, local) ? { severity: 'info' } : {}),
        facts: { router: router.entity, link: link.id },
        key: local.what,
        witness: () => {
          const peers = context.devicesOf(router.entity);
          return {
            candidates: [
              ...peers.flatMap((peer) =>
                context
                  .devicesOf(local.owner)
                  .slice(0, 2)
                  .flatMap((device) => call(peer, device)),
              ),
              ...aroundOverlap(context, router.entity, local.owner, overlap),
            ],
            endings: ['no-route', 'loop', 'misdelivered', 'neighbor-unreachable', 'exits-plan'],
          };
        },
      };
    }
  }
}

/** What hangs on each router: its segments, the pods that it routes, its transfer networks, advertised services. */
function localsByRouter(context: RuleContext): (router: Device) => Locals {
  const { clusters, hosts, links } = context.plan;
  const owners = new Map<string, Set<string>>();
  const hang = (router: string | undefined, owner: string): void => {
    if (router === undefined) return;
    const known = owners.get(router);
    if (known) known.add(owner);
    else owners.set(router, new Set([owner]));
  };
  for (const { id, router } of clusters ?? []) hang(router, id);
  for (const { id, router } of hosts ?? []) hang(router, id);
  for (const { id, ends } of links ?? []) for (const end of ends) hang(end, id);
  const made = new Map<Device, Locals>();
  return (router) => {
    const known = made.get(router);
    if (known) return known;
    const ranges = [...(owners.get(router.entity) ?? [])]
      .flatMap((owner) => context.rangesOf(owner))
      .filter(
        (range) =>
          range.kind !== 'host' &&
          (range.kind !== 'pods' || isRoutedBy(router, range)) &&
          (range.kind !== 'services' || range.cluster?.advertisesServices === true),
      );
    const locals = { ranges, index: new OverlapIndex(columnsOf(ranges.map(({ prefix }) => prefix))) };
    made.set(router, locals);
    return locals;
  };
}

/** The router has a route of its own for it, or for parts of it; these win by their length over a summary. */
const isRoutedBy = (router: Device, { prefix }: PlanRange): boolean =>
  router.routes.some(
    ({ action, prefix: own }) =>
      action.kind !== 'link' && action.kind !== 'internet' && own.length > 0 && overlaps(prefix, own),
  );
