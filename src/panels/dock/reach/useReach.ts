import { useEffect, useRef, useState } from 'react';
import type { Reachability } from '#core';
import type { Editor } from '#editor';
import { useEditor } from '../../useEditor.ts';

export interface ReachWork {
  /** The last matrix of this document; kept while the next one is computed. */
  readonly matrix: Reachability | undefined;
  /** The share that is done, from 0 to 1; undefined while nothing is computed. */
  readonly share: number | undefined;
  /** Why nothing is computed though the matrix is not that of the plan; the answer to `again` clears it. */
  readonly halted: 'stopped' | 'failed' | undefined;
  cancel(): void;
  again(): void;
}

interface State {
  readonly document: number;
  readonly matrix: Reachability | undefined;
  readonly share: number | undefined;
  readonly halted: ReachWork['halted'];
}

/** Who reaches whom, computed as long as somebody looks, and once more after each judgement. */
export function useReach(editor: Editor): ReachWork {
  const judgement = useEditor(editor, (state) => state.analysis.judgement);
  const document = useEditor(editor, (state) => state.shown);
  const [asked, setAsked] = useState(0);
  const [state, setState] = useState<State>();
  const stop = useRef<() => void>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a judgement, and who presses the button, ask once more
  useEffect(() => {
    if (!judgement) return;
    let current = true;
    const tell = (change: Partial<State>) => {
      if (!current) return;
      setState((before) => ({
        matrix: before?.document === document ? before.matrix : undefined,
        share: undefined,
        halted: undefined,
        ...change,
        document,
      }));
    };
    const { answer, cancel } = editor.reach((share) => tell({ share }));
    tell({ share: 0 });
    answer.then(
      // Without an answer a newer plan is being judged, and its judgement asks again; or the worker began anew.
      (matrix) => tell(matrix ? { matrix } : { halted: 'stopped' }),
      // The failure is told by the banner over the page, with the remedy.
      () => tell({ halted: 'failed' }),
    );
    stop.current = () => {
      tell({ halted: 'stopped' });
      current = false;
      cancel();
    };
    return () => {
      current = false;
      cancel();
    };
  }, [editor, judgement, document, asked]);
  const shown = state?.document === document ? state : undefined;
  return {
    matrix: shown?.matrix,
    share: shown?.share,
    halted: shown?.halted,
    cancel: () => stop.current?.(),
    again: () => setAsked(asked + 1),
  };
}
