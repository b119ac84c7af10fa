import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { type Box, entityOf, hopPlaces } from '#core/view';
import { type Editor, shownPath } from '#editor';
import { GLIDE_MS, glideTime } from './useGlide.ts';
import { NARROW } from './useView.ts';

/** Cards can be read at this zoom. */
const READABLE = 0.75;

/** On a phone whoever steps through a walk sees the card where the packet is, large enough to read. */
export function useFollowWalk(editor: Editor, boxes: { readonly current: ReadonlyMap<string, Box> }): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(
    () =>
      editor.store.subscribe(({ playback }, { playback: before }) => {
        // Another walk is shown whole first.
        if (playback.cursor === before.cursor || playback.answer !== before.answer) return;
        const { width, transform } = store.getState();
        const path = shownPath(playback);
        const device = path && hopPlaces(path)[playback.cursor]?.hop.device;
        const box = device === undefined ? undefined : boxes.current.get(entityOf(device));
        if (width >= NARROW || !box) return;
        void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, {
          zoom: Math.max(transform[2], READABLE),
          duration: glideTime() === 0 ? 0 : GLIDE_MS,
        });
      }),
    [editor, flow, store, boxes],
  );
}
