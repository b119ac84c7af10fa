import { useState } from 'react';
import type { Editor } from '#editor';
import { useEditor } from '../useEditor.ts';

export const DOCK_TABS = ['findings', 'paths', 'routes', 'reach', 'address-plan', 'assumptions'] as const;
export type DockTab = (typeof DOCK_TABS)[number];

/**
 * The open tab. Whoever plays another walk, from wherever, wants to read it: Paths opens with it, but not over the matrix,
 * where one walk after the other is played. Whoever selects a
 * finding on the canvas wants to read that, and a document that was just opened is read from its findings.
 */
export function useDockTab(editor: Editor): [DockTab, (tab: unknown) => void] {
  const question = useEditor(editor, (state) => state.playback.question);
  const playing = useEditor(editor, (state) => state.playback.playing);
  const finding = useEditor(editor, (state) => state.finding);
  const judged = useEditor(editor, (state) => state.analysis.judgement !== undefined);
  const [state, setState] = useState({ tab: 'findings' as DockTab, question, finding, judged });
  if (playing && question && question !== state.question)
    setState({ tab: state.tab === 'reach' ? 'reach' : 'paths', question, finding, judged });
  else if (finding !== state.finding)
    setState({ ...state, tab: finding === undefined ? state.tab : 'findings', finding });
  else if (judged !== state.judged)
    // The judgement goes when another document comes.
    setState({ ...state, tab: judged ? state.tab : 'findings', judged });
  return [
    state.tab,
    (tab) => {
      const known = DOCK_TABS.find((candidate) => candidate === tab);
      if (known) setState({ ...state, tab: known });
    },
  ];
}
