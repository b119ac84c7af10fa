import type { Flow, FlowQuestion, Plan, RoundTrip } from '#core';
import type { PictureWalk } from './svg/options.ts';

/** The walk of a picture: the path with that number, or the first that fails; called after the plan's own flow where it has it. */
export function pictureWalk(
  plan: Plan,
  question: FlowQuestion,
  roundTrip: RoundTrip,
  index: number = failing(roundTrip),
): PictureWalk | undefined {
  const path = roundTrip.paths[index];
  if (!path) return undefined;
  const flow = plan.flows?.find((candidate) => asks(candidate, question));
  const what = flow?.name || `${question.from} calls ${question.to}`;
  const which = roundTrip.paths.length > 1 ? `, path ${index + 1} of ${roundTrip.paths.length}` : '';
  return {
    title: `${what}${which}: ${path.verdict === 'delivered' ? 'delivered' : 'not delivered'}`,
    path,
  };
}

const failing = ({ paths }: RoundTrip): number =>
  Math.max(
    0,
    paths.findIndex(({ verdict }) => verdict === 'not-delivered'),
  );

const asks = (flow: Flow, question: FlowQuestion): boolean =>
  (['from', 'to', 'port', 'protocol', 'bytes', 'family'] as const).every(
    (key) => flow[key] === question[key],
  );
