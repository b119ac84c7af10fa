import { useStore as useFlowStore, useStoreApi } from '@xyflow/react';
import { useLayoutEffect, useState } from 'react';
import type { Box } from '#core/view';
import type { View } from './useView.ts';

/**
 * Whether a crowd is to be drawn yet: of another document it is not before the view shows it whole, for where the view was before
 * it would be thousands of cards and lines for nothing.
 */
export function useFitted(
  document: number,
  crowded: boolean,
  boxes: { readonly current: ReadonlyMap<string, Box> },
  view: View,
): boolean {
  const sized = useFlowStore(({ width, height }) => width > 0 && height > 0);
  const store = useStoreApi();
  const [fitted, setFitted] = useState<number>();
  useLayoutEffect(() => {
    if (!sized || fitted === document) return;
    if (crowded) {
      // React Flow would show all that it knows as soon as it knows anything: of a crowd, what is near the view.
      store.setState({ fitViewQueued: false });
      view.show(boxes.current.values());
    }
    setFitted(document);
  }, [sized, fitted, document, crowded, boxes, view, store]);
  return !crowded || fitted === document;
}
