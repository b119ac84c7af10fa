import { useEffect, useState } from 'react';
import type { Editor, RouteView } from '#editor';
import { useEditor } from './useEditor.ts';

/** A device's routing table as it was asked for last. */
export type RouteTable =
  /** On its way; or the core cannot answer, which the page says elsewhere. */
  { readonly status: 'waiting' } | { readonly status: 'ready'; readonly routes: readonly RouteView[] };

const WAITING: RouteTable = { status: 'waiting' };

/**
 * The routing table of a device, asked for again with every judgement. While the next one is on its way the last one of
 * the same device stays. Undefined asks nothing.
 */
export function useRoutes(editor: Editor, device: string | undefined): RouteTable {
  const judgement = useEditor(editor, (state) => state.analysis.judgement);
  const [shown, setShown] = useState<{ device: string; table: RouteTable }>();
  useEffect(() => {
    if (device === undefined || judgement === undefined) return;
    let wanted = true;
    editor
      .routes(device)
      .then((routes) => {
        if (wanted && routes) setShown({ device, table: { status: 'ready', routes } });
      })
      // The failure is told by the banner over the page, with the remedy.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [editor, device, judgement]);
  return shown !== undefined && shown.device === device ? shown.table : WAITING;
}
