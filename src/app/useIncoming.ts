import { useCallback, useEffect, useState } from 'react';
import type { PlanProblem } from '#core';
import { type Editor, looksLikeLink } from '#editor';
import { followView } from '#panels';
import { type Incoming, readFiles, readIncoming, readLink } from './incoming.ts';

/** What was wrong with what somebody brought. */
export interface Refusal {
  readonly title: string;
  readonly problems: readonly PlanProblem[];
}

/** Everything by which a plan comes in: link, file, drop and paste. Nothing is put in place unless all of it can be read. */
export function useIncoming(editor: Editor) {
  const [refusal, setRefusal] = useState<Refusal>();
  const [dropping, setDropping] = useState(false);

  const take = useCallback(
    (title: string, incoming: Incoming, shared: boolean) => {
      if (!incoming.ok) setRefusal({ title, problems: incoming.problems });
      else if (!shared) editor.open(incoming.plan, { keep: true });
      else {
        editor.showPreview(incoming.plan);
        followView(editor, incoming.view ?? {});
        if (incoming.remarks?.length) editor.announce(incoming.remarks.join(' '));
      }
    },
    [editor],
  );

  /** A link's design is looked at first; it never takes the place of local work by itself. */
  const openLink = useCallback(async () => {
    if (location.hash.length < 2) return;
    const incoming = await readLink(location.hash);
    if (!incoming.ok) dropFragment();
    take('This link cannot be opened', incoming, true);
  }, [take]);

  // The address shows the link for as long as its design is looked at, so that it can be reloaded and kept.
  useEffect(
    () => editor.store.subscribe((now, before) => before.preview && !now.preview && dropFragment()),
    [editor],
  );

  useEffect(() => {
    void openLink();
    const onHash = (): void => void openLink();
    window.addEventListener('hashchange', onHash);
    return () => {
      window.removeEventListener('hashchange', onHash);
    };
  }, [openLink]);

  /** A plan or a link that was pasted. */
  const takeText = useCallback(
    (text: string) =>
      void readIncoming(text).then((incoming) =>
        take('What you pasted cannot be read', incoming, looksLikeLink(text)),
      ),
    [take],
  );

  const openFiles = useCallback(
    async (files: readonly File[]) => {
      if (files.length > 0) take('This file cannot be opened', await readFiles(files), false);
    },
    [take],
  );

  useEffect(() => {
    const brings = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const onDragOver = (event: DragEvent): void => {
      if (!brings(event)) return;
      event.preventDefault();
      setDropping(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      // Null: the pointer left the page, not just one of its parts.
      if (event.relatedTarget === null) setDropping(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!brings(event)) return;
      event.preventDefault();
      setDropping(false);
      void openFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [openFiles]);

  return { refusal, dismiss: () => setRefusal(undefined), openFiles, takeText, dropping };
}

function dropFragment(): void {
  history.replaceState(null, '', location.pathname + location.search);
}
