import type { NodeProps } from '@xyflow/react';
import { Globe, Router as RouterIcon, ShieldCheck } from 'lucide-react';
import { memo } from 'react';
import { MarkBadge } from '../Glyph.tsx';
import type { RouterNode } from '../graph.ts';
import styles from './Card.module.css';
import { CardTitle } from './CardTitle.tsx';
import { Handles } from './Handles.tsx';
import { LockGlyph } from './LockGlyph.tsx';

export const RouterCard = memo(({ data, selected }: NodeProps<RouterNode>) => {
  const { router, mark, addresses, locked } = data;
  const name = router.name ?? router.id;
  return (
    <div
      className={`${styles.card} ${styles.router}`}
      data-selected={selected}
      data-severity={mark?.severity}
      data-device={`router:${router.id}`}
    >
      <Handles name={name} />
      <header className={styles.header}>
        <RouterIcon size={16} aria-hidden className={styles.icon} />
        <CardTitle id={router.id} name={name} />
        {locked && <LockGlyph />}
        <MarkBadge mark={mark} />
      </header>
      <div className={styles.footer}>
        {router.asn !== undefined && (
          <span className={`${styles.chip} ${styles.system}`}>AS {router.asn}</span>
        )}
        {router.stateful && (
          <span className={styles.chip}>
            <ShieldCheck size={12} aria-hidden /> stateful
          </span>
        )}
        {router.internet && (
          <span className={styles.chip}>
            <Globe size={12} aria-hidden /> internet
          </span>
        )}
        <span className={styles.address} title={addresses.join(', ')}>
          {addresses[0] ?? 'no network yet'}
          {addresses.length > 1 && ` +${addresses.length - 1}`}
        </span>
      </div>
    </div>
  );
});
RouterCard.displayName = 'RouterCard';
