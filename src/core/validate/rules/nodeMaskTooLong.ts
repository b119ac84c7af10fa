import { mustPrefix } from '../../address/prefix.ts';
import { nodeMask } from '../../network/nodes.ts';
import type { Cluster } from '../../plan/plan.ts';
import { dealtNodes } from '../capacity.ts';
import { defineRule, type Evidence } from '../rule.ts';

/** The controller manager keeps a bit for each node prefix and refuses more. */
const MOST_BITS = 16;

/** [V node-mask-too-long] More than 16 bits lie between a pod range and its node mask, or the mask is shorter than the range. */
export const nodeMaskTooLong = defineRule({
  rule: 'node-mask-too-long',
  reads: ({ plan }) => [plan.clusters],
  *run({ plan, keep }) {
    for (const cluster of plan.clusters ?? []) yield* keep(cluster.id, [cluster], () => tooLong(cluster));
  },
});

function* tooLong(cluster: Cluster): Generator<Evidence> {
  if (cluster.network?.mode === 'native') return;
  // Where every node has its own prefixes, nobody uses the default mask.
  if (cluster.pods?.nodeMask === undefined && cluster.nodes.list && dealtNodes(cluster) === 0) return;
  for (const [i, text] of (cluster.pods?.cidrs ?? []).entries()) {
    const prefix = mustPrefix(text);
    const mask = nodeMask(cluster, i, prefix.family);
    const bits = mask - prefix.length;
    if (bits >= 0 && bits <= MOST_BITS) continue;
    yield {
      entities: [cluster.id],
      ranges: [{ what: 'pod range', owner: cluster.id, prefix }],
      facts: { mask, bits, longest: prefix.length + MOST_BITS },
      key: text,
    };
  }
}
