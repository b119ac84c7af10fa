import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { Hand, Maximize, Minus, MousePointer2, Plus, WandSparkles } from 'lucide-react';
import { useStore as useEditor } from 'zustand';
import { commandById, type Editor, run } from '#editor';
import styles from './Canvas.module.css';

/** What a drag on the empty canvas does: draw a frame, or move the view. */
export type Tool = 'select' | 'hand';

export function ZoomControls({
  editor,
  tool,
  onTool,
  onFit,
}: {
  editor: Editor;
  tool: Tool;
  onTool: (tool: Tool) => void;
  onFit: () => void;
}) {
  const flow = useReactFlow();
  const editable = useEditor(editor.store, (state) => state.readOnly === undefined);
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <Panel position="bottom-left" className={styles.zoom ?? ''}>
      <button
        type="button"
        aria-pressed={tool === 'select'}
        aria-label="Select tool"
        title="Drag to select (V)"
        onClick={() => onTool('select')}
      >
        <MousePointer2 size={15} aria-hidden />
      </button>
      <button
        type="button"
        className={styles.last}
        aria-pressed={tool === 'hand'}
        aria-label="Hand tool"
        title="Drag to move the view (H, or hold Space)"
        onClick={() => onTool('hand')}
      >
        <Hand size={15} aria-hidden />
      </button>
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
        onClick={() => onFit()}
      >
        <Maximize size={15} aria-hidden />
      </button>
      {editable && (
        <button
          type="button"
          aria-label="Tidy up"
          title="Tidy up what is selected, or everything (Shift+T)"
          onClick={() => run(editor, commandById('tidy').command)}
        >
          <WandSparkles size={15} aria-hidden />
        </button>
      )}
    </Panel>
  );
}
