import { useState } from 'react';
import type { Editor } from '#editor';
import { useEditor } from '../useEditor.ts';

export type DockTab = 'findings' | 'paths' | 'routes';

/**
 * The open tab. Whoever plays another walk, from wherever, wants to read it: Paths opens with it. A document that
 * opens with its flow only selected leaves the findings in view.
 */
export function useDockTab(editor: Editor): [DockTab, (tab: unknown) => void] {
  const question = useEditor(editor, (state) => state.playback.question);
  const playing = useEditor(editor, (state) => state.playback.playing);
  const [state, setState] = useState<{ readonly tab: DockTab; readonly seen: typeof question }>({
    tab: 'findings',
    seen: undefined,
  });
  if (playing && question && question !== state.seen) setState({ tab: 'paths', seen: question });
  return [
    state.tab,
    (tab) => {
      if (tab === 'findings' || tab === 'paths' || tab === 'routes')
        setState((before) => ({ tab, seen: before.seen }));
    },
  ];
}
