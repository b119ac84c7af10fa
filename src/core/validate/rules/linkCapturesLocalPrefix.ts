import { intersection, mustPrefix, overlaps, type Prefix } from '../../address/prefix.ts';
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
    for (const link of context.plan.links ?? []) {
      if (link.routing !== 'static' || !link.prefixes) continue;
      for (const end of [0, 1] as const) {
        const router = context.network.devices.get(`router:${link.ends[end]}`);
        const prefixes = link.prefixes[end].map(mustPrefix);
        if (router && prefixes.length > 0) yield* captured(context, link, router, prefixes);
      }
    }
  },
});

function* captured(
  context: RuleContext,
  link: Link,
  router: Device,
  prefixes: readonly Prefix[],
): Generator<Evidence> {
  const locals = localRanges(context, router);
  for (const prefix of prefixes) {
    // A default route through a link is for everything that is not local.
    if (prefix.length === 0) continue;
    for (const local of locals) {
      const overlap = intersection(prefix, local.prefix);
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

/** What hangs on the router: its segments, the pods that it routes, its transfer networks, advertised services. */
const localRanges = (context: RuleContext, router: Device): PlanRange[] => {
  const { plan } = context;
  const attached = new Set([
    ...(plan.clusters ?? []).filter((c) => c.router === router.entity).map((c) => c.id),
    ...(plan.hosts ?? []).filter((h) => h.router === router.entity).map((h) => h.id),
    ...(plan.links ?? []).filter((l) => l.ends.includes(router.entity)).map((l) => l.id),
  ]);
  return [...attached]
    .flatMap((owner) => context.rangesOf(owner))
    .filter(
      (range) =>
        range.kind !== 'host' &&
        (range.kind !== 'pods' || isRoutedBy(router, range)) &&
        (range.kind !== 'services' || range.cluster?.advertisesServices === true),
    );
};

/** The router has a route of its own for it, or for parts of it; these win by their length over a summary. */
const isRoutedBy = (router: Device, { prefix }: PlanRange): boolean =>
  router.routes.some(
    ({ action, prefix: own }) =>
      action.kind !== 'link' && action.kind !== 'internet' && own.length > 0 && overlaps(prefix, own),
  );
