import { type NodeChange, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Box, type Point, union } from '#core/view';
import { duplicateTo, type Editor, GRID, lockedIds, moveTo, placements, run, unfolded } from '#editor';
import type { CanvasNode } from './graph.ts';
import { type Guide, type Standing, snapDrag, standing } from './guides.ts';
import type { Offsets } from './useGlide.ts';

/** How near, on the screen, an edge comes to another before it stops in line with it. */
const REACH = 6;
/** And in canvas pixels: from far away everything would be near. */
const MOST_REACH = 30;

interface Running {
  readonly ids: ReadonlySet<string>;
  /** What the pointer holds. */
  readonly held: string;
  /** All that is dragged, sites by their own id. */
  readonly all: readonly string[];
  readonly anchor: Point;
  readonly moving: Box;
  readonly others: Standing;
  readonly frames: readonly (readonly [id: string, box: Box])[];
  readonly copying: boolean;
}

export interface Drag {
  /** How far each dragged card is from its place. */
  readonly offsets: Offsets | undefined;
  readonly guides: readonly Guide[];
  /** Where the originals stand while copies are dragged away from them. */
  readonly left: readonly Box[];
  readonly take: (changes: readonly NodeChange<CanvasNode>[]) => void;
  /** Drags so far from where it stood what React Flow has no cards of; the first is held. */
  readonly move: (held: readonly string[], by: Point) => void;
  readonly end: () => void;
}

const NO_GUIDES: readonly Guide[] = [];
const NO_BOXES: readonly Box[] = [];

/**
 * Dragging cards: they stop in line with others and on the grid (Ctrl: nowhere), a site takes along what is in it, and with
 * Alt copies are dragged. React Flow tells how far the pointer went; where things stand is decided here, and the plan hears
 * of it once, at the end.
 */
export function useDrag(
  editor: Editor,
  boxes: { readonly current: ReadonlyMap<string, Box> },
  snapping: boolean,
): Drag {
  const flow = useStoreApi();
  const [offsets, setOffsets] = useState<Offsets>();
  const [guides, setGuides] = useState(NO_GUIDES);
  const running = useRef<Running>(undefined);
  /** Where React Flow has what is held while nothing moves it. */
  const start = useRef<Point>(undefined);
  const last = useRef<Point>({ x: 0, y: 0 });
  const keys = useHeldKeys();
  const snaps = useRef(snapping);
  snaps.current = snapping;

  const move = useCallback(
    (held: readonly string[], by: Point) => {
      running.current ??= begin(editor, boxes.current, held, keys.current.alt);
      const drag = running.current;
      if (!drag) return;
      const reach = Math.min(REACH / flow.getState().transform[2], MOST_REACH);
      const snapped =
        keys.current.ctrl || !snaps.current
          ? { delta: { x: Math.round(by.x), y: Math.round(by.y) }, guides: NO_GUIDES }
          : snapDrag(drag.moving, by, drag.others, { reach, grid: GRID, anchor: drag.anchor });
      last.current = snapped.delta;
      setGuides((before) => (before.length === 0 && snapped.guides.length === 0 ? before : snapped.guides));
      setOffsets(new Map([...drag.ids].map((id) => [id, snapped.delta])));
    },
    [editor, flow, boxes, keys],
  );

  const take = useCallback(
    (changes: readonly NodeChange<CanvasNode>[]) => {
      const all = changes.flatMap((change) =>
        change.type === 'position' && change.dragging && change.position
          ? [{ id: change.id, to: change.position }]
          : [],
      );
      const held = all.find(({ id }) => id === running.current?.held) ?? all[0];
      if (!held) return;
      start.current ??= flow.getState().nodeLookup.get(held.id)?.position;
      if (!start.current) return;
      const { selection } = editor.store.getState();
      // React Flow has only what is near the view; what is selected comes along from anywhere.
      const beyond = selection.includes(held.id) ? selection.filter((id) => boxes.current.has(id)) : [];
      move([...new Set([held.id, ...all.map(({ id }) => id), ...beyond])], {
        x: held.to.x - start.current.x,
        y: held.to.y - start.current.y,
      });
    },
    [editor, flow, boxes, move],
  );

  const end = useCallback(() => {
    const drag = running.current;
    running.current = undefined;
    start.current = undefined;
    setGuides(NO_GUIDES);
    if (drag) {
      const { x, y } = last.current;
      const now = placements(editor.store.getState().plan);
      const places = new Map(
        [...drag.ids].flatMap((id): [string, Point][] => {
          const place = now.get(id);
          return place ? [[id, { x: place.x + x, y: place.y + y }]] : [];
        }),
      );
      if (x !== 0 || y !== 0) {
        if (drag.copying) run(editor, duplicateTo(drag.all, { x, y }));
        else run(editor, moveTo(places, siteUnder(drag, { x, y })), 'quietly');
      }
    }
    setOffsets(undefined);
  }, [editor]);

  const left =
    offsets && running.current?.copying
      ? [...offsets].flatMap(([id, by]) => {
          const box = boxes.current.get(id);
          return box ? [{ ...box, x: box.x - by.x, y: box.y - by.y }] : [];
        })
      : NO_BOXES;
  return { offsets, guides, left, take, move, end };
}

function begin(
  editor: Editor,
  boxes: ReadonlyMap<string, Box>,
  held: readonly string[],
  copying: boolean,
): Running | undefined {
  const { plan } = editor.store.getState();
  const locked = lockedIds(plan);
  const ids = new Set(unfolded(plan, held).filter((id) => copying || !locked.has(id)));
  const frames = new Map((plan.view?.frames ?? []).map((frame) => [frame.id, frame]));
  const moving = union([...ids].flatMap((id) => boxes.get(id) ?? []));
  const [first = ''] = ids;
  const anchor = placements(plan).get(first);
  if (!moving || !anchor || held[0] === undefined) return undefined;
  const whole = [...frames.values()].filter(({ members }) => members.every((id) => ids.has(id)));
  return {
    ids,
    held: held[0],
    all: held,
    anchor,
    moving,
    others: standing([...boxes].flatMap(([id, box]) => (frames.has(id) || ids.has(id) ? [] : [box]))),
    frames: [...boxes].filter(
      ([id]) =>
        frames.has(id) && !locked.has(id) && !whole.some((frame) => frame.id === id) && !held.includes(id),
    ),
    copying,
  };
}

/** The site that what was dragged has come to lie in, by its middle. */
function siteUnder(drag: Running, by: Point): string | undefined {
  const x = drag.moving.x + drag.moving.width / 2 + by.x;
  const y = drag.moving.y + drag.moving.height / 2 + by.y;
  return drag.frames.find(
    ([, box]) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height,
  )?.[0];
}

/** Whether Ctrl and Alt are held now: pointer events of the browser do not come through React Flow. */
function useHeldKeys(): { readonly current: { readonly ctrl: boolean; readonly alt: boolean } } {
  const held = useRef({ ctrl: false, alt: false });
  useEffect(() => {
    const read = (event: KeyboardEvent | PointerEvent): void => {
      held.current = { ctrl: event.ctrlKey || event.metaKey, alt: event.altKey };
    };
    const events = ['keydown', 'keyup', 'pointerdown', 'pointermove'] as const;
    for (const name of events) window.addEventListener(name, read, true);
    return () => {
      for (const name of events) window.removeEventListener(name, read, true);
    };
  }, []);
  return held;
}
