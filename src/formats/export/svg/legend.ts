import { describeEnding, describeFinding, type Finding, type LegName, type Plan } from '#core';
import { type Layer, layerInfo, layersOf } from '#core/view';
import { type Card, line } from './card.ts';
import { icon } from './icons.ts';
import { type Font, wrap } from './measure.ts';
import type { PictureWalk } from './options.ts';
import { type Colours, severityColour } from './theme.ts';
import { el } from './xml.ts';

const HEADING: Font = { size: 14, bold: true };
const SENTENCE: Font = { size: 13 };
const RULE: Font = { size: 11, mono: true };
const LINE = 18;
const GAP = 6;
/** The most findings that a picture tells; a picture is no report. */
const TOLD = 12;

/** A part of the legend: its heading, and entries with a sign each. */
interface Part {
  readonly heading: string;
  readonly entries: readonly Entry[];
}
interface Entry {
  readonly lines: readonly string[];
  readonly below: string;
  readonly sign: (x: number, y: number) => string;
}

/** What there is to say under a picture. */
interface Told {
  readonly walk: PictureWalk | undefined;
  readonly findings: readonly Finding[];
  /** What of the plan is not drawn. */
  readonly left: string | undefined;
}

/**
 * What stands under the picture in words: how the walk ended, what was found, and what is not drawn. Undefined where there is
 * nothing to say.
 */
export function legend(
  plan: Plan,
  { walk, findings, left }: Told,
  width: number,
  colours: Colours,
): Card | undefined {
  const parts = [
    ...(walk ? [walkPart(walk, width, colours)] : []),
    ...(findings.length > 0 ? [findingsPart(plan, findings, width, colours)] : []),
    ...(left === undefined ? [] : [leftPart(left, width)]),
  ];
  if (parts.length === 0) return undefined;
  const draw = (at: { x: number; y: number }): string => {
    let y = at.y + 1;
    let drawn = el('line', { x1: at.x, y1: at.y, x2: at.x + width, y2: at.y, stroke: colours.border });
    for (const { heading, entries } of parts) {
      y += 30;
      drawn += line(heading, at.x, y, HEADING, colours.text);
      y += 4;
      for (const { lines, below, sign } of entries) {
        y += LINE + GAP;
        drawn += sign(at.x, y - 12);
        for (const [i, text] of lines.entries())
          drawn += line(text, at.x + 24, y + i * LINE, SENTENCE, colours.text);
        y += (lines.length - 1) * LINE;
        if (below === '') continue;
        y += 15;
        drawn += line(below, at.x + 24, y, RULE, colours.muted);
      }
    }
    return drawn;
  };
  const height = parts.reduce(
    (sum, { entries }) =>
      sum +
      34 +
      entries.reduce(
        (rows, { lines, below }) => rows + lines.length * LINE + GAP + (below === '' ? 0 : 15),
        0,
      ),
    6,
  );
  return { size: { width, height }, draw };
}

/** Which layers a plan has that are not drawn, in a sentence; what its platforms use is never expected. */
export function leftOut(plan: Plan, drawn: { has(layer: Layer): boolean }): string | undefined {
  const left = layersOf(plan).filter((layer) => layer !== 'ghost' && !drawn.has(layer));
  if (left.length === 0) return undefined;
  return `Not drawn: ${left.map((layer) => `${layerInfo[layer].title} (${layerInfo[layer].shows})`).join(', ')}.`;
}

const leftPart = (left: string, width: number): Part => ({
  heading: 'A part of the plan',
  entries: [{ lines: wrap(left, width - 24, SENTENCE, 4), below: '', sign: () => '' }],
});

const LEGS: Readonly<Record<LegName, string>> = {
  request: 'Request',
  reply: 'Reply',
  'follow-up': 'Next request',
  answer: 'Its answer',
};

function walkPart({ title, path }: PictureWalk, width: number, colours: Colours): Part {
  // Later legs repeat the first two; they are told where they end otherwise.
  const told = path.legs.filter(
    ({ leg, disposition }) => leg === 'request' || leg === 'reply' || disposition !== 'delivered',
  );
  return {
    heading: title,
    entries: told.map(({ leg, disposition, ending }) => {
      const good = disposition === 'delivered';
      return {
        lines: wrap(`${LEGS[leg]}: ${disposition}. ${describeEnding(ending)}`, width - 24, SENTENCE, 4),
        below: '',
        sign: (x, y) =>
          good
            ? el('path', {
                d: `M${x + 2} ${y + 8}l4 4.5 7.5-9`,
                fill: 'none',
                stroke: colours.ok,
                'stroke-width': 2.2,
                'stroke-linecap': 'round',
                'stroke-linejoin': 'round',
              })
            : icon('error', x, y, 15, colours.error),
      };
    }),
  };
}

function findingsPart(plan: Plan, findings: readonly Finding[], width: number, colours: Colours): Part {
  const entries = findings.slice(0, TOLD).map(
    (finding): Entry => ({
      lines: wrap(describeFinding(finding, plan), width - 24, SENTENCE, 4),
      below: finding.rule,
      sign: (x, y) => icon(finding.severity, x, y, 15, severityColour(colours, finding.severity)),
    }),
  );
  const more = findings.length - entries.length;
  return {
    heading: findings.length === 1 ? '1 finding' : `${findings.length} findings`,
    entries: more === 0 ? entries : [...entries, { lines: [`And ${more} more.`], below: '', sign: () => '' }],
  };
}
