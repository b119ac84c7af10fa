import { type ReactNode, useState } from 'react';
import type { Finding } from '#core';
import { findingInfo } from '#core';
import type { Editor } from '#editor';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import { ShowMore, useShown } from '../ui/ShowMore.tsx';
import { useEditor } from '../useEditor.ts';
import { FindingRow } from './FindingRow.tsx';
import styles from './Findings.module.css';
import { byRule, bySeverity } from './groupFindings.ts';

const GROUP_FROM = 20;
const NONE: readonly Finding[] = [];

/** What the core finds wrong or worth knowing, worst first; by rule when there are many. */
export function FindingsPanel({ editor }: { editor: Editor }) {
  const findings = useEditor(editor, (state) => state.analysis.judgement?.findings) ?? NONE;
  const status = useEditor(editor, (state) => state.analysis.status);
  const selected = useEditor(editor, (state) => state.finding);
  const open = findings.filter((finding) => finding.accepted === undefined);
  const accepted = findings.filter((finding) => finding.accepted !== undefined);
  const rows = (list: readonly Finding[], name: string) => (
    <Rows list={list} name={name} selected={selected} editor={editor} />
  );
  return (
    <div className={styles.findings}>
      {open.length === 0 && (
        <p className={styles.empty}>
          {status === 'ready'
            ? 'No findings: no range collides, and every flow does what the plan expects.'
            : 'Judging the plan…'}
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
            {() => rows(group, findingInfo[rule].title)}
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
    </div>
  );
}

function Rows({
  list,
  name,
  selected,
  editor,
}: {
  list: readonly Finding[];
  name: string;
  selected: string | undefined;
  editor: Editor;
}) {
  const { shown, more, left } = useShown(list);
  return (
    <>
      <ul className={styles.list} aria-label={name}>
        {shown.map((finding) => (
          <FindingRow key={finding.id} finding={finding} selected={finding.id === selected} editor={editor} />
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
