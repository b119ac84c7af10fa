import { type Finding, SEVERITIES } from '#core';
import type { Editor } from '#editor';
import { countBySeverity } from '../dock/groupFindings.ts';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import { useEditor } from '../useEditor.ts';
import styles from './Sharing.module.css';

const NONE: readonly Finding[] = [];

/** How much was found, in a few words: where there is no room for the findings themselves. */
export function FindingCounts({ editor }: { editor: Editor }) {
  const all = useEditor(editor, ({ analysis }) => analysis.judgement?.findings ?? NONE);
  const ready = useEditor(editor, ({ analysis }) => analysis.status === 'ready');
  if (!ready) return null;
  const findings = all.filter(({ accepted }) => accepted === undefined);
  const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
  return (
    <span className={styles.counts}>
      {worst && <SeverityGlyph severity={worst} size={14} />}
      {countBySeverity(findings)}
    </span>
  );
}
