import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { LAYERS, type Layer, layersOf } from '#core/view';
import { type Editor, shownPath } from '#editor';
import { type Pointer, pointedLayers } from './pointed.ts';

export interface ShownLayers {
  /** Layers that the plan has anything of. */
  readonly present: readonly Layer[];
  readonly wanted: readonly Layer[];
  /** What is pointed at, and by what. */
  readonly pointed: ReadonlyMap<Layer, Pointer>;
  readonly drawn: ReadonlySet<Layer>;
  /** What is not drawn, as style sheets ask for it. */
  readonly hidden: string;
}

/**
 * Which layers are drawn now: those that are wanted, and those that something points at. Whoever hides a layer while it is
 * pointed at does not see it until something else points there.
 */
export function useLayers(editor: Editor): ShownLayers {
  const wanted = useStore(editor.store, (s) => s.layers);
  const present = useStore(editor.store, (s) => layersOf(s.plan));
  const pointing = useStore(
    editor.store,
    useShallow((s) => [s.plan, s.finding, s.analysis.judgement, shownPath(s.playback), s.selection]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it is made of
  const pointed = useMemo(() => pointedLayers(editor.store.getState()), [editor, pointing]);
  const [dismissed, setDismissed] = useState<ReadonlyMap<Layer, string>>(new Map());
  useEffect(
    () =>
      editor.store.subscribe((state, before) => {
        if (state.layers === before.layers) return;
        const gone = before.layers.filter((layer) => !state.layers.includes(layer));
        const at = pointedLayers(state);
        setDismissed(
          (known) => new Map([...known, ...gone.map((layer) => [layer, at.get(layer)?.key ?? ''] as const)]),
        );
      }),
    [editor],
  );
  // What pointed there has gone: when it comes back, it is shown again.
  useEffect(() => {
    setDismissed((known) => {
      const still = [...known].filter(([layer, key]) => pointed.get(layer)?.key === key);
      return still.length === known.size ? known : new Map(still);
    });
  }, [pointed]);
  const isDrawn = (layer: Layer): boolean => {
    const pointer = pointed.get(layer);
    return wanted.includes(layer) || (pointer !== undefined && dismissed.get(layer) !== pointer.key);
  };
  const names = LAYERS.filter(isDrawn).join(' ');
  // The very same for as long as the same layers are drawn.
  const drawn = useMemo(() => new Set(LAYERS.filter((layer) => names.split(' ').includes(layer))), [names]);
  const hidden = LAYERS.filter((layer) => !drawn.has(layer)).join(' ');
  return { present, wanted, pointed, drawn, hidden };
}
