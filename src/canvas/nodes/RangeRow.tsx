import type { CardRow } from '#core/view';
import { SeverityIcon } from '../Glyph.tsx';
import styles from './Card.module.css';

/** One row of a card: what kind of range, and the range itself, wavy where it collides. */
function RangeRow({ row: { kind, text, virtual, mark } }: { row: CardRow }) {
  const words =
    mark && `${mark.severity}${mark.common.length > 0 ? `, common: ${mark.common.join(', ')}` : ''}`;
  return (
    <li className={`${styles.row} ${virtual ? styles.virtual : ''}`} data-mark={mark?.severity}>
      <span className={styles.kind}>{kind}</span>
      <span className={`${styles.range} ${mark ? styles[mark.severity] : ''}`} title={words}>
        {text}
      </span>
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
