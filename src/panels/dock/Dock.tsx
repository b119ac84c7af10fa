import { Tabs } from '@base-ui/react/tabs';
import type { Editor } from '#editor';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import { useEditor } from '../useEditor.ts';
import styles from './Dock.module.css';
import { FindingsPanel } from './FindingsPanel.tsx';
import { countBySeverity } from './groupFindings.ts';
import { PathsPanel } from './PathsPanel.tsx';
import { RoutesPanel } from './RoutesPanel.tsx';
import { useDockTab } from './useDockTab.ts';

/** The results under the canvas: findings, paths, routes. */
export function Dock({ editor }: { editor: Editor }) {
  const [tab, setTab] = useDockTab(editor);
  const findings = useEditor(editor, (state) => state.analysis.judgement?.findings);
  const flows = useEditor(editor, (state) => state.plan.flows?.length ?? 0);
  const open = findings?.filter((finding) => finding.accepted === undefined) ?? [];
  const worst = (['error', 'warning', 'info'] as const).find((severity) =>
    open.some((finding) => finding.severity === severity),
  );
  return (
    <Tabs.Root className={styles.dock} value={tab} onValueChange={setTab}>
      <Tabs.List className={styles.tabs} aria-label="Results">
        <Tabs.Tab className={styles.tab} value="findings" title={countBySeverity(open)}>
          Findings <span className={styles.count}>{open.length}</span>
          {worst && <SeverityGlyph severity={worst} size={14} />}
        </Tabs.Tab>
        <Tabs.Tab className={styles.tab} value="paths">
          Paths <span className={styles.count}>{flows}</span>
        </Tabs.Tab>
        <Tabs.Tab className={styles.tab} value="routes">
          Routes
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel className={styles.panel} value="findings">
        <FindingsPanel editor={editor} />
      </Tabs.Panel>
      <Tabs.Panel className={styles.panel} value="paths">
        <PathsPanel editor={editor} />
      </Tabs.Panel>
      <Tabs.Panel className={styles.panel} value="routes">
        <RoutesPanel editor={editor} />
      </Tabs.Panel>
    </Tabs.Root>
  );
}
