import type { Editor } from '#editor';
import { lessons } from '#presets/lessons';
import type { PaletteGroup } from '../commandPalette/item.ts';
import { startLesson } from './startLesson.ts';

/** A line of the palette for each lesson. */
export const lessonGroup = (editor: Editor): PaletteGroup => ({
  value: 'Lessons',
  items: lessons.map((lesson) => ({
    key: `lesson ${lesson.id}`,
    title: `Lesson: ${lesson.title}`,
    detail: lesson.about,
    words: `${lesson.id} learn tutorial`,
    sign: 'example',
    run: () => startLesson(editor, lesson),
  })),
});
