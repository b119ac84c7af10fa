import { addressKey } from '../../address/address.ts';
import { contains, type Prefix } from '../../address/prefix.ts';
import type { AddressProblem, CompiledCluster, Segment } from '../../network/network.ts';
import { countText, isNearLimit, usableSize } from '../capacity.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule, type Evidence } from '../rule.ts';

/** [V node-network-too-small] A node network has fewer addresses than its router, nodes, hosts and native pods need, or nearly so. */
export const nodeNetworkTooSmall = defineRule({
  rule: 'node-network-too-small',
  *run(context) {
    for (const cluster of context.network.clusters.values()) {
      const { id } = cluster;
      const ranges = context.rangesOf(id);
      const problems = context.problemsOf(id).filter(({ rule }) => rule === 'node-network-too-small');
      const segments = new Set(
        ranges.flatMap(({ segment }) => (segment && context.network.segments.get(segment)) || []),
      );
      const inputs = [cluster, ranges, ...problems, ...segments];
      yield* context.keep(id, inputs, () => tooSmall(cluster, ranges, problems, segments));
    }
  },
});

function* tooSmall(
  cluster: CompiledCluster,
  ranges: readonly PlanRange[],
  problems: readonly AddressProblem[],
  segments: Iterable<Segment>,
): Generator<Evidence> {
  const { id } = cluster;
  const missing = missingOf(problems);
  const hasOwnPart = ranges.some((range) => range.kind === 'pods');
  for (const segment of segments) {
    const used = usedOf(segment);
    const room = usableSize(segment.prefix);
    // Native pods without a part of their own are dealt the node network's addresses.
    const pods = used >= room && !hasOwnPart ? (missing.get('') ?? 0) : 0;
    const short = (missing.get(key(segment.prefix)) ?? 0) + pods;
    if (short === 0 && !isNearLimit(used, room)) continue;
    missing.delete(key(segment.prefix));
    if (pods > 0) missing.delete('');
    yield {
      entities: [id],
      ranges: [{ what: 'node network', owner: id, prefix: segment.prefix }],
      severity: short > 0 ? 'error' : 'warning',
      facts: { used: countText(used), room: countText(room), missing: short },
      key: key(segment.prefix),
    };
  }
  // Native pods that found no address in the part of the node network that is theirs.
  const rest = [...missing.values()].reduce((sum, n) => sum + n, 0);
  const [prefix] = cluster.podPrefixes;
  if (rest > 0 && prefix)
    yield {
      entities: [id],
      ranges: [{ what: 'pod range', owner: id, prefix }],
      facts: { room: countText(usableSize(prefix)), missing: rest, pods: cluster.pods.length },
      key: 'pods',
    };
}

const key = (prefix: Prefix): string => `${addressKey(prefix)}/${prefix.length}`;

/** How many found no address, by segment; under an empty key native pods, whose problem names their node. */
function missingOf(problems: readonly AddressProblem[]): Map<string, number> {
  const missing = new Map<string, number>();
  for (const problem of problems) {
    const at = problem.prefix ? key(problem.prefix) : '';
    missing.set(at, (missing.get(at) ?? 0) + (problem.missing ?? 0));
  }
  return missing;
}

/** Addresses of the segment that somebody answers for. */
function usedOf({ prefix, stations }: Segment): bigint {
  const used = new Set<string>();
  for (const station of stations)
    for (const address of station.addresses) if (contains(prefix, address)) used.add(addressKey(address));
  return BigInt(used.size);
}
