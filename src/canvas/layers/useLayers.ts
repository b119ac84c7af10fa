import { useMemo } from 'react';
import { useStore } from 'zustand';
import { LAYERS, type Layer, layersOf } from '#core/view';
import { type Editor, shownPath } from '#editor';
import { type Pointer, pointedLayers } from './pointed.ts';

export interface ShownLayers {
  /** Layers that the plan has anything of. */
  readonly present: readonly Layer[];
  readonly wanted: readonly Layer[];
  /** Drawn although they are not wanted, and why. */
  readonly pointed: ReadonlyMap<Layer, Pointer>;
  readonly drawn: ReadonlySet<Layer>;
  /** What is not drawn, as style sheets ask for it. */
  readonly hidden: string;
}

/** Which layers are drawn now: those that are wanted, and those that something points at. */
export function useLayers(editor: Editor): ShownLayers {
  const plan = useStore(editor.store, (s) => s.plan);
  const wanted = useStore(editor.store, (s) => s.layers);
  const selection = useStore(editor.store, (s) => s.selection);
  const path = useStore(editor.store, (s) => shownPath(s.playback));
  const finding = useStore(editor.store, ({ finding, analysis }) =>
    finding === undefined ? undefined : analysis.judgement?.findings.find(({ id }) => id === finding),
  );
  const pointed = useMemo(
    () => pointedLayers(plan, finding, path, selection),
    [plan, finding, path, selection],
  );
  // Selecting cards points at nothing: what is drawn stays the very same then.
  const drawnNow = LAYERS.filter((layer) => wanted.includes(layer) || pointed.has(layer)).join(' ');
  const drawn = useMemo(
    () => new Set(LAYERS.filter((layer) => drawnNow.split(' ').includes(layer))),
    [drawnNow],
  );
  return {
    present: layersOf(plan),
    wanted,
    pointed,
    drawn,
    hidden: LAYERS.filter((layer) => !drawn.has(layer)).join(' '),
  };
}
