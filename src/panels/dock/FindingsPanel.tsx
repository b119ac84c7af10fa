import { type ReactNode, useDeferredValue, useState } from 'react';
import type { Finding } from '#core';
import { findingInfo } from '#core';
import type { Editor } from '#editor';
import { Button } from '../ui/Button.tsx';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import { ShowMore, useShown } from '../ui/ShowMore.tsx';
import { useEditor } from '../useEditor.ts';
import { FindingFilterBar } from './FindingFilterBar.tsx';
import { FindingRow, type OpenedRow } from './FindingRow.tsx';
import styles from './Findings.module.css';
import { filterFindings, NO_FILTER } from './filterFindings.ts';
import { byRule, bySeverity } from './groupFindings.ts';

const GROUP_FROM = 20;
/** Fewer findings are seen at a glance. */
const FILTER_FROM = 4;
const NONE: readonly Finding[] = [];

interface RowProps {
  readonly editor: Editor;
  readonly opened: OpenedRow | undefined;
  readonly onOpen: (opened: OpenedRow | undefined) => void;
  readonly onExplain: (finding: Finding) => void;
}

/** What the core finds wrong or worth knowing, worst first; by rule when there are many. */
export function FindingsPanel(props: RowProps) {
  const { editor } = props;
  const all = useEditor(editor, (state) => state.analysis.judgement?.findings) ?? NONE;
  const status = useEditor(editor, (state) => state.analysis.status);
  const selected = useEditor(editor, (state) => state.finding);
  const plan = useEditor(editor, (state) => state.plan);
  const [filter, setFilter] = useState(NO_FILTER);
  const narrowing = useDeferredValue(filter);
  const findings = filterFindings(all, narrowing, plan);
  const open = findings.filter((finding) => finding.accepted === undefined);
  const accepted = findings.filter((finding) => finding.accepted !== undefined);
  const rows = (list: readonly Finding[], name: string, ofOneRule = false) => (
    <Rows {...props} list={list} name={name} selected={selected} ofOneRule={ofOneRule} />
  );
  return (
    <div className={styles.findings}>
      {all.length >= FILTER_FROM && (
        <FindingFilterBar findings={all} filter={filter} shown={findings.length} onFilter={setFilter} />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="List of findings" tabIndex={0}>
        {open.length === 0 && (
          <p className={styles.empty}>
            {status !== 'ready'
              ? 'Judging the plan…'
              : all.length === findings.length
                ? 'No findings: no range collides, and every flow does what the plan expects.'
                : 'No finding is like that.'}{' '}
            {all.length !== findings.length && (
              <Button look="quiet" onClick={() => setFilter(NO_FILTER)}>
                Show all {all.length}
              </Button>
            )}
          </p>
        )}
        {open.length > 0 && open.length <= GROUP_FROM && rows(bySeverity(open), 'Findings')}
        {open.length > GROUP_FROM &&
          byRule(open).map(([rule, group]) => (
            <Group
              key={rule}
              open={group[0]?.severity === 'error'}
              holdsSelected={group.some((finding) => finding.id === selected)}
              title={
                <>
                  {group[0] && <SeverityGlyph severity={group[0].severity} />} {findingInfo[rule].title}{' '}
                  <span className={styles.rule}>{rule}</span>{' '}
                  <span className={styles.count}>{group.length}</span>
                </>
              }
            >
              {() => rows(group, findingInfo[rule].title, true)}
            </Group>
          ))}
        {accepted.length > 0 && (
          <Group
            open={false}
            holdsSelected={accepted.some((finding) => finding.id === selected)}
            title={
              <>
                Accepted <span className={styles.count}>{accepted.length}</span>
              </>
            }
          >
            {() => rows(bySeverity(accepted), 'Accepted findings')}
          </Group>
        )}
      </section>
    </div>
  );
}

function Rows({
  list,
  name,
  selected,
  editor,
  opened,
  onOpen,
  onExplain,
  ofOneRule,
}: RowProps & {
  readonly list: readonly Finding[];
  readonly name: string;
  readonly selected: string | undefined;
  /** The heading says the rule. */
  readonly ofOneRule: boolean;
}) {
  const { shown, more, left } = useShown(list);
  return (
    <>
      <ul className={styles.list} aria-label={name}>
        {shown.map((finding) => (
          <FindingRow
            key={finding.id}
            finding={finding}
            selected={finding.id === selected}
            withRule={!ofOneRule}
            panel={opened?.id === finding.id ? opened.panel : undefined}
            onPanel={(panel) => onOpen(panel && { id: finding.id, panel })}
            onExplain={() => onExplain(finding)}
            editor={editor}
          />
        ))}
      </ul>
      <ShowMore more={more} left={left} />
    </>
  );
}

/** A group that folds; what is folded is not drawn. */
function Group({
  title,
  open,
  holdsSelected,
  children,
}: {
  title: ReactNode;
  open: boolean;
  /** What is selected is shown, however the group was folded. */
  holdsSelected: boolean;
  children: () => ReactNode;
}) {
  const [unfolded, setOpen] = useState(open);
  const isOpen = unfolded || holdsSelected;
  return (
    <details className={styles.group} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children()}
    </details>
  );
}
