import type { Family } from '../../address/address.ts';
import { mustInterfaceAddress, mustPrefix } from '../../address/prefix.ts';
import type { Cluster, Link, Plan } from '../../plan/plan.ts';
import type { RuleContext } from '../context.ts';
import { bare } from '../evidence.ts';
import { groupBy } from '../groupBy.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { call, callersOf } from '../witness.ts';

/** [V family-mismatch] Node, pod and service ranges of a cluster do not offer the same families, or a link or tunnel does not carry one that both sides have. */
export const familyMismatch = defineRule({
  rule: 'family-mismatch',
  *run(context) {
    for (const cluster of context.plan.clusters ?? []) {
      const own = context.rangesOf(cluster.id);
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
    for (const cluster of context.plan.clusters ?? []) yield* untunnelled(context, cluster);
    const graph = graphOf(context.plan);
    for (const link of context.plan.links ?? []) yield* uncarried(context, graph, link);
  },
});

const familiesOf = (ranges: readonly { prefix: { family: Family } }[]): Family[] =>
  [...new Set(ranges.map((range) => range.prefix.family))].sort();

/** E2: Linux's IPIP carries IPv4 in IPv4 and nothing else. A warning: the walk takes every tunnel to carry both. */
function* untunnelled(context: RuleContext, { id, network }: Cluster): Generator<Evidence> {
  if (network?.mode !== 'overlay' || network.encapsulation !== 'ipip') return;
  const ranges = context.rangesOf(id).filter((range) => range.prefix.family === 6);
  const pods = ranges.filter(({ kind }) => kind === 'pods');
  const nodes = context.rangesOf(id).filter(({ kind }) => kind === 'nodes');
  const inner = pods.length > 0;
  if (!inner && familiesOf(nodes).join() !== '6') return;
  yield {
    entities: [id],
    ranges: (inner ? pods : nodes).map(bare),
    facts: { tunnel: inner ? 'pods' : 'nodes' },
    severity: 'warning',
    key: 'ipip',
  };
}

/** A static link lists nothing of a family that clusters or hosts on both of its sides have. BGP carries all. */
function* uncarried(context: RuleContext, graph: Graph, link: Link): Generator<Evidence> {
  if (link.routing !== 'static') return;
  const carried = new Set(
    [...(link.prefixes ?? []).flat(), ...(graph.routed.get(link.id) ?? [])].map(familyOf),
  );
  // A link that lists nothing at all carries nobody: missing-route speaks of that.
  if (carried.size !== 1) return;
  const family: Family = carried.has(4) ? 6 : 4;
  const [left, right] = link.ends.map((end) => ownerBehind(graph, link, end, family));
  if (left === undefined || right === undefined) return;
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

const familyOf = (text: string): Family => mustPrefix(text).family;

/** What hangs where: by router its links and the owners of each family on it, by link the routes that routers send into it. */
interface Graph {
  readonly links: ReadonlyMap<string, readonly Link[]>;
  readonly owners: Readonly<Record<Family, ReadonlyMap<string, string>>>;
  readonly routed: ReadonlyMap<string, readonly string[]>;
}

function graphOf(plan: Plan): Graph {
  const links = new Map<string, Link[]>();
  const owners: Record<Family, Map<string, string>> = { 4: new Map(), 6: new Map() };
  for (const link of plan.links ?? [])
    for (const end of link.ends) links.set(end, [...(links.get(end) ?? []), link]);
  for (const { id, router, nodes } of plan.clusters ?? [])
    for (const text of nodes.cidrs) if (router !== undefined) owners[familyOf(text)].set(router, id);
  for (const { id, router, addresses } of plan.hosts ?? [])
    for (const text of addresses)
      if (router !== undefined) owners[mustInterfaceAddress(text).address.family].set(router, id);
  const routed = groupBy(
    (plan.routers ?? []).flatMap((router) => router.routes ?? []),
    (route) => route.via,
  );
  return {
    links,
    owners,
    routed: new Map([...routed].map(([via, routes]) => [via, routes.map((r) => r.to)])),
  };
}

/** A cluster or host with the family on that side of the link; undefined where there is none, or the link does not part two sides. */
function ownerBehind(
  { links, owners }: Graph,
  without: Link,
  end: string,
  family: Family,
): string | undefined {
  if (owners[family].size === 0) return undefined;
  const side = new Set([end]);
  let owner: string | undefined;
  // A set is walked in the order of its growth.
  for (const at of side) {
    owner ??= owners[family].get(at);
    for (const link of links.get(at) ?? []) {
      if (link !== without) side.add(link.ends[0] === at ? link.ends[1] : link.ends[0]);
    }
  }
  const other = without.ends[0] === end ? without.ends[1] : without.ends[0];
  return side.has(other) ? undefined : owner;
}
