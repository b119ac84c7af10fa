import { Tabs } from '@base-ui/react/tabs';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import type { Editor } from '#editor';
import { IconButton } from '../ui/Button.tsx';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import { lazily } from '../ui/lazily.tsx';
import { useEditor } from '../useEditor.ts';
import styles from './Dock.module.css';
import { DOCK_HEIGHT, DockEdge } from './DockEdge.tsx';
import { FindingsPanel } from './FindingsPanel.tsx';
import { countBySeverity } from './groupFindings.ts';
import { useDockTab } from './useDockTab.ts';

const PathsPanel = lazily(async () => (await import('./PathsPanel.tsx')).PathsPanel);
const RoutesPanel = lazily(async () => (await import('./RoutesPanel.tsx')).RoutesPanel);

/** The results under the canvas: findings, paths, routes. */
export function Dock({ editor }: { editor: Editor }) {
  const [tab, setTab] = useDockTab(editor);
  const findings = useEditor(editor, (state) => state.analysis.judgement?.findings);
  const flows = useEditor(editor, (state) => state.plan.flows?.length ?? 0);
  // Until somebody opens or closes them, results are shown as soon as there is anything to judge.
  const [wanted, setOpen] = useState<boolean>();
  const empty = useEditor(editor, ({ plan }) =>
    [plan.clusters, plan.routers, plan.hosts].every((list) => !list || list.length === 0),
  );
  const open = wanted ?? !empty;
  const [height, setHeight] = useState<number>(DOCK_HEIGHT.usual);
  const unsettled = findings?.filter((finding) => finding.accepted === undefined) ?? [];
  const worst = (['error', 'warning', 'info'] as const).find((severity) =>
    unsettled.some((finding) => finding.severity === severity),
  );
  return (
    <Tabs.Root
      className={styles.dock}
      style={{ height: open ? height : undefined }}
      data-closed={!open || undefined}
      value={tab}
      onValueChange={(next) => {
        setTab(next);
        setOpen(true);
      }}
    >
      {open && <DockEdge height={height} onHeight={setHeight} />}
      <div className={styles.bar}>
        <Tabs.List className={styles.tabs} aria-label="Results">
          <Tabs.Tab className={styles.tab} value="findings" title={countBySeverity(unsettled)}>
            Findings <span className={styles.count}>{unsettled.length}</span>
            {worst && <SeverityGlyph severity={worst} size={14} />}
          </Tabs.Tab>
          <Tabs.Tab className={styles.tab} value="paths">
            Paths <span className={styles.count}>{flows}</span>
          </Tabs.Tab>
          <Tabs.Tab className={styles.tab} value="routes">
            Routes
          </Tabs.Tab>
        </Tabs.List>
        <IconButton
          className={styles.fold}
          label={open ? 'Close the results' : 'Open the results'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDown size={16} aria-hidden /> : <ChevronUp size={16} aria-hidden />}
        </IconButton>
      </div>
      {open && (
        <>
          <Tabs.Panel className={styles.panel} value="findings">
            <FindingsPanel editor={editor} />
          </Tabs.Panel>
          <Tabs.Panel className={styles.panel} value="paths">
            <PathsPanel editor={editor} />
          </Tabs.Panel>
          <Tabs.Panel className={styles.panel} value="routes">
            <RoutesPanel editor={editor} />
          </Tabs.Panel>
        </>
      )}
    </Tabs.Root>
  );
}
