import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { ChevronDown, Map as MapIcon } from 'lucide-react';
import { type PointerEvent, useEffect, useRef } from 'react';
import { type Box, union } from '#core/view';
import { coloursOn } from './colours.ts';
import { drawPlan, type Projection, type Scene } from './drawPlan.ts';
import styles from './Far.module.css';

const WIDTH = 184;
const HEIGHT = 112;
const MARGIN = 6;

/** The whole plan small, with a frame around what is in view; a click or drag looks there. Folds into a button. */
export function Minimap({ scene, shown, onTurn }: { scene: Scene; shown: boolean; onTurn: () => void }) {
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
      <Drawing scene={scene} />
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
}

function Drawing({ scene }: { scene: Scene }) {
  const flow = useReactFlow();
  const transform = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const canvas = useRef<HTMLCanvasElement>(null);
  const projection = useRef<Projection>({ x: 0, y: 0, zoom: 1 });
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    const [x, y, zoom] = transform;
    const view: Box = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    const all = union([...scene.boxes.values()]);
    if (!element || !pen || !all) return;
    const scale = window.devicePixelRatio || 1;
    element.width = WIDTH * scale;
    element.height = HEIGHT * scale;
    const fit = Math.min((WIDTH - 2 * MARGIN) / all.width, (HEIGHT - 2 * MARGIN) / all.height);
    const own = {
      zoom: fit,
      x: (WIDTH - all.width * fit) / 2 - all.x * fit,
      y: (HEIGHT - all.height * fit) / 2 - all.y * fit,
    };
    projection.current = own;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    const colours = coloursOn(element);
    drawPlan(pen, scene, own, colours, false);
    pen.strokeStyle = colours.selected;
    pen.lineWidth = 1.5;
    pen.strokeRect(view.x * fit + own.x, view.y * fit + own.y, view.width * fit, view.height * fit);
  }, [scene, transform, width, height]);

  const look = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const corner = event.currentTarget.getBoundingClientRect();
    const { x, y, zoom } = projection.current;
    void flow.setCenter((event.clientX - corner.left - x) / zoom, (event.clientY - corner.top - y) / zoom, {
      zoom: transform[2],
    });
  };
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label="Minimap of the plan"
      onPointerDown={look}
      onPointerMove={look}
    />
  );
}
