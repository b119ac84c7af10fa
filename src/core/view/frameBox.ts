import type { Frame } from '../plan/plan.ts';
import type { Box } from './floatingEdge.ts';

/** Room between the border of a site and what is in it; above there is its title. */
export const FRAME_PADDING = { side: 20, top: 46, bottom: 20 } as const;

/** The box around a site, from the boxes of its members; undefined while none of them stands anywhere. */
export function frameBox(frame: Frame, boxOf: (id: string) => Box | undefined): Box | undefined {
  const around = union(frame.members.flatMap((id) => boxOf(id) ?? []));
  if (!around) return undefined;
  const { side, top, bottom } = FRAME_PADDING;
  return {
    x: around.x - side,
    y: around.y - top,
    width: around.width + 2 * side,
    height: around.height + top + bottom,
  };
}

/** The smallest box around all; undefined where there is none. */
export function union(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
