import type { ReactNode } from 'react';
import type { OuterHeader } from '#core';
import { drawnHeaders, type Envelope, type HeaderField } from '#core/view';
import styles from './Envelopes.module.css';

/**
 * The header stack of a packet: an outer envelope holds the inner one; what NAT replaced is struck through. `transport` tells
 * protocol and port.
 */
export function Envelopes({ envelope, transport }: { envelope: Envelope; transport?: string }) {
  const { shown, more } = drawnHeaders(envelope);
  return (
    <Nested headers={shown} more={more}>
      <span className={styles.header}>
        <Field field={envelope.src} name="source" /> <span aria-hidden>→</span>
        <span className={styles.hidden}> to </span> <Field field={envelope.dst} name="destination" />
        {transport && <span className={styles.transport}> {transport}</span>}
      </span>
    </Nested>
  );
}

function Nested({
  headers,
  more,
  children,
}: {
  headers: readonly OuterHeader[];
  more: number;
  children: ReactNode;
}) {
  const [outermost, ...rest] = headers;
  if (!outermost) return children;
  return (
    <span className={styles.outer}>
      <span className={styles.header}>
        {more > 0 && <span title={`${more} more headers around it`}>+{more} </span>}
        <span className={styles.kind}>{outermost.kind}</span> {outermost.src} <span aria-hidden>→</span>
        <span className={styles.hidden}> to </span> {outermost.dst}
      </span>
      <Nested headers={rest} more={0}>
        {children}
      </Nested>
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
