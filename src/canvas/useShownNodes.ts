import type { NodeChange, NodeHandle } from '@xyflow/react';
import { Position } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { type Box, CARD, frameBox, type Size } from '#core/view';
import type { CanvasNode } from './graph.ts';
import type { Offsets } from './useGlide.ts';

export interface ShownNodes {
  readonly shown: CanvasNode[];
  /** Where everything is drawn now, by id. */
  readonly boxes: ReadonlyMap<string, Box>;
  /** Takes over how large things came out. */
  readonly measure: (changes: readonly NodeChange<CanvasNode>[]) => void;
}

/**
 * The nodes of the graph with what only the screen knows: how large they came out, and how far from their places those are
 * that are dragged or glide. The plan hears of a drag when it ends. A card that opens upwards is held by its lower edge, which stays where it
 * is when the card is closed; a site is drawn around where its members are.
 */
export function useShownNodes(nodes: readonly CanvasNode[], offsets: Offsets | undefined): ShownNodes {
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  /** Heights of cards while they are closed. */
  const closed = useRef(new Map<string, number>());
  const open = useRef(new Set<string>());
  open.current = new Set(nodes.filter(isOpen).map(({ id }) => id));

  const measure = useCallback((changes: readonly NodeChange<CanvasNode>[]) => {
    const measured = changes.flatMap((change) =>
      change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
    );
    for (const [id, { height }] of measured) if (!open.current.has(id)) closed.current.set(id, height);
    if (measured.length > 0) setSizes((before) => new Map([...before, ...measured]));
  }, []);

  const made = useRef(new WeakMap<CanvasNode, Made>());
  const { shown, boxes } = useMemo(() => {
    const boxes = new Map<string, Box>();
    /** The node as it was made last time, where nothing about it changed. */
    const keep = (node: CanvasNode, box: Box, make: () => CanvasNode): CanvasNode => {
      boxes.set(node.id, box);
      const before = made.current.get(node);
      if (before && sameBox(before.box, box)) return before.node;
      const next = make();
      made.current.set(node, { box, node: next });
      return next;
    };
    const standing = new Map<string, CanvasNode>();
    for (const node of nodes) {
      if (node.type === 'frame') continue;
      const size = sizes.get(node.id) ?? estimate(node);
      const by = offsets?.get(node.id);
      const x = node.position.x + (by?.x ?? 0);
      const y = node.position.y + (by?.y ?? 0);
      const up = opensUpwards(node);
      const foot = y + (closed.current.get(node.id) ?? node.initialHeight ?? CARD.cluster.height);
      const box = { x, y: up ? foot - size.height : y, ...size };
      standing.set(
        node.id,
        keep(node, box, () => ({
          ...node,
          position: { x, y: up ? foot : y },
          ...(up ? { origin: LOWER_LEFT } : {}),
          measured: size,
          ...(node.handles ? {} : { handles: handlesOf(size) }),
        })),
      );
    }
    const shown = nodes.flatMap((node): CanvasNode[] => {
      if (node.type !== 'frame') return [standing.get(node.id) ?? node];
      const box = frameBox(node.data.frame, (id) => boxes.get(id));
      if (!box) return [];
      const { x, y, width, height } = box;
      const around = (): CanvasNode => ({
        ...node,
        position: { x, y },
        width,
        height,
        measured: { width, height },
      });
      return [keep(node, box, around)];
    });
    return { shown, boxes };
  }, [nodes, sizes, offsets]);

  return { shown, boxes, measure };
}

interface Made {
  readonly box: Box;
  readonly node: CanvasNode;
}

const sameBox = (a: Box, b: Box): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

const estimate = (node: CanvasNode): Size => ({
  width: node.width ?? CARD.cluster.width,
  height: node.initialHeight ?? CARD.cluster.height,
});

/** The corner that a position means. */
const LOWER_LEFT: [number, number] = [0, 1];

const isOpen = (node: CanvasNode): boolean => node.type === 'cluster' && node.data.open;
const opensUpwards = (node: CanvasNode): boolean =>
  node.type === 'cluster' && node.data.open && node.data.upwards;

/** Where lines can be drawn from: told beforehand, so that lines to cards nobody has drawn yet are there. */
const handles = new Map<string, NodeHandle[]>();
function handlesOf({ width, height }: Size): NodeHandle[] {
  const key = `${width} ${height}`;
  const known = handles.get(key);
  if (known) return known;
  const at = (position: Position, x: number, y: number): NodeHandle => ({
    id: position,
    type: 'source',
    position,
    x: x - HANDLE / 2,
    y: y - HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  });
  const made = [
    at(Position.Top, width / 2, 0),
    at(Position.Right, width, height / 2),
    at(Position.Bottom, width / 2, height),
    at(Position.Left, 0, height / 2),
  ];
  handles.set(key, made);
  return made;
}
const HANDLE = 12;
