import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { coloursOn } from './colours.ts';
import { drawPlan, type Scene } from './drawPlan.ts';
import styles from './Far.module.css';

/**
 * The plan from far away, drawn on one canvas: thousands of cards, each an element of its own, would hold the page for
 * seconds and be too small to read. The outline has all of it for keyboards and screen readers.
 */
export function FarView({ scene }: { scene: Scene }) {
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(scene);
  latest.current = scene;
  const ask = useRef(() => {});
  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      frame = 0;
      const element = canvas.current;
      const pen = element?.getContext('2d');
      if (!element || !pen) return;
      const { width, height, transform } = store.getState();
      const scale = window.devicePixelRatio || 1;
      if (element.width !== width * scale || element.height !== height * scale) {
        element.width = width * scale;
        element.height = height * scale;
      }
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      pen.clearRect(0, 0, width, height);
      const [x, y, zoom] = transform;
      drawPlan(pen, latest.current, { x, y, zoom }, coloursOn(element), true);
    };
    ask.current = () => {
      frame ||= requestAnimationFrame(draw);
    };
    ask.current();
    const stop = store.subscribe(() => ask.current());
    const themes = new MutationObserver(() => ask.current());
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const onScheme = (): void => ask.current();
    scheme.addEventListener('change', onScheme);
    return () => {
      cancelAnimationFrame(frame);
      stop();
      themes.disconnect();
      scheme.removeEventListener('change', onScheme);
    };
  }, [store]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again when the scene is another one
  useEffect(() => ask.current(), [scene]);
  return <canvas ref={canvas} className={styles.far} role="img" aria-label="The plan from far away" />;
}
