import { useStore } from 'zustand';
import type { Editor, EditorState } from '#editor';

/** A slice of the editor's state; the component renders again when the slice changes. */
export const useEditor = <T>(editor: Editor, slice: (state: EditorState) => T): T =>
  useStore(editor.store, slice);

/** Whether nothing can be changed now: a shared plan, a view, a design that another tab has open. */
export const useReadOnly = (editor: Editor): boolean =>
  useEditor(editor, (state) => state.readOnly !== undefined);
