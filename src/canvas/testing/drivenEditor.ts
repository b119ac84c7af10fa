import { Judging, type Plan } from '#core';
import { createEditor, type Editor, type SurfaceAction } from '#editor';
import { FakeClock } from '#editor/testing';
import { type Deed, SURFACE } from './surfaceDeeds.ts';

/** An editor with the real core behind it, and somebody who does at once what the page and the canvas would ask for. */
export interface DrivenEditor {
  readonly editor: Editor;
  /** Does something, by chance where that leaves a choice, and lets so much time pass that nothing joins it. */
  carryOut(deed: Deed, picks: readonly number[]): Promise<void>;
}

export function drivenEditor(plan: Plan): DrivenEditor {
  const clock = new FakeClock();
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
      await clock.pass(1_000);
    },
  };
}
