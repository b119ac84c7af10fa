import { contains, formatPrefix, mustPrefix, overlaps, type Prefix } from '../address/prefix.ts';
import type { Finding, RangeEvidence, Severity } from '../validate/finding.ts';

/** What the findings say of one thing on the canvas. */
export interface Mark {
  /** The worst of them. */
  readonly severity: Severity;
  readonly count: number;
  /** Marked ranges of the thing, as the plan writes them: text → worst severity and the common blocks. */
  readonly ranges: ReadonlyMap<string, RangeMark>;
}

export interface RangeMark {
  readonly severity: Severity;
  /** The exact common blocks with others, as `10.32.0.7/32`. */
  readonly common: readonly string[];
}

const WEIGHT: Record<Severity, number> = { error: 2, warning: 1, info: 0 };
const worse = (a: Severity | undefined, b: Severity): Severity =>
  a === undefined || WEIGHT[b] > WEIGHT[a] ? b : a;

/** Gathers findings by the entities that they name. Accepted findings mark nothing. */
export function marksOf(findings: readonly Finding[]): Map<string, Mark> {
  const marks = new Map<string, { severity: Severity; count: number; ranges: Map<string, RangeMark> }>();
  for (const finding of findings) {
    if (finding.accepted !== undefined) continue;
    for (const entity of finding.entities) {
      const known = marks.get(entity);
      const mark = known ?? { severity: finding.severity, count: 0, ranges: new Map<string, RangeMark>() };
      mark.severity = worse(mark.severity, finding.severity);
      mark.count++;
      marks.set(entity, mark);
      for (const range of finding.ranges)
        if (isOf(range, entity, finding)) markRange(mark.ranges, formatPrefix(range.prefix), finding);
    }
  }
  return marks;
}

/** What a platform uses itself is of the cluster that it is the platform of, which the finding names first. */
const isOf = ({ what, owner }: RangeEvidence, entity: string, { entities: [first] }: Finding): boolean =>
  owner === entity || (what === 'platform range' && entity === first);

/** Findings stay the same objects from one judgement to the next: of thousands, the text of a new one is made. */
const texts = new WeakMap<Prefix, string>();
function textOf(prefix: Prefix): string {
  const known = texts.get(prefix);
  if (known !== undefined) return known;
  const text = formatPrefix(prefix);
  texts.set(prefix, text);
  return text;
}

function markRange(ranges: Map<string, RangeMark>, text: string, finding: Finding): void {
  // Information about a range is no collision: it marks the card, not the range.
  if (finding.severity === 'info') return;
  const known = ranges.get(text);
  const common = finding.overlap ? [textOf(finding.overlap)] : [];
  ranges.set(text, {
    severity: worse(known?.severity, finding.severity),
    common: [...new Set([...(known?.common ?? []), ...common])],
  });
}

/** The mark of a CIDR or address of a card: of the range itself, or of a part of it that a finding names (a node's prefix, a host's address). */
export function rangeMark(mark: Mark | undefined, cidr: string): RangeMark | undefined {
  if (!mark) return undefined;
  const exact = mark.ranges.get(cidr);
  if (exact) return exact;
  const range = mustPrefix(cidr);
  for (const [text, found] of mark.ranges) {
    const part = mustPrefix(text);
    if (overlaps(range, part) && contains(range, part)) return found;
  }
  return undefined;
}
