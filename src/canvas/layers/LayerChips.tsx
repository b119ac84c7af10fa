import { Panel } from '@xyflow/react';
import { Eye } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { type Layer, layerInfo } from '#core/view';
import { commandById, type Editor, run } from '#editor';
import { SeverityIcon } from '../Glyph.tsx';
import styles from './LayerChips.module.css';
import { findingsOn } from './pointed.ts';
import type { ShownLayers } from './useLayers.ts';

/** Turns layers of the picture on and off, and says with a sample what each of them looks like. */
export function LayerChips({ editor, layers }: { editor: Editor; layers: ShownLayers }) {
  const { present, wanted, pointed, drawn } = layers;
  const plan = useStore(editor.store, (s) => s.plan);
  const findings = useStore(editor.store, (s) => s.analysis.judgement?.findings);
  const troubled = useMemo(() => {
    const off = present.filter((layer) => !wanted.includes(layer));
    return findingsOn(plan, off, findings ?? []);
  }, [plan, present, wanted, findings]);
  if (present.length === 0) return null;
  return (
    <Panel position="top-left" className={styles.panel ?? ''}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this is a row of switches */}
      <div role="group" aria-label="Layers" className={styles.chips}>
        {present.map((layer) => {
          const { title, shows } = layerInfo[layer];
          const on = wanted.includes(layer);
          const shownNow = !on && drawn.has(layer);
          const severity = on ? undefined : troubled.get(layer);
          const trouble = severity ? `, with findings: ${severity}` : '';
          const state = on
            ? ''
            : shownNow
              ? ` Hidden, but shown now: ${pointed.get(layer)?.by ?? ''}.`
              : ` Hidden${trouble}.`;
          return (
            <button
              key={layer}
              type="button"
              className={styles.chip}
              aria-pressed={on}
              aria-label={`${title}: ${shows}.${state}`}
              title={`${title}: ${shows}.${state}`}
              onClick={() => run(editor, commandById(`layer-${layer}`).command)}
            >
              <Sample layer={layer} />
              {title}
              {shownNow && <Eye size={12} aria-hidden />}
              {!shownNow && severity && <SeverityIcon severity={severity} size={12} />}
            </button>
          );
        })}
      </div>
    </Panel>
  );
}

/** How a layer is drawn, in small. */
function Sample({ layer }: { layer: Layer }) {
  return (
    <svg className={styles.sample} width={16} height={10} viewBox="0 0 16 10" data-layer={layer} aria-hidden>
      {layer === 'vip' ? (
        <path d="M4 9 10 1M7 9 13 1M1 9 7 1" />
      ) : layer === 'ghost' ? (
        <rect x={1} y={1} width={14} height={8} rx={3} />
      ) : (
        <path d="M0 5H16" />
      )}
    </svg>
  );
}
