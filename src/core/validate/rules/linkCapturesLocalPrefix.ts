import { OverlapIndex } from '../../address/overlapIndex.ts';
import { crossingPairs } from '../../address/overlaps.ts';
import { formatPrefix, intersection, mustPrefix, type Prefix } from '../../address/prefix.ts';
import { columnsOf } from '../../address/prefixColumns.ts';
import { ownRoutesOf } from '../../network/fib.ts';
import type { Device } from '../../network/network.ts';
import type { Link } from '../../plan/plan.ts';
import type { RuleContext } from '../context.ts';
import { bare } from '../evidence.ts';
import { groupBy } from '../groupBy.ts';
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
    const hanging = hangingOn(context);
    const ends = listedEnds(context.plan.links ?? []);
    for (const [id, listed] of ends) {
      const router = context.device(`router:${id}`);
      if (!router) continue;
      const ranges = (hanging.get(id) ?? []).flatMap((owner) => context.rangesOf(owner));
      const inputs = [router, ...ranges, ...listed.map(({ link }) => link)];
      yield* context.keep(id, inputs, () => captured(context, router, listed, localsOf(router, ranges)));
    }
  },
});

/** A prefix that a static link lists for one of its ends. */
interface Listed {
  readonly link: Link;
  readonly prefix: Prefix;
}

/** By router, what the static links list that end there, in the plan's order. */
function listedEnds(links: readonly Link[]): Map<string, Listed[]> {
  const ends = new Map<string, Listed[]>();
  for (const link of links) {
    if (link.routing !== 'static' || !link.prefixes) continue;
    for (const end of [0, 1] as const) {
      const known = ends.get(link.ends[end]) ?? [];
      ends.set(link.ends[end], known);
      for (const prefix of prefixesOf(link, end)) known.push({ link, prefix });
    }
  }
  return ends;
}

const parsed = new WeakMap<readonly string[], readonly Prefix[]>();

/** A default route through a link is for everything that is not local. */
function prefixesOf({ prefixes }: Link, end: 0 | 1): readonly Prefix[] {
  const texts = prefixes?.[end] ?? [];
  const known = parsed.get(texts);
  if (known) return known;
  const made = texts.map(mustPrefix).filter(({ length }) => length > 0);
  parsed.set(texts, made);
  return made;
}

/** More than these of one router are not gone through. */
const MOST_PAIRS = 60_000;

/** Listed prefixes that cover something local, or lie in it. */
function* captured(
  { keep }: RuleContext,
  router: Device,
  listed: readonly Listed[],
  locals: readonly PlanRange[],
): Generator<Evidence> {
  const all = [...listed.map(({ prefix }) => prefix), ...locals.map(({ prefix }) => prefix)];
  const pairs: (readonly [number, number])[] = [];
  for (const [a, b] of crossingPairs(all, (i) => i < listed.length)) {
    if (pairs.length === MOST_PAIRS) break;
    pairs.push([Math.min(a, b), Math.max(a, b)]);
  }
  pairs.sort(([a, b], [c, d]) => a - c || b - d);
  for (const [i, j] of pairs) {
    const [one, local] = [listed[i], locals[j - listed.length]];
    const overlap = one && local && intersection(one.prefix, local.prefix);
    if (!overlap) continue;
    const isSummary = one.prefix.length < local.prefix.length && isRoutedBy(router, local);
    const key = `${router.entity} ${i} ${one.link.id} ${formatPrefix(overlap)} ${local.owner} ${local.what}`;
    yield* keep(key, [one.link, local, isSummary], () => [
      capture(router.entity, one, local, overlap, isSummary),
    ]);
  }
}

const capture = (
  router: string,
  { link, prefix }: Listed,
  local: PlanRange,
  overlap: Prefix,
  isSummary: boolean,
): Evidence => ({
  entities: [local.owner, link.id, router],
  ranges: [bare(local), { what: 'static prefix', owner: link.id, prefix }],
  overlap,
  ...(isSummary ? { severity: 'info' } : {}),
  facts: { router, link: link.id },
  key: local.what,
  witness: (sight) => {
    const owned = sight.devicesOf(local.owner).slice(0, 2);
    return {
      candidates: [
        ...sight.devicesOf(router).flatMap((peer) => owned.flatMap((device) => call(peer, device))),
        ...aroundOverlap(sight, router, local.owner, overlap),
      ],
      endings: ['no-route', 'loop', 'misdelivered', 'neighbor-unreachable', 'exits-plan'],
    };
  },
});

/** By router, who hangs on it: clusters, hosts, links. */
function hangingOn({ plan }: RuleContext): Map<string, string[]> {
  const { clusters = [], hosts = [], links = [] } = plan;
  const hanging = [
    ...[...clusters, ...hosts].flatMap(({ id, router }) => (router === undefined ? [] : [{ router, id }])),
    ...links.flatMap(({ id, ends }) => [...new Set(ends)].map((router) => ({ router, id }))),
  ];
  const byRouter = groupBy(hanging, ({ router }) => router);
  return new Map([...byRouter].map(([router, list]) => [router, list.map(({ id }) => id)]));
}

/** Of those ranges a router's segments, the pods that it routes, its transfer networks, advertised services. */
const localsOf = (router: Device, ranges: readonly PlanRange[]): PlanRange[] =>
  ranges.filter(
    (range) =>
      range.kind !== 'host' &&
      (range.kind !== 'pods' || isRoutedBy(router, range)) &&
      (range.kind !== 'services' || range.cluster?.advertisesServices === true),
  );

const routed = new WeakMap<Device, OverlapIndex>();

/** The router has a route of its own for it, or for parts of it; these win by their length over a summary. */
function isRoutedBy(router: Device, { prefix }: PlanRange): boolean {
  let index = routed.get(router);
  if (!index) {
    const own = ownRoutesOf(router).filter(
      ({ action, prefix: { length } }) => action.kind !== 'link' && action.kind !== 'internet' && length > 0,
    );
    index = new OverlapIndex(columnsOf(own.map((route) => route.prefix)));
    routed.set(router, index);
  }
  const { covering, inside } = index.around(prefix);
  return covering.length + inside.length > 0;
}
