import type { NodeChange, NodeHandle } from '@xyflow/react';
import { Position } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { type Box, CARD, frameBox, type Point, type Size } from '#core/view';
import type { CanvasNode, FrameNode } from './graph.ts';
import type { Offsets } from './useGlide.ts';

export interface ShownNodes {
  readonly shown: CanvasNode[];
  /** Where everything is drawn now, by id. */
  readonly boxes: ReadonlyMap<string, Box>;
  /** Where everything is drawn while nothing is dragged. */
  readonly rest: ReadonlyMap<string, Box>;
  /** What is drawn elsewhere now than at rest, and sites around it; the same set while these are the same. */
  readonly moving: ReadonlySet<string>;
  /** Takes over how large things came out. */
  readonly measure: (changes: readonly NodeChange<CanvasNode>[]) => void;
}

const NOTHING: ReadonlySet<string> = new Set();

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
  open.current = useMemo(() => new Set(nodes.filter(isOpen).map(({ id }) => id)), [nodes]);

  const measure = useCallback((changes: readonly NodeChange<CanvasNode>[]) => {
    const measured = changes.flatMap((change) =>
      change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
    );
    for (const [id, { height }] of measured) if (!open.current.has(id)) closed.current.set(id, height);
    if (measured.length > 0) setSizes((before) => new Map([...before, ...measured]));
  }, []);

  const made = useRef(new WeakMap<CanvasNode, Made>());
  const rest = useMemo(() => {
    const boxes = new Map<string, Box>();
    const place = (node: CanvasNode): Made =>
      placed(node, sizes.get(node.id) ?? estimate(node), closed.current.get(node.id), NO_OFFSET);
    /** The node as it was made last time, where nothing about it changed. */
    const keep = (node: CanvasNode, now: Made): CanvasNode => {
      boxes.set(node.id, now.box);
      const before = made.current.get(node);
      if (before && sameBox(before.box, now.box)) return before.node;
      made.current.set(node, now);
      return now.node;
    };
    const cards = new Map<string, CanvasNode>();
    for (const node of nodes) if (node.type !== 'frame') cards.set(node.id, keep(node, place(node)));
    const shown = nodes.flatMap((node): CanvasNode[] => {
      if (node.type !== 'frame') return [cards.get(node.id) ?? node];
      const around = framed(node, boxes);
      return around ? [keep(node, around)] : [];
    });
    return { shown, boxes, moving: NOTHING };
  }, [nodes, sizes]);

  const lastMoving = useRef(NOTHING);
  const byId = useMemo(() => new Map(nodes.map((node) => [node.id, node])), [nodes]);
  const frames = useMemo(() => nodes.filter((node) => node.type === 'frame'), [nodes]);
  /** Each frame of a drag makes anew what moves, and copies the rest. */
  const now = useMemo(() => {
    if (!offsets) return rest;
    const boxes = new Map(rest.boxes);
    const moving = new Map<string, CanvasNode>();
    const move = ({ box, node }: Made): void => {
      boxes.set(node.id, box);
      moving.set(node.id, node);
    };
    for (const [id, by] of offsets) {
      const node = byId.get(id);
      if (!node || node.type === 'frame') continue;
      move(placed(node, sizes.get(id) ?? estimate(node), closed.current.get(id), by));
    }
    for (const node of frames) {
      if (!node.data.frame.members.some((id) => moving.has(id))) continue;
      const around = framed(node, boxes);
      if (around) move(around);
    }
    const ids = lastMoving.current;
    if (ids.size !== moving.size || ![...ids].every((id) => moving.has(id)))
      lastMoving.current = new Set(moving.keys());
    return {
      shown: rest.shown.map((node) => moving.get(node.id) ?? node),
      boxes,
      moving: lastMoving.current,
    };
  }, [rest, byId, frames, sizes, offsets]);

  return { shown: now.shown, boxes: now.boxes, rest: rest.boxes, moving: now.moving, measure };
}

const NO_OFFSET = { x: 0, y: 0 };

/** A card where it is drawn. */
function placed(node: CanvasNode, size: Size, closedHeight: number | undefined, by: Point): Made {
  const x = node.position.x + by.x;
  const y = node.position.y + by.y;
  const up = opensUpwards(node);
  const foot = y + (closedHeight ?? node.initialHeight ?? CARD.cluster.height);
  return {
    box: { x, y: up ? foot - size.height : y, ...size },
    node: {
      ...node,
      position: { x, y: up ? foot : y },
      ...(up ? { origin: LOWER_LEFT } : {}),
      measured: size,
      ...(node.handles ? {} : { handles: handlesOf(size) }),
    },
  };
}

/** A site around where its members are drawn; undefined while none of them is. */
function framed(node: FrameNode, boxes: ReadonlyMap<string, Box>): Made | undefined {
  const box = frameBox(node.data.frame, (id) => boxes.get(id));
  if (!box) return undefined;
  const { x, y, width, height } = box;
  return { box, node: { ...node, position: { x, y }, width, height, measured: { width, height } } };
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
