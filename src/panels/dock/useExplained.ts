import { useCallback, useEffect, useState } from 'react';
import { hopPlaces } from '#core/view';
import { type Editor, shownPath } from '#editor';
import type { Explained } from './RuleDialog.tsx';
import type { DockTab } from './useDockTab.ts';

/** What the rule text is open for. The command Explain opens it for the finding that is selected, else for the hop that is shown. */
export function useExplained(editor: Editor, tab: DockTab) {
  const [about, setAbout] = useState<Explained>();
  const explain = useCallback(() => {
    const { finding: id, analysis, playback } = editor.store.getState();
    const finding = analysis.judgement?.findings.find((candidate) => candidate.id === id);
    const path = shownPath(playback);
    const place = path && hopPlaces(path)[playback.cursor];
    // Whoever reads the hops means the hop, also where a finding is still selected.
    const inTimeline = document.activeElement?.closest('[aria-label="Timeline"]') !== null;
    if (place && (inTimeline || tab === 'paths' || !finding)) setAbout({ kind: 'hop', place });
    else if (finding) setAbout({ kind: 'finding', finding });
    else editor.announce('Select a finding or show a walk, then its rules can be told.');
  }, [editor, tab]);
  useEffect(() => editor.surface.on('explain', explain), [editor, explain]);
  return [about, setAbout] as const;
}
