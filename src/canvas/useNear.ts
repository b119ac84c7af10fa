import { useStore as useFlowStore } from '@xyflow/react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { entityOf, hopPlaces } from '#core/view';
import { type Editor, shownPath } from '#editor';
import type { CanvasEdge, CanvasNode } from './graph.ts';
import { near, regionNamed, regionOf } from './near.ts';
import type { ShownNodes } from './useShownNodes.ts';

interface Told {
  readonly nodes: CanvasNode[];
  readonly edges: CanvasEdge[];
}

const NOTHING: Told = { nodes: [], edges: [] };
const NO_IDS: readonly string[] = [];

/**
 * What React Flow is told of: all of a plan that can be seen at a glance; of a crowd what is near the view, what is selected, and
 * what the walk and the selected finding are about. `far`: nothing, it is drawn otherwise.
 */
export function useNear(
  editor: Editor,
  { shown, rest }: ShownNodes,
  edges: readonly CanvasEdge[],
  crowded: boolean,
  far: boolean,
): Told {
  const region = useFlowStore(({ transform: [x, y, zoom], width, height }) =>
    crowded && !far ? regionOf(-x / zoom, -y / zoom, width / zoom, height / zoom) : '',
  );
  const selection = useStore(editor.store, (s) => (crowded ? s.selection : NO_IDS));
  const path = useStore(editor.store, (s) => (crowded ? shownPath(s.playback) : undefined));
  const finding = useStore(editor.store, ({ finding, analysis }) =>
    crowded && finding !== undefined
      ? analysis.judgement?.findings.find(({ id }) => id === finding)
      : undefined,
  );
  const kept = useMemo(
    () =>
      new Set([
        ...selection,
        ...(path ? hopPlaces(path).map(({ hop }) => entityOf(hop.device)) : []),
        ...(finding?.entities ?? []),
      ]),
    [selection, path, finding],
  );
  // Where things are at rest: the lines of a drag's frames are the very same ones.
  const around = useMemo(
    () => (crowded && !far ? near(edges, rest, regionNamed(region), kept) : undefined),
    [crowded, far, edges, rest, region, kept],
  );
  const all = useMemo(() => [...edges], [edges]);
  return useMemo(() => {
    if (far) return NOTHING;
    if (!around) return { nodes: shown, edges: all };
    return { nodes: shown.filter(({ id }) => around.ids.has(id)), edges: around.edges };
  }, [far, around, shown, all]);
}
