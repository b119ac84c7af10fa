import type { Envelope, HeaderField } from '#core/view';
import styles from './Envelopes.module.css';

/** The header stack of a packet: the outer envelope holds the inner one; what NAT replaced is struck through. */
export function Envelopes({ envelope }: { envelope: Envelope }) {
  const inner = (
    <span className={styles.header}>
      <Field field={envelope.src} name="source" /> <span aria-hidden>→</span>
      <span className={styles.hidden}> to </span> <Field field={envelope.dst} name="destination" />
    </span>
  );
  if (!envelope.outer) return inner;
  return (
    <span className={styles.outer}>
      <span className={styles.header}>
        <span className={styles.kind}>{envelope.outer.kind}</span> {envelope.outer.src}{' '}
        <span aria-hidden>→</span>
        <span className={styles.hidden}> to </span> {envelope.outer.dst}
      </span>
      {inner}
    </span>
  );
}

function Field({ field, name }: { field: HeaderField; name: string }) {
  if (!field.before) return <span>{field.now}</span>;
  return (
    <>
      <span className={styles.hidden}>{name} was </span>
      <s className={styles.before}>{field.before}</s> <span className={styles.hidden}>, now </span>
      <strong>{field.now}</strong>
    </>
  );
}
