import { formatAddress } from '../address/address.ts';
import { hostPrefix } from '../address/prefix.ts';
import type { AddressProblem } from '../network/network.ts';
import type { RuleContext } from './context.ts';
import type { RangeEvidence } from './finding.ts';
import type { Evidence } from './rule.ts';
import { call } from './witness.ts';

/** The compiler's problems of one rule as evidence: an address, whose it is, and the range that it does not suit. */
export function* addressProblemEvidence(
  context: RuleContext,
  rule: AddressProblem['rule'],
): Generator<Evidence> {
  const seen = new Set<string>();
  for (const problem of context.network.addressProblems) {
    if (problem.rule !== rule) continue;
    const { entity, subject, address, prefix } = problem;
    const key = `${entity} ${subject} ${address ? formatAddress(address) : ''} ${prefix?.value ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const owner = context.plan.hosts?.some((host) => host.id === entity) ? 'host segment' : 'node network';
    const ranges: RangeEvidence[] = [
      ...(address ? [{ what: 'address', owner: entity, prefix: hostPrefix(address) } as const] : []),
      ...(prefix
        ? [{ what: owner, owner: rule === 'router-address-taken' ? subject : entity, prefix } as const]
        : []),
    ];
    yield {
      // Of a network or broadcast address the subject is whoever was first on the segment.
      entities:
        rule === 'network-or-broadcast-address' ? [entity] : [entity, ...entitiesOf(context, subject)],
      ranges: rule === 'router-address-taken' ? ranges.slice(1) : ranges,
      overlap: address && prefix && rule !== 'router-address-taken' ? hostPrefix(address) : undefined,
      facts: {
        subject,
        ...(address ? { address: formatAddress(address) } : {}),
      },
      key: [subject, address && formatAddress(address)].filter((part) => part !== undefined).join(' '),
      witness: () => ({
        candidates: callsTo(context, problem),
        endings: ['neighbor-unreachable', 'no-route', 'unreachable'],
      }),
    };
  }
}

/** Subjects are devices, services or entities; only entities are named among the entities. */
const entitiesOf = ({ plan }: RuleContext, subject: string): string[] =>
  [plan.clusters, plan.hosts, plan.routers].some((list) => list?.some(({ id }) => id === subject))
    ? [subject]
    : [];

function callsTo(context: RuleContext, { subject, entity }: AddressProblem) {
  const target =
    context.network.devices.get(subject) ?? context.devicesOf(subject)[0] ?? context.devicesOf(entity)[0];
  if (!target) return [];
  const scope = context.network.component.get(target.id);
  const near = [...context.network.devices.values()].filter(
    (device) => device.id !== target.id && context.network.component.get(device.id) === scope,
  );
  // Routers last: people ask about the others.
  const others = [
    ...near.filter((d) => d.kind !== 'router').slice(0, 3),
    ...near.filter((d) => d.kind === 'router'),
  ];
  return others.slice(0, 4).flatMap((other) => [...call(other, target), ...call(target, other)]);
}
