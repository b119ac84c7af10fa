import type { Leg, Path } from '../../simulate/trace.ts';
import type { RuleContext } from '../context.ts';
import { defineRule } from '../rule.ts';
import { endingsOf } from '../witness.ts';

/**
 * [V asymmetric-path] Request and reply take different devices; an error where a hop that sees one direction drops INVALID
 * or filters. Judged over the plan's flows and one witness pair for each two joined clusters or hosts.
 */
export const asymmetricPath = defineRule({
  rule: 'asymmetric-path',
  *run(context) {
    const seen = new Set<string>();
    for (const { question, answer, from, to } of context.walks()) {
      const path = answer.paths.find((p) => isAsymmetric(p) && dropsIt(p)) ?? answer.paths.find(isAsymmetric);
      const key = [from, to].sort().join(' ');
      if (!path || seen.has(key)) continue;
      seen.add(key);
      const [request, reply] = path.legs;
      if (!request || !reply) continue;
      const there = onlyIn(request, reply);
      const back = onlyIn(reply, request);
      const drops = dropsIt(path);
      const dropper = path.legs.at(-1);
      yield {
        entities: [
          from,
          ...(to === undefined ? [] : [to]),
          ...[...there, ...back].flatMap((id) => entityOf(context, id)),
        ],
        severity: drops ? 'error' : 'warning',
        facts: {
          from: question.from,
          to: question.to,
          there,
          back,
          ...(drops && dropper ? { dropper: dropper.at, ending: dropper.disposition } : {}),
        },
        key: `${from} ${to ?? question.to}`,
        witness: () => ({ candidates: [question], endings: endingsOf(answer) }),
      };
    }
  },
});

const isAsymmetric = (path: Path): boolean => path.properties.includes('asymmetric');

const dropsIt = (path: Path): boolean => {
  const ending = path.legs.at(-1)?.disposition;
  return isAsymmetric(path) && (ending === 'invalid-dropped' || ending === 'filtered-source');
};

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
