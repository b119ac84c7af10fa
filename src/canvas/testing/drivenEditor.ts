import { Judging, type Plan } from '#core';
import { type Clock, createEditor, type Editor, type SurfaceAction } from '#editor';
import { type Deed, SURFACE } from './surfaceDeeds.ts';

/** An editor with the real core behind it, and somebody who does at once what the page and the canvas would ask for. */
export interface DrivenEditor {
  readonly editor: Editor;
  /** Does something, by chance where that leaves a choice, and lets so much time pass that nothing joins it. */
  carryOut(deed: Deed, picks: readonly number[]): Promise<void>;
}

export function drivenEditor(plan: Plan): DrivenEditor {
  const clock = steppedClock();
  const judging = new Judging();
  const editor = createEditor(
    {
      judge: async (judged) => ({
        findings: judging.judge(judged).findings,
        flows: {},
        derived: { devices: [], services: [] },
      }),
      trace: async () => undefined,
      routes: async () => undefined,
      survey: async () => undefined,
      reach: () => ({ answer: Promise.resolve(undefined), cancel: () => undefined }),
      save: async () => undefined,
      newId: () => 'other',
    },
    clock,
    { id: 'd0', plan, edited: false },
  );
  let now: readonly number[] = [];
  let busy: Promise<void> | undefined;
  for (const [action, deed] of Object.entries(SURFACE) as [SurfaceAction, Deed | undefined][])
    editor.surface.on(action, () => {
      busy = deed?.(editor, now) ?? undefined;
    });
  return {
    editor,
    async carryOut(deed, picks) {
      now = picks;
      busy = undefined;
      await deed(editor, picks);
      await busy;
      clock.pass(1_000);
      // The judgement of what is there now.
      for (let i = 0; i < 5; i++) await Promise.resolve();
    },
  };
}

function steppedClock(): Clock & { pass(milliseconds: number): void } {
  let time = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => time,
    after(milliseconds, run) {
      const timer = { at: time + milliseconds, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass(milliseconds) {
      time += milliseconds;
      for (const timer of [...timers].filter(({ at }) => at <= time)) {
        timers.delete(timer);
        timer.run();
      }
    },
  };
}
