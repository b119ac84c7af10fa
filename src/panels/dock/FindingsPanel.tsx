import type { Finding } from '#core';
import { findingInfo } from '#core';
import type { Editor } from '#editor';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
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
    <ul className={styles.list} aria-label={name}>
      {list.map((finding) => (
        <FindingRow key={finding.id} finding={finding} selected={finding.id === selected} editor={editor} />
      ))}
    </ul>
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
          <details key={rule} className={styles.group} open={group[0]?.severity === 'error'}>
            <summary>
              {group[0] && <SeverityGlyph severity={group[0].severity} />} {findingInfo[rule].title}{' '}
              <span className={styles.rule}>{rule}</span> <span className={styles.count}>{group.length}</span>
            </summary>
            {rows(group, findingInfo[rule].title)}
          </details>
        ))}
      {accepted.length > 0 && (
        <details className={styles.group}>
          <summary>
            Accepted <span className={styles.count}>{accepted.length}</span>
          </summary>
          {rows(bySeverity(accepted), 'Accepted findings')}
        </details>
      )}
    </div>
  );
}
