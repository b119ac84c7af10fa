import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { decisionOf } from '#core/view';
import { type HopEvent, placeText } from '#editor';
import { classNames } from '../ui/classNames.ts';
import styles from './Timeline.module.css';
import type { Tick } from './ticks.ts';
import { type Jump, timelineMove } from './timelineKeys.ts';

/** How many marks there are for the room: where it is narrow their numbers would lie over each other. */
const crowd = (marks: number): 'rather' | 'very' | undefined =>
  marks > 16 ? 'very' : marks > 8 ? 'rather' : undefined;

/** Two lanes, one slider: what the client sends above, what the server sends below. */
export function Lanes({
  marks,
  cursor,
  onSeek,
  onStep,
  onToggle,
}: {
  marks: readonly Tick[];
  cursor: number;
  onSeek: (cursor: number) => void;
  onStep: (by: 1 | -1) => void;
  onToggle: () => void;
}) {
  const track = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number>();
  const here = marks[cursor];
  const last = marks.length - 1;

  const press = (event: KeyboardEvent) => {
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : timelineMove(event.key);
    if (!move) return;
    // The page's own shortcuts for the same keys must not step a second time.
    event.preventDefault();
    event.stopPropagation();
    if (move === 'toggle') onToggle();
    else if (move === 'forward' || move === 'back') onStep(move === 'forward' ? 1 : -1);
    else onSeek(targetOf(move, marks, cursor));
  };
  const nearest = (event: PointerEvent): number | undefined => {
    const box = track.current?.getBoundingClientRect();
    if (!box || box.width === 0) return undefined;
    const at = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return Math.round(at * last);
  };
  const seekTo = (event: PointerEvent) => {
    const to = nearest(event);
    if (to !== undefined && to !== cursor) onSeek(to);
  };
  return (
    <div
      className={styles.slider}
      data-crowded={crowd(marks.length)}
      role="slider"
      tabIndex={0}
      aria-label="Position in the walk"
      aria-valuemin={1}
      aria-valuemax={marks.length}
      aria-valuenow={cursor + 1}
      aria-valuetext={here ? placeText(here.place) : undefined}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seekTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
        // Fingers have no place before they press.
        if (event.pointerType !== 'touch') setHovered(nearest(event));
      }}
      onPointerLeave={() => setHovered(undefined)}
    >
      <span className={styles.laneNames} aria-hidden>
        <span>{laneName(marks, 'request')}</span>
        <span>{laneName(marks, 'reply')}</span>
      </span>
      <div ref={track} className={styles.track} aria-hidden>
        <span className={styles.lane} />
        <span className={classNames(styles.lane, styles.replyLane)} />
        {marks.map((tick) => (
          <span
            key={tick.place.cursor}
            style={{ insetInlineStart: `${tick.at * 100}%` }}
            className={classNames(
              styles.tick,
              styles[tick.lane],
              tick.place.cursor <= cursor && styles.passed,
              tick.place.cursor === cursor && styles.here,
            )}
          >
            <TickGlyph event={tick.event} hollow={tick.lane === 'reply'} />
            <span className={styles.tickLabel}>{tick.label}</span>
          </span>
        ))}
        {hovered !== undefined && marks[hovered] && <Preview tick={marks[hovered]} />}
      </div>
    </div>
  );
}

/** What would be shown if one pressed here: the hop, and what decided there. */
function Preview({ tick }: { tick: Tick }) {
  const { decided, lost } = decisionOf(tick.place.hop);
  const at = `${tick.at * 100}%`;
  return (
    <span className={styles.preview} style={{ insetInlineStart: at, transform: `translateX(-${at})` }}>
      <strong>{placeText(tick.place)}</strong>
      {decided && <span>{decided}</span>}
      {lost.length > 0 && <s>{lost[0]}</s>}
    </span>
  );
}

function targetOf(jump: Jump, marks: readonly Tick[], cursor: number): number {
  switch (jump) {
    case 'first':
      return 0;
    case 'last':
      return marks.length - 1;
    case 'next leg':
      return nextLeg(marks, cursor);
    case 'previous leg':
      return previousLeg(marks, cursor);
  }
}

/** Each lane's legs: `Request, follow-up`. */
function laneName(marks: readonly Tick[], lane: Tick['lane']): string {
  const legs = marks.filter((tick) => tick.lane === lane).map(({ place }) => place.leg.leg);
  const name = [...new Set([lane, ...legs])].join(', ');
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

const firstOfLeg = (marks: readonly Tick[], index: number): boolean =>
  marks[index]?.place.leg !== marks[index - 1]?.place.leg;

function nextLeg(marks: readonly Tick[], cursor: number): number {
  for (let index = cursor + 1; index < marks.length; index++) if (firstOfLeg(marks, index)) return index;
  return marks.length - 1;
}

function previousLeg(marks: readonly Tick[], cursor: number): number {
  for (let index = cursor - 1; index > 0; index--) if (firstOfLeg(marks, index)) return index;
  return 0;
}

/** A shape for each event: circle with check, octagon with X, diamond for NAT, square for a tunnel's end, else a dot. */
function TickGlyph({ event, hollow }: { event: HopEvent; hollow: boolean }) {
  const fill = hollow ? 'var(--panel)' : 'currentColor';
  const line = { stroke: 'currentColor', strokeWidth: 1.5, fill };
  return (
    <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden className={styles[event]}>
      {event === 'forwarded' && <circle r="3.5" {...line} />}
      {event === 'translated' && <path d="M0-5.5 5.5 0 0 5.5-5.5 0Z" {...line} />}
      {event === 'encapsulated' && (
        <path d="M-5.5-5.5h11v11h-11Z M-2.5-2.5h5v5h-5Z" {...line} fill="var(--panel)" />
      )}
      {event === 'decapsulated' && (
        <path d="M-4-4h8v8h-8Z" {...line} fill="var(--panel)" strokeDasharray="2 1.5" />
      )}
      {event === 'delivered' && (
        <>
          <circle r="5.8" {...line} />
          <path
            d="M-2.6 0-.6 2 2.8-2"
            fill="none"
            stroke={hollow ? 'currentColor' : 'var(--panel)'}
            strokeWidth="1.6"
          />
        </>
      )}
      {event === 'dropped' && (
        <>
          <path d="M-2.5-6h5L6-2.5v5L2.5 6h-5L-6 2.5v-5Z" {...line} fill="currentColor" />
          <path d="M-2.2-2.2 2.2 2.2M2.2-2.2-2.2 2.2" stroke="var(--panel)" strokeWidth="1.6" />
        </>
      )}
    </svg>
  );
}
