import { covers, formatPrefix, mustInterfaceAddress, mustPrefix, type Prefix } from '../address/prefix.ts';
import type { Link, Plan } from '../plan/plan.ts';
import type { Finding, Repair } from '../validate/finding.ts';

/** Static prefixes on the links between two ends that miss a route: for the way back alone, or for both ways. */
export function addRoutes(plan: Plan, { rule, entities, facts }: Finding): Repair[] {
  const caller = endOf(plan, entities[0], String(facts.from), String(facts.family));
  const called = endOf(plan, entities[1], String(facts.to), String(facts.family));
  if (!caller || !called) return [];
  const changes = new Map<string, [string[], string[]]>();
  list(plan, changes, called.router, caller);
  if (rule === 'missing-route') list(plan, changes, caller.router, called);
  const edits = [...changes].map(
    ([id, value]) => ({ kind: 'set', collection: 'links', id, path: ['prefixes'], value }) as const,
  );
  if (edits.length === 0) return [];
  const named = [...caller.ranges, ...(rule === 'missing-route' ? called.ranges : [])].map(formatPrefix);
  return [{ title: `List ${named.join(' and ')} on ${[...changes.keys()].join(' and ')}`, edits }];
}

interface RoutedEnd {
  readonly router: string;
  readonly ranges: readonly Prefix[];
}

/** Where an end hangs, and which ranges lead to it. */
function endOf(plan: Plan, id: string | undefined, kind: string, family: string): RoutedEnd | undefined {
  const cluster = plan.clusters?.find((c) => c.id === id);
  const host = plan.hosts?.find((h) => h.id === id);
  const router = (cluster ?? host)?.router;
  if (router === undefined) return undefined;
  const texts = kind === 'pods' ? (cluster?.pods?.cidrs ?? []) : (cluster?.nodes.cidrs ?? []);
  const all = host ? host.addresses.map((text) => mustInterfaceAddress(text).prefix) : texts.map(mustPrefix);
  return { router, ranges: all.filter((range) => `IPv${range.family}` === family) };
}

/** Adds what is missing on each static link of the shortest way from a router to an end. */
function list(plan: Plan, changes: Map<string, [string[], string[]]>, from: string, to: RoutedEnd): void {
  for (const { link, end } of wayBetween(plan, from, to.router)) {
    if (link.routing !== 'static') continue;
    const [first, second] = changes.get(link.id) ?? link.prefixes ?? [[], []];
    const own = end === 0 ? first : second;
    const known = own.map(mustPrefix);
    const added = to.ranges
      .filter((range) => !known.some((prefix) => covers(prefix, range)))
      .map(formatPrefix);
    if (added.length === 0) continue;
    changes.set(link.id, end === 0 ? [[...first, ...added], second] : [first, [...second, ...added]]);
  }
}

interface Step {
  readonly link: Link;
  /** Which end of the link the way enters by. */
  readonly end: 0 | 1;
}

/** The links of the shortest way between two routers; empty where there is none. */
function wayBetween(plan: Plan, from: string, to: string): Step[] {
  const ways = new Map<string, Step[]>([[from, []]]);
  // A map is walked in the order of its growth: breadth first.
  for (const [at, way] of ways) {
    if (at === to) return way;
    for (const link of plan.links ?? []) {
      const end = link.ends[0] === at ? 0 : link.ends[1] === at ? 1 : undefined;
      const next = end === undefined ? undefined : link.ends[end === 0 ? 1 : 0];
      if (end !== undefined && next !== undefined && !ways.has(next)) ways.set(next, [...way, { link, end }]);
    }
  }
  return [];
}
