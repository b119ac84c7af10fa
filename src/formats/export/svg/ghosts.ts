import type { Cluster } from '#core';
import { ghostHeading, ghostRanges, ghostWords, type Mark, type Point, rangeMark } from '#core/view';
import { line, wave } from './card.ts';
import { ellipsis, type Font, textWidth } from './measure.ts';
import { type Colours, severityColour } from './theme.ts';
import { el, group } from './xml.ts';

const HEADING: Font = { size: 11 };
const RANGE: Font = { size: 12, mono: true };
const USE: Font = { size: 11 };
const ROW = 18;
/** Between the card's edge and the dashed outline, and between that and its words. */
const OUTSIDE = 6;
const INSIDE = 8;

/** The ranges of a cluster that nobody wrote down, in a dashed outline; undefined: it has none. */
export function ghosts(cluster: Cluster, width: number, mark: Mark | undefined) {
  const list = ghostRanges(cluster);
  if (list.length === 0) return undefined;
  const box = 20 + list.length * ROW + 4;
  const draw = ({ x, y }: Point, colours: Colours): string => {
    const left = x + OUTSIDE + INSIDE;
    const right = x + width - OUTSIDE - INSIDE;
    const rows = list.map((ghost, index) => {
      const base = y + 34 + index * ROW;
      const found = rangeMark(mark, ghost.cidr);
      const reach = textWidth(ghost.cidr, RANGE);
      return [
        line(ghost.cidr, left, base, RANGE, colours.muted, { italic: true }),
        found ? wave(left, base + 3.5, reach, severityColour(colours, found.severity)) : '',
        line(ellipsis(ghostWords(ghost), right - left - reach - 10, USE), right, base, USE, colours.muted, {
          anchor: 'end',
        }),
      ].join('');
    });
    return group(
      {},
      el('rect', {
        x: x + OUTSIDE,
        y: y + 2,
        width: width - 2 * OUTSIDE,
        height: box,
        rx: 10,
        fill: 'none',
        stroke: colours.borderStrong,
        'stroke-dasharray': '4 3',
      }),
      line(ghostHeading(cluster), left, y + 16, HEADING, colours.muted, { italic: true }),
      ...rows,
    );
  };
  return { height: box + 6, draw };
}
