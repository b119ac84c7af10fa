import { useEffect } from 'react';
import type { Plan } from '#core';
import { type Box, type Point, tidying, tidyPlaces } from '#core/view';
import { type Editor, run, tidied, tidyTo } from '#editor';
import { GLIDE_MS, glideTime } from '../useGlide.ts';
import type { View } from '../useView.ts';
import { elk } from './elk.ts';
import { layered } from './layered.ts';

/** More cards than these are laid out as plain trees, which takes no time worth waiting for. */
const MOST_LAYERED = 300;

/** Tidies up on command: one entry in the history, and the view follows. */
export function useTidy(
  editor: Editor,
  boxes: { readonly current: ReadonlyMap<string, Box> },
  glide: (before: ReadonlyMap<string, Box>, after: ReadonlyMap<string, Point>) => void,
  view: View,
): void {
  useEffect(() => {
    let asked = 0;
    const tidy = async (): Promise<void> => {
      const ticket = ++asked;
      const state = editor.store.getState();
      const ids = tidied(state);
      const before = boxes.current;
      const places = await placesOf(editor, state.plan, ids, before);
      if (ticket !== asked) return;
      if (editor.store.getState().plan !== state.plan) {
        editor.announce('The plan changed while it was being tidied. Tidy up once more.');
        return;
      }
      if (!run(editor, tidyTo(places)).applies) return;
      glide(before, places);
      const after = new Map(before);
      for (const [id, place] of places) {
        const box = before.get(id);
        if (box) after.set(id, { ...box, ...place });
      }
      const frames = new Set((state.plan.view?.frames ?? []).map(({ id }) => id));
      view.show(
        [...after].flatMap(([id, box]) => (frames.has(id) ? [] : [box])),
        glideTime() === 0 ? 0 : GLIDE_MS,
      );
    };
    const off = editor.surface.on('tidy', () => void tidy());
    return () => {
      asked++;
      off();
    };
  }, [editor, boxes, glide, view]);
}

async function placesOf(
  editor: Editor,
  plan: Plan,
  ids: readonly string[],
  boxes: ReadonlyMap<string, Box>,
): Promise<ReadonlyMap<string, Point>> {
  if (ids.length > MOST_LAYERED) {
    const places = tidyPlaces(plan, ids, boxes);
    // To draw thousands elsewhere takes as long again: the page may answer in between.
    await new Promise((resolve) => setTimeout(resolve));
    return places;
  }
  try {
    const engine = await elk();
    const steps = tidying(plan, ids, boxes);
    let step = steps.next();
    while (!step.done) step = steps.next(await layered(engine, step.value.units, step.value.ties));
    return step.value;
  } catch {
    editor.announce('The layout engine could not be loaded: tidied up as a plain tree.');
    return tidyPlaces(plan, ids, boxes);
  }
}
