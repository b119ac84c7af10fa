import { ZoomIn, ZoomOut } from 'lucide-react';
import { type CSSProperties, type ReactNode, useMemo } from 'react';
import {
  type AddressPool,
  blocksOf,
  covers,
  type Family,
  formatAddress,
  formatPrefix,
  type Prefix,
  prefixOf,
  prefixSize,
} from '#core';
import { type Editor, nameOfId } from '#editor';
import { countText } from '../../inspector/cidrFacts.ts';
import { IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useEditor } from '../../useEditor.ts';
import styles from './AddressPlan.module.css';
import { type Cell, cellsOf, widthOf } from './cells.ts';
import { USE_NAMES } from './treeRows.ts';

/** With more stretches than this, lines between them would be all that is seen. */
const CROWDED = 60;

/** A piece of the address line, in proportion: used, overlapping, free. What is pressed is told below. */
export function AddressStrip({
  editor,
  pool,
  window,
  zoomedOut,
  picked,
  onPick,
  onZoom,
  children,
}: {
  editor: Editor;
  pool: AddressPool;
  window: Prefix;
  /** The whole pool is shown. */
  zoomedOut: boolean;
  /** The stretch that is told; undefined: none. */
  picked: Cell | undefined;
  onPick: (cell: Cell) => void;
  onZoom: (window: Prefix) => void;
  /** The choice of the pool. */
  children: ReactNode;
}) {
  const cells = useMemo(() => cellsOf(window, pool.ranges), [window, pool]);
  const cell = cells.find(({ first, last }) => first === picked?.first && last === picked.last);
  const { family } = window;
  const text = (value: bigint) => formatAddress({ family, value });
  const inner = cell && tightest(cell, family);
  return (
    <div className={styles.strip}>
      <div className={styles.head}>
        {children}
        <span className={styles.window}>
          shown: <code>{formatPrefix(window)}</code>
          <IconButton
            label="Show more of the address line"
            disabled={zoomedOut}
            onClick={() => onZoom(prefixOf(window, Math.max(pool.prefix.length, window.length - 2)))}
          >
            <ZoomOut size={14} aria-hidden />
          </IconButton>
          <IconButton
            label="Show what is picked larger"
            disabled={!inner || inner.length <= window.length || !covers(window, inner)}
            onClick={() => inner && onZoom(inner)}
          >
            <ZoomIn size={14} aria-hidden />
          </IconButton>
        </span>
      </div>
      <ul
        className={styles.cells}
        data-crowded={cells.length > CROWDED || undefined}
        aria-label={`Address line of ${formatPrefix(window)}`}
      >
        {cells.map((one) => (
          <CellView
            key={String(one.first)}
            editor={editor}
            cell={one}
            pool={pool}
            width={widthOf(one, window)}
            picked={one === cell}
            label={`${text(one.first)} to ${text(one.last)}`}
            onPick={() => onPick(one)}
          />
        ))}
      </ul>
      <div className={styles.ends} aria-hidden>
        <span>{text(window.value)}</span>
        <span>{text(window.value + prefixSize(window) - 1n)}</span>
      </div>
      <p className={styles.told} aria-live="polite">
        {cell ? (
          <CellWords editor={editor} cell={cell} pool={pool} family={family} />
        ) : (
          <Legend cells={cells} />
        )}
      </p>
    </div>
  );
}

/** The smallest block that holds a cell. */
function tightest({ first, last }: Cell, family: Family): Prefix | undefined {
  const bits = family === 4 ? 32 : 128;
  for (let length = bits; length >= 0; length--) {
    const block = prefixOf({ family, value: first }, length);
    if (block.value + prefixSize(block) - 1n >= last) return block;
  }
  return undefined;
}

function CellView({
  editor,
  cell,
  pool,
  width,
  picked,
  label,
  onPick,
}: {
  editor: Editor;
  cell: Cell;
  pool: AddressPool;
  width: number;
  picked: boolean;
  label: string;
  onPick: () => void;
}) {
  const plan = useEditor(editor, (state) => state.plan);
  const top = pool.ranges[cell.ranges.at(-1) ?? -1];
  const words = wordsOf(cell, pool, (id) => nameOfId(plan, id));
  // A stretch of many ranges is the darker the more of it is taken.
  const filled = Number((cell.taken * 70n) / (cell.last - cell.first + 1n));
  const lies = cell.kind === 'used' ? top?.use : undefined;
  return (
    <li
      className={classNames(styles.cell, styles[cell.kind], lies && styles[lies], picked && styles.picked)}
      style={{ flexGrow: width, '--filled': `${filled}%` } as CSSProperties}
    >
      <button
        type="button"
        aria-pressed={picked}
        aria-label={`${label}: ${words}`}
        title={`${label}\n${words}`}
        onClick={onPick}
      >
        {cell.kind === 'used' && top && cell.ranges.length === 1 && width > 0.03
          ? nameOfId(plan, top.owner)
          : ''}
        {cell.kind === 'free' && width > 0.06 ? 'free' : ''}
      </button>
    </li>
  );
}

/** The most ranges that are named; more are counted. */
const NAMED = 4;

function wordsOf({ kind, ranges: on }: Cell, pool: AddressPool, nameOf: (id: string) => string): string {
  if (kind === 'free') return 'free';
  const names = on.slice(0, NAMED).flatMap((index) => {
    const range = pool.ranges[index];
    return range ? [`${nameOf(range.owner)} ${USE_NAMES[range.use]} ${formatPrefix(range.prefix)}`] : [];
  });
  const more = on.length - names.length;
  const text = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return kind === 'overlapping'
    ? `overlapping: ${text}`
    : kind === 'several'
      ? `close together: ${text}`
      : text;
}

/** What the picked stretch is: its ends, its size, its ranges; of a free one the blocks that fill it. */
function CellWords({
  editor,
  cell,
  pool,
  family,
}: {
  editor: Editor;
  cell: Cell;
  pool: AddressPool;
  family: Family;
}) {
  const plan = useEditor(editor, (state) => state.plan);
  const text = (value: bigint) => formatAddress({ family, value });
  const blocks = cell.kind === 'free' ? blocksOf(family, cell.first, cell.last) : [];
  return (
    <>
      <code>
        {text(cell.first)} – {text(cell.last)}
      </code>{' '}
      ({countText(cell.last - cell.first + 1n)} addresses): {wordsOf(cell, pool, (id) => nameOfId(plan, id))}
      {blocks.length > 0 && (
        <>
          , as <code>{blocks.slice(0, NAMED).map(formatPrefix).join(' ')}</code>
          {blocks.length > NAMED ? ` and ${blocks.length - NAMED} more blocks` : ''}
        </>
      )}
    </>
  );
}

function Legend({ cells }: { cells: readonly Cell[] }) {
  const overlapping = cells.some(({ kind }) => kind === 'overlapping');
  return (
    <span className={styles.legend}>
      <span className={classNames(styles.key, styles.nodes)} /> nodes, hosts
      <span className={classNames(styles.key, styles.pods)} /> pods
      <span className={classNames(styles.key, styles.services)} /> services
      {overlapping && (
        <>
          <span className={classNames(styles.key, styles.overlapping)} /> overlapping
        </>
      )}
      <span className={classNames(styles.key, styles.free)} /> free
    </span>
  );
}
