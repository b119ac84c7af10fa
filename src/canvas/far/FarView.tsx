import { useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Box, Size } from '#core/view';
import type { Graph } from '../graph.ts';
import { coloursOn, onColours } from './colours.ts';
import { drawPlan, extentOf } from './drawPlan.ts';
import styles from './Far.module.css';
import { movingPart, type Picture, pictureOf, stillPicture } from './picture.ts';

interface FarViewProps {
  readonly graph: Graph;
  /** Where everything stands while nothing is dragged, and where it is drawn now. */
  readonly rest: ReadonlyMap<string, Box>;
  readonly boxes: ReadonlyMap<string, Box>;
  /** What is drawn elsewhere now than at rest; the same set for as long as these are the same things. */
  readonly moving: ReadonlySet<string>;
}

/**
 * The plan from far away, drawn on one canvas: thousands of cards, each an element of its own, would hold the page for
 * seconds and be too small to read. The outline has all of it for keyboards and screen readers. What moves is drawn on a second
 * canvas above, so that a drag draws only that.
 */
export function FarView({ graph, rest, boxes, moving }: FarViewProps) {
  const still = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const standing = useMemo(() => stillPicture(graph, rest, moving), [graph, rest, moving]);
  const part = useMemo(() => (moving.size === 0 ? undefined : movingPart(graph, moving)), [graph, moving]);
  const going = useMemo(
    () => part && pictureOf(part, boxes, (id) => moving.has(id), true),
    [part, boxes, moving],
  );
  useDrawing(still, standing, ROOM);
  // What moves is drawn every frame anyway: no more than can be seen.
  useDrawing(above, going, 0);
  return (
    <>
      <canvas ref={still} className={styles.far} role="img" aria-label="The plan from far away" />
      {going && <canvas ref={above} className={styles.far} aria-hidden />}
    </>
  );
}

/** What of the plan a canvas shows: where the view was when it was drawn, and with how much room around it. */
interface Drawn {
  readonly on: HTMLCanvasElement;
  readonly transform: readonly [number, number, number];
  readonly room: Size;
  readonly width: number;
  readonly height: number;
  /** What is coloured: only that is cleared, and only that is shown anew. */
  readonly extent: Box;
}

/** Of the view's size, on each side: so far one pans before anything is drawn again. */
const ROOM = 0.25;
/** Larger or smaller than this a drawing is no stand-in for a new one. */
const MOST_SCALED = 1.6;
/** A gesture pauses so long before its end is drawn sharply, in milliseconds. */
const PAUSE_MS = 120;

/**
 * Draws a picture when it, the size of the view or the theme is another one, once a frame at most. A view that moves takes along
 * what is drawn already, which is far less work, and it is drawn anew when the hand rests or there is something to see that was
 * not drawn.
 */
function useDrawing(
  canvas: RefObject<HTMLCanvasElement | null>,
  picture: Picture | undefined,
  around: number,
): void {
  const store = useStoreApi();
  const latest = useRef(picture);
  latest.current = picture;
  const ask = useRef(() => {});
  useEffect(() => {
    let frame = 0;
    let pause: ReturnType<typeof setTimeout> | undefined;
    let drawn: Drawn | undefined;
    const draw = (): void => {
      frame = 0;
      clearTimeout(pause);
      const element = canvas.current;
      const pen = element?.getContext('2d');
      if (!element || !pen || !latest.current) return;
      // Another canvas has nothing on it yet.
      if (drawn?.on !== element) drawn = undefined;
      const { width, height, transform } = store.getState();
      const room = { width: Math.round(width * around), height: Math.round(height * around) };
      const all = { width: width + 2 * room.width, height: height + 2 * room.height };
      const scale = window.devicePixelRatio || 1;
      const pixels = { width: Math.round(all.width * scale), height: Math.round(all.height * scale) };
      if (element.width !== pixels.width || element.height !== pixels.height) Object.assign(element, pixels);
      if (drawn?.transform !== transform || drawn.width !== width || drawn.height !== height)
        Object.assign(element.style, {
          left: `${-room.width}px`,
          top: `${-room.height}px`,
          width: `${all.width}px`,
          height: `${all.height}px`,
          transform: '',
        });
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      if (drawn) pen.clearRect(drawn.extent.x, drawn.extent.y, drawn.extent.width, drawn.extent.height);
      const [x, y, zoom] = transform;
      const at = { x: x + room.width, y: y + room.height, zoom };
      drawPlan(pen, latest.current, at, all, coloursOn(element), true);
      drawn = { on: element, transform, room, width, height, extent: extentOf(latest.current, at) };
    };
    ask.current = () => {
      frame ||= requestAnimationFrame(draw);
    };
    ask.current();
    const stop = store.subscribe(({ transform, width, height }) => {
      if (drawn && transform === drawn.transform && width === drawn.width && height === drawn.height) return;
      const along = drawn && width === drawn.width && height === drawn.height && takenAlong(drawn, transform);
      if (!along || !canvas.current) ask.current();
      else if (frame === 0) {
        canvas.current.style.transform = along;
        clearTimeout(pause);
        pause = setTimeout(ask.current, PAUSE_MS);
      }
    });
    const stopColours = onColours(() => ask.current());
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(pause);
      stop();
      stopColours();
    };
  }, [store, canvas, around]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again when the picture is another one
  useEffect(() => ask.current(), [picture]);
}

/** How a drawing of one view is to be moved and scaled to be one of another; undefined where it does not reach, or would be coarse. */
function takenAlong(
  { transform: [x, y, zoom], room, width, height }: Drawn,
  [nowX, nowY, nowZoom]: readonly [number, number, number],
): string | undefined {
  const scale = nowZoom / zoom;
  if (scale > MOST_SCALED || scale < 1 / MOST_SCALED) return undefined;
  // Where the corner of the drawing comes to lie, as seen from the corner of the view.
  const left = nowX - (x + room.width) * scale;
  const top = nowY - (y + room.height) * scale;
  const right = left + (width + 2 * room.width) * scale;
  const bottom = top + (height + 2 * room.height) * scale;
  if (left > 0 || top > 0 || right < width || bottom < height) return undefined;
  return `translate(${left + room.width}px, ${top + room.height}px) scale(${scale})`;
}
