import { Panel, useReactFlow, useStoreApi } from '@xyflow/react';
import { ChevronDown, Map as MapIcon } from 'lucide-react';
import { memo, type PointerEvent, useEffect, useRef } from 'react';
import { union } from '#core/view';
import { coloursOn, onColours } from './colours.ts';
import { drawPlan, type Projection } from './drawPlan.ts';
import styles from './Far.module.css';
import type { Scene } from './nodeAt.ts';
import { pictureOf } from './picture.ts';

const WIDTH = 184;
const HEIGHT = 112;
const MARGIN = 6;

interface MinimapProps extends Scene {
  readonly shown: boolean;
  readonly onTurn: () => void;
}

/** The whole plan small, with a frame around what is in view; a click or drag looks there. Folds into a button. */
export const Minimap = memo(({ graph, boxes, shown, onTurn }: MinimapProps) => {
  if (!shown)
    return (
      <Panel position="bottom-right">
        <button
          type="button"
          className={styles.unfold}
          aria-label="Show the minimap"
          title="Show the minimap (M)"
          onClick={onTurn}
        >
          <MapIcon size={16} aria-hidden />
        </button>
      </Panel>
    );
  return (
    <Panel position="bottom-right" className={styles.minimap ?? ''}>
      <Drawing graph={graph} boxes={boxes} />
      <button
        type="button"
        className={styles.fold}
        aria-label="Hide the minimap"
        title="Hide the minimap (M)"
        onClick={onTurn}
      >
        <ChevronDown size={14} aria-hidden />
      </button>
    </Panel>
  );
});
Minimap.displayName = 'Minimap';

/** The plan is drawn when it changes; the frame around what is in view is an element, which moves without drawing anything. */
function Drawing({ graph, boxes }: Scene) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const projection = useRef<Projection>({ x: 0, y: 0, zoom: 1 });
  const latest = useRef<Scene>({ graph, boxes });
  latest.current = { graph, boxes };
  const ask = useRef(() => {});
  useEffect(() => {
    let frame = 0;
    const moveView = (): void => {
      const { transform, width, height } = store.getState();
      if (view.current)
        Object.assign(view.current.style, framing(projection.current, transform, width, height));
    };
    const draw = (): void => {
      frame = 0;
      const element = canvas.current;
      const pen = element?.getContext('2d');
      const all = union([...latest.current.boxes.values()]);
      if (!element || !pen || !all) return;
      const scale = window.devicePixelRatio || 1;
      element.width = WIDTH * scale;
      element.height = HEIGHT * scale;
      const fit = Math.min((WIDTH - 2 * MARGIN) / all.width, (HEIGHT - 2 * MARGIN) / all.height);
      projection.current = {
        zoom: fit,
        x: (WIDTH - all.width * fit) / 2 - all.x * fit,
        y: (HEIGHT - all.height * fit) / 2 - all.y * fit,
      };
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      const picture = pictureOf(latest.current.graph, latest.current.boxes);
      const size = { width: WIDTH, height: HEIGHT };
      drawPlan(pen, picture, projection.current, size, coloursOn(element), false);
      moveView();
    };
    ask.current = () => {
      frame ||= requestAnimationFrame(draw);
    };
    ask.current();
    const stop = store.subscribe(moveView);
    const stopColours = onColours(() => ask.current());
    return () => {
      cancelAnimationFrame(frame);
      stop();
      stopColours();
    };
  }, [store]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again when the plan is drawn elsewhere
  useEffect(() => ask.current(), [graph, boxes]);

  const look = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const corner = event.currentTarget.getBoundingClientRect();
    const { x, y, zoom } = projection.current;
    void flow.setCenter((event.clientX - corner.left - x) / zoom, (event.clientY - corner.top - y) / zoom, {
      zoom: flow.getZoom(),
    });
  };
  return (
    <div className={styles.small}>
      <canvas
        ref={canvas}
        role="img"
        aria-label="Minimap of the plan"
        onPointerDown={look}
        onPointerMove={look}
      />
      <div ref={view} className={styles.view} aria-hidden />
    </div>
  );
}

/** Where on the minimap what is in view is, as styles. */
function framing(
  { x, y, zoom: fit }: Projection,
  [left, top, zoom]: readonly [number, number, number],
  width: number,
  height: number,
) {
  const scale = fit / zoom;
  return {
    transform: `translate(${x - left * scale}px, ${y - top * scale}px)`,
    width: `${width * scale}px`,
    height: `${height * scale}px`,
  };
}
