import { CircleAlert, Wrench } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { describeFinding, type Finding } from '#core';
import { type Editor, mend, run } from '#editor';
import { Button } from '../ui/Button.tsx';
import { ChangePreview } from '../ui/ChangePreview.tsx';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import { ShowMore, useShown } from '../ui/ShowMore.tsx';
import { useEditor, useReadOnly } from '../useEditor.ts';
import styles from './Inspector.module.css';
import { worst } from './marks.ts';

/** Class names of a control by its state: invalid text, or a finding's wavy underline. */
export function controlClass(problem: string | undefined, marks: readonly Finding[], mono: boolean): string {
  const severity = worst(marks);
  return classNames(
    controls.input,
    mono && controls.mono,
    problem !== undefined && controls.invalid,
    severity && controls[`marked-${severity}`],
  );
}

/** A range that collides with hundreds has as many findings, and the next field must not be a mile away. */
const FIRST_MARKS = 3;

/** What stands under a control: the reason its text is not applied, findings that touch it, and facts about it. */
export function FieldNotes({
  id,
  problem,
  fix,
  marks = [],
  facts,
  editor,
}: {
  id: string;
  problem?: string | undefined;
  /** A remedy that can be taken with one press. */
  fix?: ReactNode;
  marks?: readonly Finding[];
  facts?: ReactNode;
  editor: Editor;
}) {
  const { shown, more, left } = useShown(marks, FIRST_MARKS);
  return (
    <div id={id} className={styles.notes}>
      {problem !== undefined && <Reason text={problem} />}
      {fix}
      {facts && <div className={controls.hint}>{facts}</div>}
      {shown.map((finding) => (
        <Mark key={finding.id} finding={finding} editor={editor} />
      ))}
      <ShowMore more={more} left={left} />
    </div>
  );
}

/** Why a text is not applied: brought to where it is seen, which a field at the lower edge has not below it. */
function Reason({ text }: { text: string }) {
  const line = useRef<HTMLParagraphElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another reason may take more lines
  useEffect(() => {
    // Not answered: newer browsers give a promise, which would be taken for what ends the effect.
    void line.current?.scrollIntoView({ block: 'nearest' });
  }, [text]);
  return (
    <p ref={line} role="alert" className={controls.problem}>
      <CircleAlert size={13} aria-hidden /> <span>{text}</span>
    </p>
  );
}

function Mark({ finding, editor }: { finding: Finding; editor: Editor }) {
  const [asked, setAsked] = useState(false);
  const plan = useEditor(editor, (state) => state.plan);
  const readOnly = useReadOnly(editor);
  const { repair } = finding;
  return (
    <>
      <button
        type="button"
        className={styles.mark}
        title="Show this finding"
        onClick={() => {
          // The finding is shown with the results; what is being edited stays in the inspector.
          const { selection } = editor.store.getState();
          editor.selectFinding(finding.id);
          editor.surface.run('show-findings');
          editor.select(selection);
        }}
      >
        <SeverityGlyph severity={finding.severity} size={13} />
        <span>{describeFinding(finding, plan)}</span>
      </button>
      {repair && !readOnly && !asked && (
        <Button
          look="quiet"
          className={styles.fix}
          onClick={() => setAsked(true)}
          title="Shows what changes first"
        >
          <Wrench size={13} aria-hidden /> {repair.title}
        </Button>
      )}
      {repair && asked && (
        <ChangePreview
          title={`${repair.title}?`}
          plan={plan}
          edits={repair.edits}
          apply="Apply the fix"
          onApply={() => {
            setAsked(false);
            run(editor, mend(repair));
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </>
  );
}
