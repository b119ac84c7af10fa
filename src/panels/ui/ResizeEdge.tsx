import type { KeyboardEvent, PointerEvent } from 'react';

/** How small and large a panel may be made, and what it usually is, in pixels. */
export interface SizeRange {
  readonly least: number;
  readonly usual: number;
  readonly most: number;
}

interface ResizeEdgeProps {
  readonly label: string;
  readonly className: string | undefined;
  /** Which edge of the panel this is: the panel grows towards it. */
  readonly side: 'top' | 'left';
  readonly size: number;
  readonly range: SizeRange;
  readonly onSize: (size: number) => void;
}

const STEP = 20;

/** The edge of a panel that is dragged, or moved by arrow keys; a double click makes the panel what it usually is. */
export function ResizeEdge({ label, className, side, size, range, onSize }: ResizeEdgeProps) {
  const [grow, shrink] = side === 'top' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  const press = (event: KeyboardEvent) => {
    if (event.key !== grow && event.key !== shrink) return;
    event.preventDefault();
    event.stopPropagation();
    onSize(size + (event.key === grow ? STEP : -STEP));
  };
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.closest('section, aside')?.getBoundingClientRect();
    if (box) onSize(side === 'top' ? box.bottom - event.clientY : box.right - event.clientX);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that can be moved is a separator, not an hr
    <div
      className={className}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={side === 'top' ? 'horizontal' : 'vertical'}
      aria-valuemin={range.least}
      aria-valuemax={range.most}
      aria-valuenow={size}
      onKeyDown={press}
      onDoubleClick={() => onSize(range.usual)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  );
}
