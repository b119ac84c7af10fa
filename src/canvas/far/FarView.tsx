import { useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Box } from '#core/view';
import type { Graph } from '../graph.ts';
import { coloursOn, onColours } from './colours.ts';
import { drawPlan } from './drawPlan.ts';
import styles from './Far.module.css';
import { type Picture, pictureOf, stillPicture } from './picture.ts';

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
  const going = useMemo(
    () => (moving.size === 0 ? undefined : pictureOf(graph, boxes, (id) => moving.has(id), true)),
    [graph, boxes, moving],
  );
  useDrawing(still, standing);
  useDrawing(above, going);
  return (
    <>
      <canvas ref={still} className={styles.far} role="img" aria-label="The plan from far away" />
      {going && <canvas ref={above} className={styles.far} aria-hidden />}
    </>
  );
}

/** Draws a picture whenever it, the view or the theme is another one: once a frame at most. */
function useDrawing(canvas: RefObject<HTMLCanvasElement | null>, picture: Picture | undefined): void {
  const store = useStoreApi();
  const latest = useRef(picture);
  latest.current = picture;
  const ask = useRef(() => {});
  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      frame = 0;
      const element = canvas.current;
      const pen = element?.getContext('2d');
      if (!element || !pen || !latest.current) return;
      const { width, height, transform } = store.getState();
      const scale = window.devicePixelRatio || 1;
      const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
      if (element.width !== size.width || element.height !== size.height) Object.assign(element, size);
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      pen.clearRect(0, 0, width, height);
      const [x, y, zoom] = transform;
      drawPlan(pen, latest.current, { x, y, zoom }, { width, height }, coloursOn(element), true);
    };
    ask.current = () => {
      frame ||= requestAnimationFrame(draw);
    };
    ask.current();
    const stop = store.subscribe(({ transform, width, height }, before) => {
      if (transform !== before.transform || width !== before.width || height !== before.height) ask.current();
    });
    const stopColours = onColours(() => ask.current());
    return () => {
      cancelAnimationFrame(frame);
      stop();
      stopColours();
    };
  }, [store, canvas]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again when the picture is another one
  useEffect(() => ask.current(), [picture]);
}
