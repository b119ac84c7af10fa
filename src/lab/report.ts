import { compileNetwork, describeEnding, type Plan, traceRoundTrip } from '#core';
import type { Story } from './compare.ts';
import type { PlanDifference } from './differential.ts';

/** A disagreement for people: the plan, the flow, and both stories. */
export function report(name: string, plan: Plan, difference: PlanDifference): string {
  const network = compileNetwork(plan);
  const lines = [`## ${name}`, '```json', JSON.stringify(plan), '```'];
  for (const { flow, choice, kernel, walk } of difference.disagreements) {
    const asked = plan.flows?.find((f) => f.id === flow);
    const outcome = difference.outcomes.find((o) => o.flow === flow && o.choice === choice);
    lines.push(
      `flow ${JSON.stringify(asked)} choice ${choice}`,
      `  kernel: ${tell(kernel)} landed=${outcome?.landed} note=${outcome?.note}`,
      ...(outcome?.trail ?? []).map((packet) => `    ${packet.join(' ')}`),
      `  walk:   ${tell(walk)}`,
    );
    const trip = asked && traceRoundTrip(network, asked);
    const path = trip && 'paths' in trip ? trip.paths[choice % trip.paths.length] : undefined;
    for (const leg of path?.legs ?? [])
      lines.push(
        `    ${leg.leg}: ${leg.disposition} at ${leg.at} (${leg.ending.rule}) ${describeEnding(leg.ending)}`,
        `      ${leg.hops.map((h) => h.device).join(' > ')}`,
      );
  }
  return lines.join('\n');
}

const tell = (story: Story | undefined): string =>
  story
    ? `${story.failed === null ? 'delivered' : `${story.failed} fails`} receiver=${story.receiver} source=${story.source}`
    : 'nothing';
