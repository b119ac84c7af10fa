import { contains, type Prefix, prefixSize, usableRange } from '../../address/prefix.ts';
import type { AddressProblem, CompiledCluster } from '../../network/network.ts';
import { countText, isNearLimit } from '../capacity.ts';
import { defineRule, type Evidence } from '../rule.ts';

/** The API server refuses a range of fewer addresses. */
const LEAST = 8n;
/** base + 1 is the API server and base + 10 DNS; services are dealt what follows (A6). */
const FIRST_DEALT = 11n;

/** [V service-range-too-small] A service range has fewer addresses to deal than the cluster has services (A6), or nearly so; or fewer than eight at all. */
export const serviceRangeTooSmall = defineRule({
  rule: 'service-range-too-small',
  reads: ({ plan }) => [plan.clusters],
  *run({ network, problemsOf, keep }) {
    for (const cluster of network.clusters.values()) {
      const problems = problemsOf(cluster.id);
      yield* keep(cluster.id, [cluster, problems], () => tooSmall(cluster, problems));
    }
  },
});

function* tooSmall(cluster: CompiledCluster, problems: readonly AddressProblem[]): Generator<Evidence> {
  for (const prefix of cluster.servicePrefixes) {
    const missing = missingOf(problems, prefix);
    const { used, room } = dealt(cluster, prefix);
    // Further ranges of a family may be added in any size.
    const first = cluster.servicePrefixes.find(({ family }) => family === prefix.family);
    const tiny = prefix === first && prefixSize(prefix) < LEAST;
    if (missing === 0 && !tiny && !(used > 0n && isNearLimit(used, room))) continue;
    yield {
      entities: [cluster.id],
      ranges: [{ what: 'service range', owner: cluster.id, prefix }],
      severity: missing > 0 || tiny ? 'error' : 'warning',
      facts: {
        services: countText(used + BigInt(missing)),
        room: countText(room),
        missing,
        size: countText(prefixSize(prefix)),
      },
      key: `${prefix.family}:${prefix.value}/${prefix.length}`,
    };
  }
}

const missingOf = (problems: readonly AddressProblem[], { family, value }: Prefix): number =>
  problems
    .filter(
      ({ rule, prefix }) =>
        rule === 'service-range-too-small' && prefix?.family === family && prefix.value === value,
    )
    .reduce((sum, problem) => sum + (problem.missing ?? 0), 0);

/** How many of the addresses that services are dealt are taken. */
function dealt(cluster: CompiledCluster, prefix: Prefix): { used: bigint; room: bigint } {
  const { last } = usableRange(prefix);
  const first = prefix.value + FIRST_DEALT;
  const taken = new Set(
    cluster.services
      .flatMap((service) => service.addresses)
      .filter((a) => contains(prefix, a) && a.value >= first && a.value <= last)
      .map((a) => a.value),
  );
  return { used: BigInt(taken.size), room: last >= first ? last - first + 1n : 0n };
}
