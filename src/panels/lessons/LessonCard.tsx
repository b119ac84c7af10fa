import { ChevronDown, ChevronUp, GraduationCap } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { type Editor, whyReadOnly } from '#editor';
import { type Lesson, lessons } from '#presets/lessons';
import { Button, IconButton } from '../ui/Button.tsx';
import { useEditor } from '../useEditor.ts';
import styles from './Lesson.module.css';
import { LessonSteps } from './LessonSteps.tsx';
import { type LessonRecord, leaveLesson, lessonStore } from './lessonStore.ts';
import { LESSON_TITLE, restartLesson, startLesson } from './startLesson.ts';
import { followLesson } from './tutor.ts';

/** Where the page has no room for a column beside the canvas, the card begins with its current step alone. */
const NARROW = '(max-width: 899px)';

/** The lesson that the document is of; nothing where this version knows no such lesson. */
export function LessonCard({ editor, document }: { editor: Editor; document: string }) {
  const record = useStore(lessonStore(), ({ byDocument }) => byDocument[document]);
  const lesson = lessons.find(({ id }) => id === record?.lesson);
  return record && lesson ? (
    <Card
      key={`${document} ${lesson.id}`}
      editor={editor}
      document={document}
      lesson={lesson}
      record={record}
    />
  ) : null;
}

function Card({
  editor,
  document,
  lesson,
  record,
}: {
  editor: Editor;
  document: string;
  lesson: Lesson;
  record: LessonRecord;
}) {
  const [missing, setMissing] = useState<string>();
  useEffect(() => followLesson(editor, lesson, document, setMissing), [editor, lesson, document]);
  const readOnly = useEditor(editor, (state) => state.readOnly);
  const [open, setOpen] = useState(() => !matchMedia(NARROW).matches);
  useRoomOnTheCanvas(editor, open);
  const id = useId();
  const { steps } = lesson;
  const done = steps.filter((_, i) => record.done[i]).length;
  const current = steps.findIndex((_, i) => !record.done[i]);
  const finished = current < 0;
  const next = lessons[lessons.indexOf(lesson) + 1];
  return (
    <section className={styles.card} aria-labelledby={id} data-landmark data-collapsed={!open || undefined}>
      <header className={styles.head}>
        <p className={styles.progress}>
          <GraduationCap size={16} aria-hidden className={styles.sign} />
          Lesson · {finished ? 'all steps done' : `${done} of ${steps.length} steps done`}
        </p>
        <IconButton
          label={open ? 'Show only the current step' : 'Show the whole lesson'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronUp size={16} aria-hidden /> : <ChevronDown size={16} aria-hidden />}
        </IconButton>
      </header>
      <h2 id={id} className={styles.title} tabIndex={-1} {...{ [LESSON_TITLE]: true }}>
        {lesson.title}
      </h2>
      {open && <Meter done={done} of={steps.length} />}
      <div className={styles.body}>
        {open && !finished && done === 0 && <p className={styles.about}>{lesson.about}</p>}
        <LessonSteps
          steps={steps}
          done={record.done}
          current={finished ? undefined : current}
          missing={missing}
          all={open}
        />
        {readOnly && !finished && <p className={styles.readOnly}>{whyReadOnly(readOnly)}.</p>}
        {finished && (
          <div className={styles.moral}>
            <p>{lesson.moral}</p>
            <p className={styles.actions}>
              {next && (
                <Button look="primary" onClick={() => startLesson(editor, next)}>
                  Next: {next.title}
                </Button>
              )}
              <Button onClick={() => editor.surface.run('lessons')}>All lessons…</Button>
            </p>
          </div>
        )}
      </div>
      {(open || finished) && (
        <footer className={styles.foot}>
          <Button
            look="quiet"
            disabled={readOnly !== undefined}
            onClick={() => restartLesson(editor, lesson)}
          >
            Start again
          </Button>
          <Button
            look="quiet"
            title="The design stays as it is"
            onClick={() => {
              leaveLesson(document);
              editor.announce('The lesson is left; the design stays.');
              focusWork();
            }}
          >
            Leave the lesson
          </Button>
        </footer>
      )}
    </section>
  );
}

/** The card is gone with what had the focus: it goes on where the work does. */
function focusWork(): void {
  const places = ['[data-keys="outline"] [tabindex="0"]', '[data-keys="canvas"] [tabindex="0"]', 'h1 button'];
  const shown = places
    .map((place) => window.document.querySelector<HTMLElement>(place))
    .find((element) => element?.checkVisibility());
  shown?.focus();
}

/** Where the card takes its room from the canvas, the plan is shown whole in what is left. */
function useRoomOnTheCanvas(editor: Editor, open: boolean): void {
  useEffect(() => {
    // Whichever way it was moved to: its height is another.
    void open;
    if (!matchMedia(NARROW).matches) return undefined;
    // Once the card stands and the canvas has noticed.
    const timer = setTimeout(() => editor.surface.run('fit-all'), 150);
    return () => clearTimeout(timer);
  }, [editor, open]);
}

/** How many steps are done, as a row of marks; the words stand over it. */
const Meter = ({ done, of }: { done: number; of: number }) => (
  <div className={styles.marks} aria-hidden>
    {Array.from({ length: of }, (_, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the marks are nothing but their places
      <span key={i} className={styles.mark} data-done={i < done || undefined} />
    ))}
  </div>
);
