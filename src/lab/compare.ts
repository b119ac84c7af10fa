import { formatAddress, type LegName, type Path, type RoundTrip } from '#core';
import type { Outcome } from './oracle/runOracle.ts';

/** What both sides say of one path of a flow, in the same words. */
export interface Story {
  readonly failed: LegName | null;
  readonly receiver: string | null;
  readonly source: string | null;
}

/** A flow on whose path the walk and the kernel do not agree. */
export interface Disagreement {
  readonly flow: string;
  readonly choice: number;
  readonly kernel: Story | undefined;
  readonly walk: Story | undefined;
}

export function storyOfPath(path: Path): Story {
  const [request] = path.legs;
  const received = request?.disposition === 'delivered';
  return {
    failed: path.legs.find((leg) => leg.disposition !== 'delivered')?.leg ?? null,
    receiver: received ? request.at : null,
    source: received ? formatAddress(request.seenSource) : null,
  };
}

const storyOfOutcome = ({ failed, receiver, source }: Outcome): Story => ({ failed, receiver, source });

const same = (a: Story, b: Story): boolean =>
  a.failed === b.failed && a.receiver === b.receiver && a.source === b.source;

/** Compares verdict, failing leg, receiver and seen source, path by path (S10). */
export function compareFlow(flow: string, outcomes: readonly Outcome[], trip: RoundTrip): Disagreement[] {
  const walked = trip.paths.map(storyOfPath);
  const seen = outcomes.map(storyOfOutcome);
  const found: Disagreement[] = [];
  for (let choice = 0; choice < Math.max(walked.length, seen.length); choice++) {
    // One side may know of fewer choices where no service is met: its path then stands for all.
    const kernel = seen[choice % Math.max(seen.length, 1)];
    const walk = walked[choice % Math.max(walked.length, 1)];
    if (!kernel || !walk || !same(kernel, walk)) found.push({ flow, choice, kernel, walk });
  }
  return found;
}
