import type { Family } from '../../address/address.ts';
import { mustPrefix } from '../../address/prefix.ts';
import type { Cluster, Link } from '../../plan/plan.ts';
import { type Behind, ownersBehind } from '../behind.ts';
import { bare } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { call, callersOf } from '../witness.ts';

/** [V family-mismatch] Node, pod and service ranges of a cluster do not offer the same families, or a link or tunnel does not carry one that both sides have. */
export const familyMismatch = defineRule({
  rule: 'family-mismatch',
  reads: ({ plan, ranges }) => [plan.clusters, plan.links, plan.routers, plan.hosts, ranges],
  *run({ plan, rangesOf, keep }) {
    for (const cluster of plan.clusters ?? []) {
      const ranges = rangesOf(cluster.id);
      yield* keep(cluster.id, [cluster, ranges], () => [
        ...unlike(cluster, ranges),
        ...untunnelled(cluster, ranges),
      ]);
    }
    const behind = ownersBehind(plan);
    for (const link of plan.links ?? []) {
      const uncarried = uncarriedBy(behind, link);
      if (uncarried)
        yield* keep(`link ${link.id}`, Object.values(uncarried), () => [uncarriedEvidence(uncarried)]);
    }
  },
});

function* unlike({ id }: Cluster, own: readonly PlanRange[]): Generator<Evidence> {
  const offers = (['nodes', 'pods', 'services'] as const)
    .map((kind) => ({ kind, families: familiesOf(own.filter((range) => range.kind === kind)) }))
    .filter(({ families }) => families.length > 0);
  if (new Set(offers.map(({ families }) => families.join())).size < 2) return;
  yield {
    entities: [id],
    ranges: own.map(bare),
    facts: Object.fromEntries(offers.map(({ kind, families }) => [kind, families.map((f) => `IPv${f}`)])),
  };
}

const familiesOf = (ranges: readonly { prefix: { family: Family } }[]): Family[] =>
  [...new Set(ranges.map((range) => range.prefix.family))].sort();

/** E2: Linux's IPIP carries IPv4 in IPv4 and nothing else. A warning: the walk takes every tunnel to carry both. */
function* untunnelled({ id, network }: Cluster, own: readonly PlanRange[]): Generator<Evidence> {
  if (network?.mode !== 'overlay' || network.encapsulation !== 'ipip') return;
  const pods = own.filter(({ kind, prefix }) => kind === 'pods' && prefix.family === 6);
  const nodes = own.filter(({ kind }) => kind === 'nodes');
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

/** A link, the family that it does not carry, and who has it on either side. */
interface Uncarried {
  readonly link: string;
  readonly family: Family;
  readonly left: string;
  readonly right: string;
}

/** A static link lists nothing of a family that clusters or hosts on both of its sides have. BGP carries all. */
function uncarriedBy(behind: Behind, link: Link): Uncarried | undefined {
  if (link.routing !== 'static') return undefined;
  const carried = new Set([...(link.prefixes ?? []).flat(), ...behind.routed(link.id)].map(familyOf));
  // A link that lists nothing at all carries nobody: missing-route speaks of that.
  if (carried.size !== 1) return undefined;
  const family: Family = carried.has(4) ? 6 : 4;
  const [left, right] = behind.owners(link, family);
  return left === undefined || right === undefined ? undefined : { link: link.id, family, left, right };
}

const uncarriedEvidence = ({ link, family, left, right }: Uncarried): Evidence => ({
  entities: [link, left, right],
  facts: { family: `IPv${family}`, left, right },
  key: `IPv${family}`,
  witness: (sight) => ({
    candidates: callersOf(sight, left).flatMap((a) =>
      callersOf(sight, right).flatMap((b) => call(a, b).map((flow) => ({ ...flow, family }))),
    ),
    endings: ['no-route', 'exits-plan', 'unreachable'],
  }),
});

const familyOf = (text: string): Family => mustPrefix(text).family;
