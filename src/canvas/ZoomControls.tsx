import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import styles from './Canvas.module.css';
import { wholePlan } from './wholePlan.ts';

export function ZoomControls() {
  const flow = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <Panel position="bottom-left" className={styles.zoom ?? ''}>
      <button
        type="button"
        aria-label="Zoom out"
        title="Zoom out (Ctrl+−)"
        onClick={() => void flow.zoomOut()}
      >
        <Minus size={16} aria-hidden />
      </button>
      <button
        type="button"
        className={styles.percent}
        aria-label={`Zoom ${percent} percent: show at full size`}
        title="Full size (Ctrl+0)"
        onClick={() => void flow.zoomTo(1)}
      >
        {percent}%
      </button>
      <button type="button" aria-label="Zoom in" title="Zoom in (Ctrl+=)" onClick={() => void flow.zoomIn()}>
        <Plus size={16} aria-hidden />
      </button>
      <button
        type="button"
        aria-label="Fit the plan in view"
        title="Fit the plan in view (Shift+1)"
        onClick={() => void flow.fitView(wholePlan())}
      >
        <Maximize size={15} aria-hidden />
      </button>
    </Panel>
  );
}
