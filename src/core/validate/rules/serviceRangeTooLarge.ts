import { addressBits } from '../../address/address.ts';
import type { CompiledCluster } from '../../network/network.ts';
import { defineRule, type Evidence } from '../rule.ts';

/** The API server keeps a bit for each address of the range and refuses more. */
const MOST_HOST_BITS = 20;

/** [V service-range-too-large] A service range has more than 20 host bits: larger than /12 or /108. */
export const serviceRangeTooLarge = defineRule({
  rule: 'service-range-too-large',
  reads: ({ plan }) => [plan.clusters],
  *run({ network, keep }) {
    for (const cluster of network.clusters.values())
      yield* keep(cluster.id, [cluster], () => tooLarge(cluster));
  },
});

function* tooLarge({ id, servicePrefixes }: CompiledCluster): Generator<Evidence> {
  for (const prefix of servicePrefixes) {
    const bits = addressBits(prefix.family) - prefix.length;
    if (bits <= MOST_HOST_BITS) continue;
    yield {
      entities: [id],
      ranges: [{ what: 'service range', owner: id, prefix }],
      facts: { bits, longest: addressBits(prefix.family) - MOST_HOST_BITS },
      key: `${prefix.family}:${prefix.value}/${prefix.length}`,
    };
  }
}
