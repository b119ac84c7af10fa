import type { Family } from '../../address/address.ts';
import { mustInterfaceAddress, mustPrefix } from '../../address/prefix.ts';
import type { Link, Plan } from '../../plan/plan.ts';
import type { RuleContext } from '../context.ts';
import { bare } from '../evidence.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { call, callersOf } from '../witness.ts';

/** [V family-mismatch] Node, pod and service ranges of a cluster do not offer the same families, or a link does not carry one that both sides have. */
export const familyMismatch = defineRule({
  rule: 'family-mismatch',
  *run(context) {
    for (const cluster of context.plan.clusters ?? []) {
      const own = context.ranges.filter((range) => range.owner === cluster.id);
      const offers = (['nodes', 'pods', 'services'] as const)
        .map((kind) => ({ kind, families: familiesOf(own.filter((range) => range.kind === kind)) }))
        .filter(({ families }) => families.length > 0);
      if (new Set(offers.map(({ families }) => families.join())).size < 2) continue;
      yield {
        entities: [cluster.id],
        ranges: own.map(bare),
        facts: Object.fromEntries(offers.map(({ kind, families }) => [kind, families.map((f) => `IPv${f}`)])),
      };
    }
    for (const link of context.plan.links ?? []) yield* uncarried(context, link);
  },
});

const familiesOf = (ranges: readonly { prefix: { family: Family } }[]): Family[] =>
  [...new Set(ranges.map((range) => range.prefix.family))].sort();

/** A static link lists nothing of a family that clusters or hosts on both of its sides have. BGP carries all. */
function* uncarried(context: RuleContext, link: Link): Generator<Evidence> {
  if (link.routing !== 'static') return;
  const carried = carriedFamilies(context.plan, link);
  for (const family of [4, 6] as const) {
    if (carried.has(family)) continue;
    const [left, right] = [link.ends[0], link.ends[1]].map((end) =>
      ownerBehind(context.plan, link, end, family),
    );
    if (left === undefined || right === undefined || left === right) continue;
    yield {
      entities: [link.id, left, right],
      facts: { family: `IPv${family}`, left, right },
      key: `IPv${family}`,
      witness: () => ({
        candidates: callersOf(context, left).flatMap((a) =>
          callersOf(context, right).flatMap((b) => call(a, b).map((flow) => ({ ...flow, family }))),
        ),
        endings: ['no-route', 'exits-plan', 'unreachable'],
      }),
    };
  }
}

function carriedFamilies(plan: Plan, link: Link): Set<Family> {
  const listed = (link.prefixes ?? []).flat();
  const routed = (plan.routers ?? []).flatMap((router) =>
    (router.routes ?? []).filter((route) => route.via === link.id).map((route) => route.to),
  );
  return new Set([...listed, ...routed].map((text) => mustPrefix(text).family));
}

/** A cluster or host with addresses of the family on that side of the link; undefined where there is none, or no side of its own. */
function ownerBehind(plan: Plan, link: Link, end: string, family: Family): string | undefined {
  const side = sideOf(plan, link, end);
  const other = end === link.ends[0] ? link.ends[1] : link.ends[0];
  if (side.has(other)) return undefined;
  const cluster = plan.clusters?.find(
    (c) =>
      c.router !== undefined &&
      side.has(c.router) &&
      c.nodes.cidrs.some((cidr) => mustPrefix(cidr).family === family),
  );
  const host = plan.hosts?.find(
    (h) =>
      h.router !== undefined &&
      side.has(h.router) &&
      h.addresses.some((text) => mustInterfaceAddress(text).address.family === family),
  );
  return cluster?.id ?? host?.id;
}

/** The routers that are joined to one end without this link. */
function sideOf(plan: Plan, without: Link, end: string): Set<string> {
  const side = new Set([end]);
  const queue = [end];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const link of plan.links ?? []) {
      if (link === without || !link.ends.includes(at)) continue;
      const next = link.ends[0] === at ? link.ends[1] : link.ends[0];
      if (side.has(next)) continue;
      side.add(next);
      queue.push(next);
    }
  }
  return side;
}
