import { type RefObject, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { type Box, entityOf } from '#core/view';
import { type Editor, type Playback, shownPath } from '#editor';
import { GLIDE_MS, glideTime } from './useGlide.ts';
import { NARROW, type View } from './useView.ts';

/**
 * Shows another document whole, wherever the view was; on a phone as much of it as can be read, where its walk begins, and
 * when that is known, where it is lost. Whoever has moved the view by hand keeps it.
 */
export function useFirstLook(
  editor: Editor,
  root: RefObject<HTMLElement | null>,
  boxes: { readonly current: ReadonlyMap<string, Box> },
  view: View,
): void {
  const document = useStore(editor.store, (s) => s.shown);
  const answer = useStore(editor.store, (s) => s.playback.answer);
  const touched = useRef(false);
  const looked = useRef<{ readonly document: number | undefined; readonly answered: boolean }>({
    document: undefined,
    answered: false,
  });
  useEffect(() => {
    const canvas = root.current;
    const touch = (): void => {
      touched.current = true;
    };
    canvas?.addEventListener('pointerdown', touch);
    canvas?.addEventListener('wheel', touch, { passive: true });
    return () => {
      canvas?.removeEventListener('pointerdown', touch);
      canvas?.removeEventListener('wheel', touch);
    };
  }, [root]);
  useEffect(() => {
    const another = looked.current.document !== document;
    const answered = answer !== undefined;
    if (another) touched.current = false;
    else if (touched.current || looked.current.answered || !answered || !isNarrow(root.current))
      return undefined;
    // What came with it around the canvas (a banner, the results) takes its place first, and cards are measured.
    const timer = setTimeout(() => {
      looked.current = { document, answered };
      const middle = boxes.current.get(entityOf(placeOf(editor.store.getState().playback) ?? ''));
      const [first] = boxes.current.values();
      view.look(boxes.current.values(), middle ?? first, another || glideTime() === 0 ? 0 : GLIDE_MS);
    }, 60);
    return () => clearTimeout(timer);
  }, [editor, root, document, answer, boxes, view]);
}

const isNarrow = (root: HTMLElement | null): boolean => (root?.clientWidth ?? NARROW) < NARROW;

/** The device that a walk is about: where it is lost, else where it begins. */
function placeOf(playback: Playback): string | undefined {
  const lost = shownPath(playback)?.legs.find(({ disposition }) => disposition !== 'delivered');
  return lost?.at ?? playback.question?.from;
}
