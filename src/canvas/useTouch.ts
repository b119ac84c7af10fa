import { useSyncExternalStore } from 'react';

const FINGERS = '(pointer: coarse)';

/** True where people point with fingers: dragging the empty canvas then moves it, instead of drawing a frame. */
export const useTouch = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const query = matchMedia(FINGERS);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(FINGERS).matches,
  );
