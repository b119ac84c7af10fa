import { useContext } from 'react';
import type { CardRow } from '#core/view';
import { CanvasContext } from '../CanvasContext.ts';
import { SeverityIcon } from '../Glyph.tsx';
import { Breakable } from './Breakable.tsx';
import styles from './Card.module.css';
import { RangeField } from './RangeField.tsx';

/** How the rows are called where there is room for it. */
const KIND: Readonly<Record<CardRow['kind'], string>> = {
  node: 'node network',
  pod: 'pod range',
  vip: 'service range',
  addr: 'address',
};

/** One row of a card: what kind of range, and the range itself, wavy where it collides. */
function RangeRow({ row: { kind, text, field, virtual, mark } }: { row: CardRow }) {
  const { editingRange, editRange, range } = useContext(CanvasContext);
  const words =
    mark && `${mark.severity}${mark.common.length > 0 ? `, common: ${mark.common.join(', ')}` : ''}`;
  return (
    <li
      className={`${styles.row} ${virtual ? styles.virtual : ''}`}
      data-mark={mark?.severity}
      data-range={field}
      data-selected={(range === field && editingRange !== field) || undefined}
      onDoubleClick={(event) => {
        event.stopPropagation();
        editRange(field);
      }}
    >
      <span className={styles.kind}>{kind}</span>
      {editingRange === field ? (
        <RangeField field={field} text={text} kind={KIND[kind]} />
      ) : (
        <span className={`${styles.range} ${mark ? styles[mark.severity] : ''}`} title={words}>
          <Breakable text={text} />
        </span>
      )}
      {mark && (
        <span className={styles.mark} role="img" aria-label={words}>
          <SeverityIcon severity={mark.severity} />
        </span>
      )}
      {virtual && <span className={styles.tag}>virtual</span>}
    </li>
  );
}

export const rangeRow = (row: CardRow) => <RangeRow key={`${row.kind} ${row.text}`} row={row} />;
