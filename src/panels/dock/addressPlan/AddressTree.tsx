import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AddressPool, PlannedRange, RangeEvidence, RangeUse } from '#core';
import { samePrefix } from '#core';
import type { Editor } from '#editor';
import { countText } from '../../inspector/cidrFacts.ts';
import { worst } from '../../inspector/marks.ts';
import { classNames } from '../../ui/classNames.ts';
import { SeverityGlyph } from '../../ui/Glyphs.tsx';
import { ShowMore, useShown } from '../../ui/ShowMore.tsx';
import { useEditor } from '../../useEditor.ts';
import styles from './AddressPlan.module.css';
import { percentText, type TreeRow, treeRows } from './treeRows.ts';

/** The ranges as a tree: pool, site, owner, range; each with its size and what is used of it. */
export function AddressTree({
  editor,
  pools,
  onRange,
}: {
  editor: Editor;
  pools: readonly AddressPool[];
  /** Somebody wants to see a range on the line. */
  onRange: (range: PlannedRange) => void;
}) {
  const plan = useEditor(editor, (state) => state.plan);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => treeRows(pools, plan, folded), [pools, plan, folded]);
  const { shown, more, left } = useShown(rows);
  const fold = (key: string) => {
    const next = new Set(folded);
    if (!next.delete(key)) next.add(key);
    setFolded(next);
  };
  return (
    <>
      <table className={styles.table} aria-label="Address plan">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Range</th>
            <th scope="col" className={classNames(styles.number, styles.wide)}>
              Size
            </th>
            <th scope="col" className={styles.number}>
              Used
            </th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row
              key={row.key}
              editor={editor}
              row={row}
              folded={folded.has(row.key)}
              onFold={() => fold(row.key)}
              onRange={onRange}
            />
          ))}
        </tbody>
      </table>
      <ShowMore more={more} left={left} />
    </>
  );
}

function Row({
  editor,
  row,
  folded,
  onFold,
  onRange,
}: {
  editor: Editor;
  row: TreeRow;
  folded: boolean;
  onFold: () => void;
  onRange: (range: PlannedRange) => void;
}) {
  const selected = useEditor(
    editor,
    ({ selection }) => row.entity !== undefined && row.kind !== 'range' && selection.includes(row.entity),
  );
  const { entity } = row;
  // A site or an owner is a heading: its name may take the whole line.
  const bare = row.prefix === undefined;
  return (
    <tr className={classNames(styles[row.kind], selected && styles.selected)}>
      <th scope="row" colSpan={bare ? 5 : undefined}>
        <span className={styles.name} style={{ paddingInlineStart: `${row.level * 16}px` }}>
          {row.folds ? (
            <button
              type="button"
              className={styles.fold}
              aria-expanded={!folded}
              aria-label={`${folded ? 'Unfold' : 'Fold'} ${row.name} ${row.prefix ?? ''}`.trim()}
              onClick={onFold}
            >
              {folded ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
            </button>
          ) : (
            <span className={styles.leaf} />
          )}
          {entity !== undefined && row.kind !== 'range' ? (
            <button type="button" className={styles.owner} onClick={() => editor.select([entity])}>
              {row.name}
            </button>
          ) : (
            <span className={classNames(row.range?.use === 'platform' && styles.ghost)}>{row.name}</span>
          )}
        </span>
      </th>
      {!bare && <Numbers editor={editor} row={row} onRange={onRange} />}
    </tr>
  );
}

/** The range of a row, its size and its use. */
function Numbers({
  editor,
  row,
  onRange,
}: {
  editor: Editor;
  row: TreeRow;
  onRange: (range: PlannedRange) => void;
}) {
  const { range, used, size } = row;
  return (
    <>
      <td className={styles.mono}>
        {range ? (
          <button
            type="button"
            className={styles.rangeButton}
            onClick={() => onRange(range)}
            title="Show it on the line"
          >
            {row.prefix}
          </button>
        ) : (
          row.prefix
        )}
        {range && <Mark editor={editor} range={range} />}
      </td>
      <td className={classNames(styles.number, styles.wide)}>{size === undefined ? '' : countText(size)}</td>
      <td className={styles.number} title={used === undefined ? undefined : UNIT[row.unit]}>
        {used === undefined ? '' : countText(used)}
      </td>
      <td className={styles.share}>
        {used !== undefined && size !== undefined && (
          <>
            <span className={styles.bar} aria-hidden>
              <span
                className={classNames(row.kind === 'range' && used * 10n >= size * 9n && styles.nearlyFull)}
                style={{ width: `${size === 0n ? 0 : Number((used * 100n) / size)}%` }}
              />
            </span>{' '}
            {percentText(used, size)}
          </>
        )}
      </td>
    </>
  );
}

const UNIT = {
  addresses: 'addresses that something has',
  'node prefixes': 'addresses in prefixes that nodes were dealt',
  'in ranges': 'addresses that some range has',
} as const;

const EVIDENCE: Readonly<Record<RangeUse, readonly RangeEvidence['what'][]>> = {
  nodes: ['node network'],
  pods: ['pod range'],
  services: ['service range'],
  'host-segment': ['host segment', 'host address'],
  transfer: ['transfer network'],
  platform: ['platform range'],
};

/** The worst finding that names the range, and a press that shows it. */
function Mark({ editor, range }: { editor: Editor; range: PlannedRange }) {
  const findings = useEditor(editor, (state) => state.analysis.judgement?.findings);
  const own = (findings ?? []).filter(
    (finding) =>
      finding.accepted === undefined &&
      finding.ranges.some(
        ({ what, owner, prefix }) =>
          owner === range.owner && EVIDENCE[range.use].includes(what) && samePrefix(prefix, range.prefix),
      ),
  );
  const severity = worst(own);
  const first = own.find((finding) => finding.severity === severity);
  if (!severity || !first) return null;
  return (
    <button
      type="button"
      className={styles.mark}
      aria-label={`Show the finding about it (${severity}: ${first.rule})`}
      title={first.rule}
      onClick={() => {
        editor.selectFinding(first.id);
        editor.surface.run('show-findings');
      }}
    >
      <SeverityGlyph severity={severity} size={13} />
    </button>
  );
}
