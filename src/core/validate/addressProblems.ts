import { formatAddress } from '../address/address.ts';
import { hostPrefix } from '../address/prefix.ts';
import type { AddressProblem } from '../network/network.ts';
import type { FlowQuestion } from '../simulate/trace.ts';
import type { RuleContext } from './context.ts';
import type { RangeEvidence } from './finding.ts';
import type { Evidence } from './rule.ts';
import type { Sight } from './sight.ts';
import { call } from './witness.ts';

/** What `addressProblemEvidence` reads. */
export const addressProblemReads = (
  { plan, network }: RuleContext,
  rule: AddressProblem['rule'],
): readonly unknown[] => {
  const problems = network.addressProblems.filter((problem) => problem.rule === rule);
  return problems.length === 0 ? [] : [plan.clusters, plan.hosts, plan.routers, ...problems];
};

/** The compiler's problems of one rule as evidence: an address, whose it is, and the range that it does not suit. */
export function* addressProblemEvidence(
  context: RuleContext,
  rule: AddressProblem['rule'],
): Generator<Evidence> {
  const seen = new Set<string>();
  const hosts = idsOf(context.plan.hosts);
  const named = new Set([...hosts, ...idsOf(context.plan.clusters), ...idsOf(context.plan.routers)]);
  for (const problem of context.network.addressProblems) {
    if (problem.rule !== rule) continue;
    const { entity, subject, address, prefix } = problem;
    const key = `${entity} ${subject} ${address ? formatAddress(address) : ''} ${prefix?.value ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const owner = hosts.has(entity) ? 'host segment' : 'node network';
    const ranges: RangeEvidence[] = [
      ...(address ? [{ what: 'address', owner: entity, prefix: hostPrefix(address) } as const] : []),
      ...(prefix
        ? [{ what: owner, owner: rule === 'router-address-taken' ? subject : entity, prefix } as const]
        : []),
    ];
    yield {
      // Subjects are devices, services or entities; only entities are named. Of a network or broadcast address the subject is whoever was first on the segment.
      entities:
        rule === 'network-or-broadcast-address'
          ? [entity]
          : [entity, ...(named.has(subject) ? [subject] : [])],
      ranges: rule === 'router-address-taken' ? ranges.slice(1) : ranges,
      overlap: address && prefix && rule !== 'router-address-taken' ? hostPrefix(address) : undefined,
      facts: {
        subject,
        ...(address ? { address: formatAddress(address) } : {}),
      },
      key: [subject, address && formatAddress(address)].filter((part) => part !== undefined).join(' '),
      witness: (sight) => ({
        candidates: callsTo(sight, problem),
        endings: ['neighbor-unreachable', 'no-route', 'unreachable'],
      }),
    };
  }
}

const idsOf = (list: readonly { readonly id: string }[] = []): Set<string> =>
  new Set(list.map(({ id }) => id));

function callsTo(sight: Sight, { subject, entity }: AddressProblem): FlowQuestion[] {
  const target = sight.device(subject) ?? sight.devicesOf(subject)[0] ?? sight.devicesOf(entity)[0];
  if (!target) return [];
  const others = (ids: readonly string[]) => ids.filter((id) => id !== target.id);
  // Routers last: people ask about the others.
  const near = [...others(sight.near(target.id)).slice(0, 3), ...others(sight.routersNear(target.id))];
  return near
    .slice(0, 4)
    .flatMap((id) => sight.device(id) ?? [])
    .flatMap((other) => [...call(other, target), ...call(target, other)]);
}
