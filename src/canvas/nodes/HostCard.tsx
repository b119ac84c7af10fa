import type { NodeProps } from '@xyflow/react';
import { Monitor } from 'lucide-react';
import { memo } from 'react';
import { hostRows } from '#core/view';
import { MarkBadge } from '../Glyph.tsx';
import type { HostNode } from '../graph.ts';
import styles from './Card.module.css';
import { CardTitle } from './CardTitle.tsx';
import { Handles } from './Handles.tsx';
import { LockGlyph } from './LockGlyph.tsx';
import { rangeRow } from './RangeRow.tsx';

export const HostCard = memo(({ data, selected }: NodeProps<HostNode>) => {
  const { host, mark, locked } = data;
  const name = host.name ?? host.id;
  return (
    <div
      className={styles.card}
      data-selected={selected}
      data-severity={mark?.severity}
      data-device={`host:${host.id}`}
    >
      <Handles name={name} />
      <header className={styles.header}>
        <Monitor size={16} aria-hidden className={styles.icon} />
        <CardTitle id={host.id} name={name} />
        {locked && <LockGlyph />}
        <MarkBadge mark={mark} />
      </header>
      <ul className={styles.rows} aria-label={`Addresses of ${name}`}>
        {hostRows(host, mark).map(rangeRow)}
      </ul>
    </div>
  );
});
HostCard.displayName = 'HostCard';
