import { useCallback, useEffect, useRef, useState } from 'react';
import type { Box, Point } from '#core/view';

/** How long cards glide to their new places; longer would be waiting. */
export const GLIDE_MS = 250;
/** More are put where they belong at once. */
const MOST = 400;

export type Offsets = ReadonlyMap<string, Point>;

/** How long a movement takes for somebody who may want none. */
export const glideTime = (): number =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : GLIDE_MS;

/** Lets cards glide from where they stood to where the plan has them now; `offsets`: how far they still are from there. */
export function useGlide(): readonly [
  Offsets | undefined,
  (before: ReadonlyMap<string, Box>, after: ReadonlyMap<string, Point>) => void,
] {
  const [offsets, setOffsets] = useState<Offsets>();
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const glide = useCallback((before: ReadonlyMap<string, Box>, after: ReadonlyMap<string, Point>) => {
    cancelAnimationFrame(frame.current);
    const time = glideTime();
    if (time === 0 || after.size > MOST) return;
    const ways = [...after].flatMap(([id, to]): [string, Point][] => {
      const from = before.get(id);
      return from ? [[id, { x: from.x - to.x, y: from.y - to.y }]] : [];
    });
    const start = performance.now();
    const step = (): void => {
      const t = Math.min(1, (performance.now() - start) / time);
      const left = (1 - t) ** 3;
      setOffsets(
        t === 1 ? undefined : new Map(ways.map(([id, { x, y }]) => [id, { x: x * left, y: y * left }])),
      );
      if (t < 1) frame.current = requestAnimationFrame(step);
    };
    step();
  }, []);
  return [offsets, glide];
}
