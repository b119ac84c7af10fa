import { CircleCheckBig } from 'lucide-react';
import { useStore } from 'zustand';
import type { Editor } from '#editor';
import { lessons } from '#presets/lessons';
import { afterClosing } from '../ui/afterClosing.ts';
import { Modal } from '../ui/Modal.tsx';
import styles from './Lesson.module.css';
import { lessonStore } from './lessonStore.ts';
import { startLesson } from './startLesson.ts';

/** All lessons, and which were done. */
export function LessonsDialog({
  editor,
  open,
  onClose,
}: {
  editor: Editor;
  open: boolean;
  onClose: () => void;
}) {
  const finished = useStore(lessonStore(), (state) => state.finished);
  return (
    <Modal title="Lessons" open={open} onClose={onClose}>
      <p>
        Each begins with a network that goes wrong. A card beside the canvas tells what to look at and what to
        mend, and sees by itself when it is done. What you had open is kept under Designs.
      </p>
      <ol className={styles.list} aria-label="Lessons">
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <button
              type="button"
              className={styles.lesson}
              onClick={() => {
                onClose();
                afterClosing(() => startLesson(editor, lesson));
              }}
            >
              <span className={styles.lessonHead}>
                <strong>{lesson.title}</strong>
                <span className={styles.word}>
                  {finished.includes(lesson.id) ? (
                    <>
                      <CircleCheckBig size={14} aria-hidden className={styles.doneSign} /> done
                    </>
                  ) : (
                    `${lesson.steps.length} steps`
                  )}
                </span>
              </span>
              <span className={styles.lessonAbout}>{lesson.about}</span>
            </button>
          </li>
        ))}
      </ol>
    </Modal>
  );
}
