import { useInternalNode } from '@xyflow/react';
import type { Box } from '#core/view';

/** The boxes of an edge's two ends as they stand, also while they are dragged. */
export function useBoxes(source: string, target: string): readonly [Box, Box] | undefined {
  const a = useBox(source);
  const b = useBox(target);
  return a && b ? [a, b] : undefined;
}

function useBox(id: string): Box | undefined {
  const node = useInternalNode(id);
  if (!node?.measured.width || !node.measured.height) return undefined;
  return { ...node.internals.positionAbsolute, width: node.measured.width, height: node.measured.height };
}
