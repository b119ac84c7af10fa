import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Editor } from '#editor';
import { lazily, lazilyOpened } from '../ui/lazily.tsx';
import { useEditor } from '../useEditor.ts';
import { lessonStore } from './lessonStore.ts';

const Dialog = lazilyOpened(
  async () => (await import('./LessonsDialog.tsx')).LessonsDialog,
  ({ open }) => open,
);
const Card = lazily(async () => (await import('./LessonCard.tsx')).LessonCard);

/** The list of lessons, which the command opens. */
export function Lessons({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState(false);
  useEffect(() => editor.surface.on('lessons', () => setOpen(true)), [editor]);
  return <Dialog editor={editor} open={open} onClose={() => setOpen(false)} />;
}

/** The lesson that the open document is of, if it is of one; its code comes when there is. */
export function LessonSide({ editor }: { editor: Editor }) {
  const document = useEditor(editor, (state) => (state.preview ? undefined : state.document));
  const isLesson = useStore(
    lessonStore(),
    ({ byDocument }) => document !== undefined && byDocument[document] !== undefined,
  );
  return isLesson && document !== undefined ? <Card editor={editor} document={document} /> : null;
}

/** Opens the lesson that an address asks for: `?lesson=black-hole`. */
export const openLesson = async (editor: Editor, id: string): Promise<void> => {
  (await import('./startLesson.ts')).startLessonById(editor, id);
};
