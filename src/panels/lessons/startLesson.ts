import type { Editor } from '#editor';
import { type Lesson, lessons, startPlan } from '#presets/lessons';
import { focusWhenThere } from '../ui/focusWhenThere.ts';
import { beginLesson } from './lessonStore.ts';

/** Where the focus goes when a lesson begins: what had it is gone with what was shown before. */
export const LESSON_TITLE = 'data-lesson-title';

/** Opens a lesson as a design of its own, which is kept: to leave the lesson loses nothing. */
export function startLesson(editor: Editor, lesson: Lesson): void {
  editor.open(startPlan(lesson), { flow: lesson.flow, keep: true });
  beginLesson(editor.store.getState().document, lesson.id);
  editor.announce(`Lesson started: ${lesson.title}.`);
  focusWhenThere(`[${LESSON_TITLE}]`);
}

/** The lesson of that id; false where there is none, which is said. */
export function startLessonById(editor: Editor, id: string): boolean {
  const lesson = lessons.find((candidate) => candidate.id === id);
  if (lesson) startLesson(editor, lesson);
  else editor.announce(`There is no lesson ${JSON.stringify(id.slice(0, 40))}; look under Lessons.`);
  return lesson !== undefined;
}

/** Puts the lesson's first plan back, as one entry of the history. */
export function restartLesson(editor: Editor, lesson: Lesson): void {
  const { document, plan } = editor.store.getState();
  const start = startPlan(lesson);
  editor.selectFinding(undefined);
  editor.select([]);
  editor.change('Start the lesson again', [{ kind: 'replace', plan: { ...start, name: plan.name } }]);
  editor.show(start.flows?.find(({ id }) => id === lesson.flow));
  beginLesson(document, lesson.id);
  editor.announce(`${lesson.title}: started again.`);
}
