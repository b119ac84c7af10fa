import { type ReactFlowState, useStore as useFlow } from '@xyflow/react';
import type { LegName } from '#core';
import {
  type Box,
  badgeWidth,
  type EndMark,
  endLines,
  isNumbered,
  type Segment,
  type StartMark,
  sideOf,
  type Trail,
  wordsBox,
} from '#core/view';
import type { Point } from '#editor';
import styles from './packets.module.css';

/**
 * The arrows of the numbered trail, complete without any motion: filled heads on the way there, hollow ones on the
 * way back, double lines in tunnels. `data-cursor` tells what is behind the packet and what is still before it.
 */
export function Arrows({ trail }: { trail: Trail }) {
  // Later legs lie under the first two: they tell the same story a second time.
  const segments = [...trail.segments].sort((a, b) => order(a.leg) - order(b.leg));
  return (
    <>
      {segments.map((segment) => (
        <Arrow key={segment.cursor} segment={segment} />
      ))}
      {trail.starts.map((start) => (
        <Start key={start.cursor} start={start} />
      ))}
    </>
  );
}

/** How each leg ends: an octagon with X where the packet is lost, a circle with a check where it arrives. */
export const Ends = ({ trail }: { trail: Trail }) =>
  trail.ends.map((end) => <End key={end.cursor} end={end} trail={trail} />);

const order = (leg: LegName): number => (isNumbered(leg) ? 1 : 0);

function Arrow({ segment }: { segment: Segment }) {
  const { way, to, leg } = segment;
  const before = way.at(-2) ?? segment.from;
  const length = Math.hypot(to.x - before.x, to.y - before.y) || 1;
  const unit = { x: (to.x - before.x) / length, y: (to.y - before.y) / length };
  const angle = (Math.atan2(unit.y, unit.x) * 180) / Math.PI;
  const hollow = sideOf(leg) === 'reply';
  // The line ends at the head's back: a hollow head stays hollow.
  const back = Math.min(9, length);
  const end = { x: to.x - unit.x * back, y: to.y - unit.y * back };
  const d = [...way.slice(0, -1), end].map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
  return (
    <g className={styles.segment} data-cursor={segment.cursor} data-leg={leg}>
      <path className={`${styles.way} ${styles.halo}`} d={d} />
      <path className={`${styles.way} ${segment.encapsulated ? styles.tunnel : styles.line1}`} d={d} />
      {segment.encapsulated && <path className={`${styles.way} ${styles.tunnelInside}`} d={d} />}
      <path
        className={hollow ? styles.hollowHead : styles.head}
        d="M0 0-10-5.5-10 5.5Z"
        transform={`translate(${to.x} ${to.y}) rotate(${angle})`}
      />
      {isNumbered(leg) && <Badge at={segment.badge} label={segment.label} hollow={hollow} />}
    </g>
  );
}

function Start({ start }: { start: StartMark }) {
  if (!isNumbered(start.leg)) return null;
  return (
    <g className={styles.segment} data-cursor={start.cursor} data-leg={start.leg}>
      <Badge at={start.at} label={start.label} hollow={sideOf(start.leg) === 'reply'} />
    </g>
  );
}

function Badge({ at, label, hollow }: { at: Point; label: string; hollow: boolean }) {
  const width = badgeWidth(label);
  return (
    <g transform={`translate(${at.x} ${at.y})`} data-words>
      <rect
        className={hollow ? styles.hollowBadge : styles.badge}
        x={-width / 2}
        y={-9}
        width={width}
        height={18}
        rx={9}
      />
      <text className={hollow ? styles.hollowNumber : styles.number} y={4} textAnchor="middle">
        {label}
      </text>
    </g>
  );
}

function End({ end, trail }: { end: EndMark; trail: Trail }) {
  const { x, y } = end.at;
  if (end.disposition === 'delivered') {
    if (!isNumbered(end.leg)) return null;
    return (
      <g className={`${styles.segment} ${styles.mark}`} data-cursor={end.cursor} data-leg={end.leg}>
        <g transform={`translate(${x} ${y})`}>
          <circle className={styles.delivered} r={9} />
          <path className={styles.check} d="M-4 0-1 3.2 4.2-2.8" />
        </g>
      </g>
    );
  }
  return (
    <g
      className={`${styles.segment} ${styles.mark} ${styles.lost}`}
      data-cursor={end.cursor}
      data-leg={end.leg}
    >
      <g transform={`translate(${x} ${y})`}>
        <path className={styles.drop} d="M-5-12H5L12-5V5L5 12H-5L-12 5V-5Z" />
        <path className={styles.cross} d="M-4.5-4.5 4.5 4.5M4.5-4.5-4.5 4.5" />
      </g>
      <EndWords end={end} trail={trail} />
    </g>
  );
}

function EndWords({ end, trail }: { end: EndMark; trail: Trail }) {
  const box = useFlow((flow) => wordsBox(end, trail, screenOf(flow)), sameBox);
  if (!box) return null;
  return (
    <>
      <rect className={styles.label} {...box} rx={4} data-words />
      {endLines(end).map((line, index) => (
        <text
          key={line}
          className={styles.labelText}
          x={box.x + box.width / 2}
          y={box.y + 14 + index * 14}
          textAnchor="middle"
        >
          {line}
        </text>
      ))}
    </>
  );
}

/** What of the canvas is on screen from left to right, in its own coordinates. */
const screenOf = ({ transform: [x, , zoom], width }: ReactFlowState) => ({
  left: (4 - x) / zoom,
  right: (width - 4 - x) / zoom,
});

const sameBox = (a: Box | undefined, b: Box | undefined): boolean => a?.x === b?.x && a?.y === b?.y;
