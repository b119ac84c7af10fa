import type { NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import type { Point, Size } from '#editor';
import type { CanvasNode } from './toGraph.ts';

/**
 * The nodes of the graph with what only the screen knows: how large they came out, and where those stand that are being
 * dragged. The plan hears of a drag when it ends.
 */
export function useShownNodes(nodes: readonly CanvasNode[]): {
  readonly shown: CanvasNode[];
  readonly take: (changes: readonly NodeChange<CanvasNode>[]) => void;
  readonly endDrag: () => void;
} {
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const [dragged, setDragged] = useState<ReadonlyMap<string, Point>>(new Map());

  const take = useCallback((changes: readonly NodeChange<CanvasNode>[]) => {
    const measured = changes.flatMap((change) =>
      change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
    );
    if (measured.length > 0) setSizes((before) => new Map([...before, ...measured]));
    const moved = changes.flatMap((change) =>
      change.type === 'position' && change.dragging && change.position
        ? [[change.id, change.position] as const]
        : [],
    );
    if (moved.length > 0) setDragged((before) => new Map([...before, ...moved]));
  }, []);

  const shown = useMemo(
    () =>
      nodes.map((node) => {
        const size = sizes.get(node.id);
        const place = dragged.get(node.id);
        return {
          ...node,
          ...(size ? { measured: size } : {}),
          ...(place ? { position: place, dragging: true } : {}),
        } as CanvasNode;
      }),
    [nodes, sizes, dragged],
  );
  return { shown, take, endDrag: useCallback(() => setDragged(new Map()), []) };
}
