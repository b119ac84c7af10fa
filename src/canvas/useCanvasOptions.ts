import { useCallback, useState } from 'react';

/** What somebody chose about the drawing itself; kept by the browser, never in the plan. */
export interface CanvasOptions {
  /** Dragged things stop on the grid and in line with others. */
  readonly snapping: boolean;
  /** The dots of the grid are drawn. */
  readonly grid: boolean;
  readonly minimap: boolean;
}

const DEFAULTS: CanvasOptions = { snapping: true, grid: true, minimap: true };
const KEY = 'hopwright-canvas';

/** The options, and a way to turn one over; the answer is what it is then. `kept`: the browser keeps them. */
export function useCanvasOptions(
  kept: boolean,
): readonly [CanvasOptions, (option: keyof CanvasOptions) => boolean] {
  const [options, setOptions] = useState(kept ? stored : DEFAULTS);
  const turn = useCallback(
    (option: keyof CanvasOptions): boolean => {
      const next = { ...options, [option]: !options[option] };
      setOptions(next);
      if (kept) store(next);
      return next[option];
    },
    [options, kept],
  );
  return [options, turn];
}

/** Storage is refused in some windows; then the options last as long as the page. */
function stored(): CanvasOptions {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const said = (option: keyof CanvasOptions): boolean => {
      const kept = typeof value === 'object' && value !== null ? Reflect.get(value, option) : undefined;
      return typeof kept === 'boolean' ? kept : DEFAULTS[option];
    };
    return { snapping: said('snapping'), grid: said('grid'), minimap: said('minimap') };
  } catch {
    return DEFAULTS;
  }
}

function store(options: CanvasOptions): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(options));
  } catch {
    // They last as long as the page.
  }
}
