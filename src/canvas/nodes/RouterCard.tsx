import type { NodeProps } from '@xyflow/react';
import { Router as RouterIcon } from 'lucide-react';
import { memo } from 'react';
import { routerAddress, routerChips } from '#core/view';
import { MarkBadge } from '../Glyph.tsx';
import type { RouterNode } from '../graph.ts';
import { Breakable } from './Breakable.tsx';
import styles from './Card.module.css';
import { CardTitle } from './CardTitle.tsx';
import { Chips } from './Chips.tsx';
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
        <Chips chips={routerChips(router)} />
        <span className={styles.address} title={addresses.join(', ')}>
          <Breakable text={routerAddress(addresses) ?? 'no network yet'} />
        </span>
      </div>
    </div>
  );
});
RouterCard.displayName = 'RouterCard';
