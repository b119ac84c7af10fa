import type { Editor, EditorState } from '#editor';
import { type Evidence, type Lesson, type Progress, progressOf, type Seen } from '#presets/lessons';
import { finishedLesson, type LessonRecord, lessonStore, putLesson } from './lessonStore.ts';
import { withLooks } from './looks.ts';

/**
 * Follows the editor while its document is a lesson: keeps what was looked at, checks the steps with every judgement, and
 * says when one is done or open again. `hear` is told what the current step is missing. The answer ends it.
 */
export function followLesson(
  editor: Editor,
  lesson: Lesson,
  document: string,
  hear: (missing: string | undefined) => void,
): () => void {
  function look(state: EditorState, isNews: boolean): void {
    const record = lessonStore().getState().byDocument[document];
    if (!record || state.document !== document || state.preview) return;
    // The core speaks of another plan until it has judged this one.
    if (state.analysis.status !== 'ready' || state.analysis.revision !== state.revision) return;
    const seen = withLooks(record.seen, state);
    const next = progressOf(lesson, record.done, evidenceOf(state, seen));
    const moved = !sameList(record.done, next.done);
    if (seen !== record.seen || moved) putLesson(document, { lesson: lesson.id, done: next.done, seen });
    hear(next.missing);
    if (moved) tell(record, next, isNews);
  }

  /** After whoever changed the plan has had its say; together with it, or a screen reader would drop one of the two. */
  function tell(before: LessonRecord, now: Progress, isNews: boolean): void {
    if (now.current === lesson.steps.length) finishedLesson(lesson.id);
    const sentence = sentenceOf(lesson, before, now);
    if (sentence === undefined) return;
    queueMicrotask(() => {
      const { announcement } = editor.store.getState();
      editor.announce(isNews && announcement !== '' ? `${announcement} ${sentence}` : sentence);
    });
  }

  const stopEditor = editor.store.subscribe((state, before) =>
    look(state, state.analysis !== before.analysis),
  );
  // Started again: the plan may be judged already.
  const stopLessons = lessonStore().subscribe((state, before) => {
    const record = state.byDocument[document];
    if (record?.done.length === 0 && record !== before.byDocument[document])
      look(editor.store.getState(), false);
  });
  look(editor.store.getState(), false);
  return () => {
    stopEditor();
    stopLessons();
  };
}

const evidenceOf = ({ plan, analysis }: EditorState, seen: Seen): Evidence => ({
  plan,
  findings: analysis.judgement?.findings ?? [],
  flows: analysis.judgement?.flows ?? {},
  seen,
});

/** What the live region hears of it. */
function sentenceOf({ title, steps }: Lesson, before: LessonRecord, now: Progress): string | undefined {
  if (now.current === steps.length) return `Lesson done: ${title}.`;
  const opened = steps.findIndex((_, i) => before.done[i] === true && !now.done[i]);
  const next = steps[now.current];
  if (opened >= 0) return `Step ${opened + 1} is open again: ${steps[opened]?.title ?? ''}.`;
  const reached = now.done.findLastIndex((done, i) => done && before.done[i] !== true);
  if (reached < 0 || !next) return undefined;
  return `Step ${reached + 1} of ${steps.length} done. Next: ${next.task}`;
}

const sameList = (a: readonly boolean[], b: readonly boolean[]): boolean =>
  b.every((value, i) => (a[i] ?? false) === value);
