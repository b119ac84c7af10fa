import type { Network } from '../../network/network.ts';
import type { Leg, Path } from '../../simulate/trace.ts';
import type { RuleContext } from '../context.ts';
import type { Forwarding } from '../forwarding.ts';
import { defineRule, type Evidence } from '../rule.ts';
import type { WalkedPair } from '../walkedPairs.ts';
import { endingsOf } from '../witness.ts';

/**
 * [V asymmetric-path] Request and reply take different devices; an error where a hop that sees one direction drops INVALID
 * or filters. Judged over the plan's flows and one witness pair for each two joined clusters or hosts.
 */
export const asymmetricPath = defineRule({
  rule: 'asymmetric-path',
  reads: ({ walks, network }) => [walks(), network],
  *run(context) {
    const found = new Map<string, { walked: WalkedPair; path: Path }>();
    const forwarding = context.forwarding();
    for (const walked of context.walks()) {
      const paths = walked.answer.paths.filter((p) => isAsymmetric(p) && headsBack(context, forwarding, p));
      const path = paths.find(dropsIt) ?? paths[0];
      const key = [walked.from, walked.to].sort().join(' ');
      const known = found.get(key);
      if (path && (!known || (dropsIt(path) && !dropsIt(known.path)))) found.set(key, { walked, path });
    }
    for (const { walked, path } of found.values()) yield* asymmetry(context, walked, path);
  },
});

function* asymmetry(
  context: RuleContext,
  { question, answer, from, to }: WalkedPair,
  path: Path,
): Generator<Evidence> {
  const [request, reply] = path.legs;
  const last = path.legs.at(-1);
  if (!request || !reply || !last) return;
  // Of a lost reply nobody knows what it would still have passed.
  const there = reply.disposition === 'delivered' ? onlyIn(request, reply) : [];
  const back = onlyIn(reply, request);
  yield {
    entities: [
      from,
      ...(to === undefined ? [] : [to]),
      ...[...there, ...back, ...(dropsIt(path) ? [last.at] : [])].flatMap((id) => entityOf(context, id)),
    ],
    severity: dropsIt(path) ? 'error' : 'warning',
    facts: {
      from: question.from,
      to: question.to,
      there,
      back,
      ...(dropsIt(path) ? { dropper: last.at, ending: last.disposition } : {}),
    },
    key: `${from} ${to ?? question.to}`,
    witness: () => ({ candidates: [question], endings: endingsOf(answer) }),
  };
}

const isAsymmetric = (path: Path): boolean => path.properties.includes('asymmetric');

const dropsIt = (path: Path): boolean => {
  const ending = path.legs.at(-1)?.disposition;
  return ending === 'invalid-dropped' || ending === 'filtered-source';
};

/** A reply that was lost on a way that does not lead to its receiver is no matter of symmetry: other rules speak of it. */
function headsBack({ network }: RuleContext, forwarding: Forwarding, path: Path): boolean {
  const [request, reply] = path.legs;
  if (!request || !reply || reply.disposition === 'delivered') return true;
  if (!dropsIt(path)) return false;
  const end = forwarding.from(reply.ending.device, reply.ending.dst);
  if (end.kind !== 'there') return false;
  const passed = request.hops.map((hop) => hop.device);
  const [sender] = passed;
  return passed.includes(end.at) || (sender !== undefined && shareSegment(network, end.at, sender));
}

function shareSegment(network: Network, a: string, b: string): boolean {
  const segmentsOf = (id: string) =>
    network.devices
      .get(id)
      ?.interfaces.flatMap((i) => (i.attachment.kind === 'segment' ? [i.attachment.segment] : [])) ?? [];
  const own = segmentsOf(a);
  return segmentsOf(b).some((segment) => own.includes(segment));
}

/** The devices that one leg passes more often than the other. */
function onlyIn(leg: Leg, other: Leg): string[] {
  const left = other.hops.map((hop) => hop.device);
  const more = leg.hops.flatMap(({ device }) => {
    const at = left.indexOf(device);
    if (at < 0) return [device];
    left.splice(at, 1);
    return [];
  });
  return [...new Set(more)];
}

const entityOf = ({ network }: RuleContext, id: string): string[] => {
  const entity = network.devices.get(id)?.entity;
  return entity === undefined ? [] : [entity];
};
