import { BookOpen, Crosshair, Link2, Play, ShieldCheck, Undo2, Wrench } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import {
  describeFinding,
  type Finding,
  findingInfo,
  formatPrefix,
  type Plan,
  type PlanEdit,
  type Prefix,
  prefixSize,
} from '#core';
import { commandById, type Editor, mend, nameOfId, playWalk, run } from '#editor';
import { Button, IconButton } from '../ui/Button.tsx';
import { ChangePreview } from '../ui/ChangePreview.tsx';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import { scrollIntoList } from '../ui/scrollIntoList.ts';
import { useEditor, useReadOnly } from '../useEditor.ts';
import { acceptEdit, withdrawEdit } from './acceptance.ts';
import styles from './Findings.module.css';

/** What is opened under a finding; under one at a time. */
export interface OpenedRow {
  readonly id: string;
  readonly panel: 'accept' | 'fix';
}

/** One finding: what, where and why in a sentence, its ranges, and what can be done about it. */
export function FindingRow({
  finding,
  selected,
  withRule,
  panel,
  onPanel,
  onExplain,
  editor,
}: {
  finding: Finding;
  selected: boolean;
  /** Its rule is named, where no heading does. */
  withRule: boolean;
  panel: OpenedRow['panel'] | undefined;
  onPanel: (panel: OpenedRow['panel'] | undefined) => void;
  onExplain: () => void;
  editor: Editor;
}) {
  const plan = useEditor(editor, (state) => state.plan);
  const readOnly = useReadOnly(editor);
  const title = findingInfo[finding.rule].title;
  const row = useRef<HTMLLIElement>(null);
  // It may have been selected on the canvas or in the inspector.
  useEffect(() => {
    if (selected) scrollIntoList(row.current);
  }, [selected]);
  const show = () => {
    editor.selectFinding(finding.id);
    editor.select(finding.entities);
  };
  const play = () => {
    if (!finding.witness) return;
    editor.selectFinding(finding.id);
    playWalk(editor, finding.witness.flow);
  };
  const fix = () => {
    if (!finding.repair) return;
    onPanel(undefined);
    run(editor, mend(finding.repair));
  };
  const change = (label: string, edit: PlanEdit, done: string) => {
    editor.change(label, [edit]);
    editor.announce(`${done}: ${title}.`);
    onPanel(undefined);
  };
  const toggle = (which: OpenedRow['panel']) => onPanel(panel === which ? undefined : which);
  return (
    <li
      ref={row}
      className={classNames(styles.row, selected && styles.selected)}
      data-menu-finding={finding.id}
      aria-current={selected || undefined}
    >
      <span className={styles.glyph}>
        <SeverityGlyph severity={finding.severity} />
      </span>
      <div className={styles.body}>
        <p className={styles.sentence}>
          {withRule && <span className={styles.rule}>{finding.rule}</span>} {describeFinding(finding, plan)}
        </p>
        <Ranges finding={finding} plan={plan} />
        {finding.accepted !== undefined && <p className={styles.reason}>Accepted: {finding.accepted}</p>}
        {panel === 'fix' && finding.repair && (
          <ChangePreview
            title={`${finding.repair.title}?`}
            plan={plan}
            edits={finding.repair.edits}
            apply="Apply the fix"
            onApply={fix}
            onCancel={() => onPanel(undefined)}
          />
        )}
        {panel === 'accept' && (
          <AcceptForm
            title={title}
            onAccept={(reason) => change(`Accept “${title}”`, acceptEdit(plan, finding, reason), 'Accepted')}
            onCancel={() => onPanel(undefined)}
          />
        )}
      </div>
      <div className={styles.actions}>
        <Button look="quiet" onClick={show} title="Select what it is about">
          <Crosshair size={14} aria-hidden /> Show
        </Button>
        {finding.witness && (
          <Button
            look="quiet"
            onClick={play}
            title={`${finding.witness.flow.from} → ${finding.witness.flow.to}: ${finding.witness.verdict === 'delivered' ? 'delivered' : 'not delivered'}`}
          >
            <Play size={14} aria-hidden /> Play witness
          </Button>
        )}
        {finding.repair && finding.accepted === undefined && !readOnly && (
          <Button
            look="quiet"
            aria-expanded={panel === 'fix'}
            onClick={() => toggle('fix')}
            title={`${finding.repair.title}: shows what changes first`}
          >
            <Wrench size={14} aria-hidden /> Fix
          </Button>
        )}
        <Button look="quiet" onClick={onExplain} title="What the rule says, and why (Ctrl+I)">
          <BookOpen size={14} aria-hidden /> Explain
        </Button>
        {readOnly ? null : finding.accepted === undefined ? (
          <Button look="quiet" aria-expanded={panel === 'accept'} onClick={() => toggle('accept')}>
            <ShieldCheck size={14} aria-hidden /> Accept
          </Button>
        ) : (
          <Button
            look="quiet"
            onClick={() =>
              change(
                `Withdraw the acceptance of “${title}”`,
                withdrawEdit(plan, finding),
                'Not accepted any more',
              )
            }
          >
            <Undo2 size={14} aria-hidden /> Withdraw
          </Button>
        )}
        <IconButton
          label="Copy a link to this finding"
          onClick={() => {
            editor.selectFinding(finding.id);
            run(editor, commandById('copy-finding-link').command);
          }}
        >
          <Link2 size={14} aria-hidden />
        </IconButton>
      </div>
    </li>
  );
}

function Ranges({ finding, plan }: { finding: Finding; plan: Plan }) {
  if (finding.ranges.length === 0) return null;
  return (
    <ul className={styles.ranges} aria-label="Ranges">
      {finding.ranges.map((range) => (
        <li key={`${range.owner} ${range.what} ${formatPrefix(range.prefix)}`}>
          <span className={styles.owner}>{nameOfId(plan, range.owner)}</span> {range.what}{' '}
          <code className={classNames(finding.overlap && controls[`marked-${finding.severity}`])}>
            {formatPrefix(range.prefix)}
          </code>
        </li>
      ))}
      {finding.overlap && (
        <li className={styles.common}>
          common: <code>{formatPrefix(finding.overlap)}</code> ({addressCount(finding.overlap)})
        </li>
      )}
    </ul>
  );
}

function addressCount(prefix: Prefix): string {
  const size = prefixSize(prefix);
  if (size > 1_000_000_000n) return `2^${(prefix.family === 4 ? 32 : 128) - prefix.length} addresses`;
  return size === 1n ? '1 address' : `${Number(size).toLocaleString('en')} addresses`;
}

function AcceptForm({
  title,
  onAccept,
  onCancel,
}: {
  title: string;
  onAccept: (reason: string) => void;
  onCancel: () => void;
}) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') setMissing(true);
    else onAccept(reason.trim());
  };
  return (
    <form className={styles.accept} aria-label={`Accept ${title}`} onSubmit={submit}>
      <label className={controls.field}>
        <span className={controls.label}>Why this is accepted (kept in the plan, seen by everyone)</span>
        <input
          className={classNames(controls.input, missing && controls.invalid)}
          value={reason}
          aria-invalid={missing || undefined}
          aria-describedby={missing ? id : undefined}
          // The button that opened the form asked for exactly this field.
          ref={(element) => element?.focus()}
          onChange={(event) => {
            setReason(event.target.value);
            setMissing(false);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onCancel();
          }}
        />
      </label>
      <Button type="submit" look="primary">
        Accept
      </Button>
      <Button onClick={onCancel}>Cancel</Button>
      {missing && (
        <p id={id} role="alert" className={controls.problem}>
          An exception needs its reason.
        </p>
      )}
    </form>
  );
}
