import { useState } from 'react';
import { Button } from './Button.tsx';

/** How many rows of a long list are drawn at once: a plan may have thousands, and a page that draws all of them stalls. */
const STEP = 100;

/** The first rows of a list, and the button for more of them; `first` where it stands among other things. */
export function useShown<T>(
  list: readonly T[],
  first = STEP,
): {
  readonly shown: readonly T[];
  /** Draws the next rows; undefined where all are drawn. */
  readonly more: (() => void) | undefined;
  readonly left: number;
} {
  const [count, setCount] = useState(first);
  const left = Math.max(0, list.length - count);
  return {
    shown: left === 0 ? list : list.slice(0, count),
    more: left === 0 ? undefined : () => setCount(count + STEP),
    left,
  };
}

export function ShowMore({ more, left }: { more: (() => void) | undefined; left: number }) {
  if (!more) return null;
  return (
    <Button look="quiet" onClick={more}>
      Show {Math.min(STEP, left)} more of {left.toLocaleString('en')}
    </Button>
  );
}
