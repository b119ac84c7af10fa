import type { Box, Point } from '#core/view';
import type { Graph } from '../graph.ts';

/** What there is, and where it is drawn. */
export interface Scene {
  readonly graph: Graph;
  readonly boxes: ReadonlyMap<string, Box>;
}

/** What stands at a point, the frontmost: cards before notes before sites. */
export function nodeAt({ graph, boxes }: Scene, { x, y }: Point): string | undefined {
  const order = { frame: 0, note: 1, cluster: 2, router: 2, host: 2 } as const;
  let found: { readonly id: string; readonly front: number } | undefined;
  for (const node of graph.nodes) {
    const box = boxes.get(node.id);
    if (!box || x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height) continue;
    const front = order[node.type ?? 'host'];
    if (!found || front >= found.front) found = { id: node.id, front };
  }
  return found?.id;
}
