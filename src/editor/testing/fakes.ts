import type { FlowQuestion, Plan } from '#core';
import type { EditorServices, JudgementView, ReachView, RouteView, Snapshot, TraceView } from '../editor.ts';

export const EMPTY_JUDGEMENT: JudgementView = {
  findings: [],
  flows: {},
  derived: { devices: [], services: [] },
};

/** A walk of one path with a number of hops on its only leg; what happens on them is no concern of the editor. */
export function walkOf(hops: number, verdict: 'delivered' | 'not-delivered' = 'delivered'): TraceView {
  const address = { family: 4 as const, value: 1n };
  const packet = { src: address, dst: address, outer: null };
  const ending = {
    disposition: 'delivered' as const,
    rule: 'W4',
    device: 'host:a',
    src: address,
    dst: address,
  };
  return {
    roundTrip: {
      flow: { from: 'host:a', to: 'host:b', port: 80, protocol: 'tcp', family: 4, bytes: 64 },
      verdict,
      paths: [
        {
          verdict,
          target: undefined,
          properties: [],
          legs: [
            {
              leg: 'request',
              disposition: 'delivered',
              at: 'host:b',
              ending,
              seenSource: address,
              hops: Array.from({ length: hops }, () => ({ device: 'host:a', packet, steps: [] })),
            },
          ],
        },
      ],
    },
  };
}

/** Services that remember what they were asked, and answer as the test tells them. */
export class FakeServices implements EditorServices {
  readonly judged: number[] = [];
  readonly traced: { readonly question: FlowQuestion; readonly revision: number }[] = [];
  readonly saved: ({ readonly document: string; readonly name: string } & Snapshot)[] = [];
  private ids = 0;
  onJudge: (plan: Plan, revision: number) => Promise<JudgementView | undefined> = async () => EMPTY_JUDGEMENT;
  onTrace: (question: FlowQuestion) => Promise<TraceView | undefined> = async () => walkOf(3);
  onSave: () => Promise<void> = async () => {};

  judge(plan: Plan, revision: number): Promise<JudgementView | undefined> {
    this.judged.push(revision);
    return this.onJudge(plan, revision);
  }

  trace(question: FlowQuestion, revision: number): Promise<TraceView | undefined> {
    this.traced.push({ question, revision });
    return this.onTrace(question);
  }

  async routes(): Promise<readonly RouteView[]> {
    return [];
  }

  async survey(): Promise<undefined> {
    return undefined;
  }

  reach(): ReachView {
    return { answer: Promise.resolve(undefined), cancel: () => undefined };
  }

  newId(): string {
    return `d${++this.ids}`;
  }

  save(document: string, state: Snapshot): Promise<void> {
    this.saved.push({ document, name: state.plan.name, ...state });
    return this.onSave();
  }
}
