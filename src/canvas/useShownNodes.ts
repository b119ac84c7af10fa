import type { NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { CARD, type Point, type Size, snap } from '#editor';
import type { CanvasNode } from './toGraph.ts';

export interface ShownNodes {
  readonly shown: CanvasNode[];
  readonly take: (changes: readonly NodeChange<CanvasNode>[]) => void;
  readonly endDrag: () => void;
  /** Where the plan has a card that is shown there. */
  readonly placeOf: (node: CanvasNode) => Point;
}

/**
 * The nodes of the graph with what only the screen knows: how large they came out, and where those stand that are being
 * dragged. The plan hears of a drag when it ends. A card that opens upwards is held by its lower edge, which stays where it
 * is when the card is closed.
 */
export function useShownNodes(nodes: readonly CanvasNode[]): ShownNodes {
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const [dragged, setDragged] = useState<ReadonlyMap<string, Point>>(new Map());
  /** Heights of cards while they are closed. */
  const closed = useRef(new Map<string, number>());
  const open = useRef(new Set<string>());
  open.current = new Set(nodes.filter(isOpen).map(({ id }) => id));

  const take = useCallback((changes: readonly NodeChange<CanvasNode>[]) => {
    const measured = changes.flatMap((change) =>
      change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
    );
    for (const [id, { height }] of measured) if (!open.current.has(id)) closed.current.set(id, height);
    if (measured.length > 0) setSizes((before) => new Map([...before, ...measured]));
    const moved = changes.flatMap((change) =>
      change.type === 'position' && change.dragging && change.position
        ? [[change.id, change.position] as const]
        : [],
    );
    if (moved.length > 0) setDragged((before) => new Map([...before, ...moved]));
  }, []);

  const heightOf = useCallback((id: string): number => closed.current.get(id) ?? CARD.cluster.height, []);
  const shown = useMemo(
    () =>
      nodes.map((node) => {
        const size = sizes.get(node.id);
        const drag = dragged.get(node.id);
        const up = opensUpwards(node);
        const place = up ? { x: node.position.x, y: node.position.y + heightOf(node.id) } : node.position;
        return {
          ...node,
          position: drag ?? place,
          ...(up ? { origin: LOWER_LEFT } : {}),
          ...(size ? { measured: size } : {}),
          ...(drag ? { dragging: true } : {}),
        } as CanvasNode;
      }),
    [nodes, sizes, dragged, heightOf],
  );
  const placeOf = useCallback(
    (node: CanvasNode): Point =>
      opensUpwards(node)
        ? snap({ x: node.position.x, y: node.position.y - heightOf(node.id) })
        : node.position,
    [heightOf],
  );
  return { shown, take, endDrag: useCallback(() => setDragged(new Map()), []), placeOf };
}

/** The corner that a position means. */
const LOWER_LEFT: readonly [number, number] = [0, 1];

const isOpen = (node: CanvasNode): boolean => node.type === 'cluster' && node.data.open;
const opensUpwards = (node: CanvasNode): boolean =>
  node.type === 'cluster' && node.data.open && node.data.upwards;
