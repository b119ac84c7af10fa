import { Tabs } from '@base-ui/react/tabs';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type CSSProperties, useEffect, useState } from 'react';
import type { Editor } from '#editor';
import { useRememberedSize } from '../remembered.ts';
import { IconButton } from '../ui/Button.tsx';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import { lazily, lazilyOpened } from '../ui/lazily.tsx';
import { ResizeEdge } from '../ui/ResizeEdge.tsx';
import { useEditor } from '../useEditor.ts';
import { useSurvey } from '../useSurvey.ts';
import styles from './Dock.module.css';
import { DOCK_HEIGHT } from './dockHeight.ts';
import type { OpenedRow } from './FindingRow.tsx';
import { FindingsPanel } from './FindingsPanel.tsx';
import { countBySeverity } from './groupFindings.ts';
import { type Sheet, SheetGrip } from './SheetGrip.tsx';
import { useDockTab } from './useDockTab.ts';
import { useExplained } from './useExplained.ts';

const PathsPanel = lazily(async () => (await import('./PathsPanel.tsx')).PathsPanel);
const RoutesPanel = lazily(async () => (await import('./RoutesPanel.tsx')).RoutesPanel);
const ReachPanel = lazily(async () => (await import('./reach/ReachPanel.tsx')).ReachPanel);
const AddressPlanPanel = lazily(
  async () => (await import('./addressPlan/AddressPlanPanel.tsx')).AddressPlanPanel,
);
const AssumptionsPanel = lazily(
  async () => (await import('./assumptions/AssumptionsPanel.tsx')).AssumptionsPanel,
);
const RuleDialog = lazilyOpened(
  async () => (await import('./RuleDialog.tsx')).RuleDialog,
  ({ about }) => about !== undefined,
);

/** With more devices nobody waits for a number in a tab: the survey is asked for when somebody looks at it. */
const MOST_DEVICES = 2000;

/** The results under the canvas: findings, paths, routes, who reaches whom, the address plan, and what the plan leaves to the rules. */
export function Dock({ editor }: { editor: Editor }) {
  const [tab, setTab] = useDockTab(editor);
  // Until somebody opens or closes them, results are shown as soon as there is anything to judge.
  const [wanted, setOpen] = useState<boolean>();
  const empty = useEditor(editor, ({ plan }) =>
    [plan.clusters, plan.routers, plan.hosts].every((list) => !list || list.length === 0),
  );
  const open = wanted ?? !empty;
  const [height, setHeight] = useRememberedSize('dockHeight', DOCK_HEIGHT);
  const [sheet, setSheet] = useState<Sheet>('half');
  const [row, setRow] = useState<OpenedRow>();
  const devices = useEditor(editor, (state) => state.analysis.judgement?.derived.devices.length ?? 0);
  const looksAtSurvey = open && (tab === 'assumptions' || tab === 'address-plan');
  const survey = useSurvey(editor, looksAtSurvey || devices <= MOST_DEVICES);
  const [explained, setExplained] = useExplained(editor, tab);
  // The finding that is asked for may be selected already: then nothing but this tells that somebody wants to read it.
  useEffect(
    () =>
      editor.surface.on('show-findings', () => {
        setTab('findings');
        setOpen(true);
      }),
    [editor, setTab],
  );
  useEffect(
    () =>
      editor.surface.on('accept', () => {
        const { finding } = editor.store.getState();
        if (finding === undefined) return;
        setTab('findings');
        setOpen(true);
        setRow({ id: finding, panel: 'accept' });
      }),
    [editor, setTab],
  );
  return (
    <Tabs.Root
      className={styles.dock}
      style={{ '--dock-height': `${height}px` } as CSSProperties}
      data-closed={!open || undefined}
      data-sheet={sheet}
      value={tab}
      onValueChange={(next) => {
        setTab(next);
        setOpen(true);
      }}
    >
      {open && (
        <ResizeEdge
          label="Height of the results"
          className={styles.edge}
          side="top"
          size={height}
          range={DOCK_HEIGHT}
          onSize={setHeight}
        />
      )}
      {open && <SheetGrip sheet={sheet} onSheet={setSheet} />}
      <div className={styles.bar}>
        <TabNames editor={editor} assumptions={survey?.assumptions.length} />
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
            <FindingsPanel
              editor={editor}
              opened={row}
              onOpen={setRow}
              onExplain={(finding) => setExplained({ kind: 'finding', finding })}
            />
          </Tabs.Panel>
          <Tabs.Panel className={styles.panel} value="paths">
            <PathsPanel editor={editor} />
          </Tabs.Panel>
          <Tabs.Panel className={styles.panel} value="routes">
            <RoutesPanel editor={editor} />
          </Tabs.Panel>
          <Tabs.Panel className={styles.panel} value="reach">
            <ReachPanel editor={editor} />
          </Tabs.Panel>
          <Tabs.Panel className={styles.panel} value="address-plan">
            <AddressPlanPanel editor={editor} survey={survey} />
          </Tabs.Panel>
          <Tabs.Panel className={styles.panel} value="assumptions">
            <AssumptionsPanel editor={editor} survey={survey} />
          </Tabs.Panel>
        </>
      )}
      <RuleDialog about={explained} onClose={() => setExplained(undefined)} />
    </Tabs.Root>
  );
}

/** The tabs with their counts. */
function TabNames({ editor, assumptions }: { editor: Editor; assumptions: number | undefined }) {
  const findings = useEditor(editor, (state) => state.analysis.judgement?.findings);
  const flows = useEditor(editor, (state) => state.plan.flows?.length ?? 0);
  const unsettled = findings?.filter((finding) => finding.accepted === undefined) ?? [];
  const worst = (['error', 'warning', 'info'] as const).find((severity) =>
    unsettled.some((finding) => finding.severity === severity),
  );
  return (
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
      <Tabs.Tab className={styles.tab} value="reach">
        Reach
      </Tabs.Tab>
      <Tabs.Tab className={styles.tab} value="address-plan">
        Address plan
      </Tabs.Tab>
      <Tabs.Tab className={styles.tab} value="assumptions">
        Assumptions {assumptions !== undefined && <span className={styles.count}>{assumptions}</span>}
      </Tabs.Tab>
    </Tabs.List>
  );
}
