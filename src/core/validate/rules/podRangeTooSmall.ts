import { mustPrefix } from '../../address/prefix.ts';
import { nodeCount, nodeMask } from '../../network/nodes.ts';
import type { Cluster } from '../../plan/plan.ts';
import { dealtNodes, isNearLimit } from '../capacity.ts';
import { defineRule, type Evidence } from '../rule.ts';

/** [V pod-range-too-small] A pod range has fewer node prefixes than the cluster has nodes (A3), or nearly so. */
export const podRangeTooSmall = defineRule({
  rule: 'pod-range-too-small',
  reads: ({ plan }) => [plan.clusters],
  *run({ plan, keep }) {
    for (const cluster of plan.clusters ?? []) yield* keep(cluster.id, [cluster], () => tooSmall(cluster));
  },
});

function* tooSmall(cluster: Cluster): Generator<Evidence> {
  if (cluster.network?.mode === 'native' || dealtNodes(cluster) === 0) return;
  for (const [i, text] of (cluster.pods?.cidrs ?? []).entries()) {
    const prefix = mustPrefix(text);
    const mask = nodeMask(cluster, i, prefix.family);
    if (mask < prefix.length) continue; // node-mask-too-long speaks of it
    // Node k owns the k-th prefix, also where others before it have their own.
    const nodes = nodeCount(cluster);
    const room = 2 ** (mask - prefix.length);
    if (!isNearLimit(BigInt(nodes), BigInt(room))) continue;
    yield {
      entities: [cluster.id],
      ranges: [{ what: 'pod range', owner: cluster.id, prefix }],
      severity: nodes > room ? 'error' : 'warning',
      facts: { nodes, room, mask, missing: Math.max(0, nodes - room) },
      key: text,
      witness: () => ({
        candidates:
          nodes > room ? [{ from: `node:${cluster.id}/0`, to: `node:${cluster.id}/${nodes - 1}` }] : [],
        endings: [],
      }),
    };
  }
}
