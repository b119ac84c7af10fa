import { formatAddress } from '../address/address.ts';
import { endpointEntity, parseEndpoint } from '../plan/endpoints.ts';
import type { RuleContext } from './context.ts';
import type { Gap } from './gaps.ts';
import type { Evidence } from './rule.ts';
import { call } from './witness.ts';

/** A missing route as evidence; `return`: it is the way back that misses, so the end that has a route comes first. */
export function gapEvidence(
  { keep }: RuleContext,
  gap: Gap,
  way: 'there' | 'return' = 'there',
): readonly Evidence[] {
  const { from, to, at, sample } = gap;
  const key = `${from.entity} ${from.kind} ${to.entity} ${to.kind} ${from.family}`;
  return keep(key, [from, to, at, sample], () => [evidenceOf(gap, way)]);
}

function evidenceOf({ from, to, at, sample }: Gap, way: 'there' | 'return'): Evidence {
  const [caller, called] = way === 'there' ? [from, to] : [to, from];
  const [callerSample] = way === 'there' ? caller.samples : [sample];
  const [calledSample] = way === 'there' ? [sample] : called.samples;
  // A router as a rule, but a node where routes lead through one.
  const device = parseEndpoint(at);
  const last = device && endpointEntity(device);
  return {
    entities: [caller.entity, called.entity, ...(last === undefined ? [] : [last])],
    ranges: [callerSample, calledSample].flatMap((s) => s?.range ?? []),
    facts: {
      from: caller.kind,
      to: called.kind,
      at,
      address: formatAddress(sample.address),
      family: `IPv${from.family}`,
    },
    key: `${caller.kind} ${called.kind} IPv${from.family}`,
    witness: () => ({
      candidates:
        callerSample && calledSample
          ? [
              ...call(callerSample.device, calledSample.device),
              ...call(calledSample.device, callerSample.device),
            ].map((flow) => (from.family === 4 ? flow : { ...flow, family: from.family }))
          : [],
      endings: ['no-route', 'exits-plan', 'unreachable'],
    }),
  };
}
