import { Globe, ShieldCheck } from 'lucide-react';
import type { CardChip } from '#core/view';
import styles from './Card.module.css';

const SIGNS = { shield: ShieldCheck, globe: Globe } as const;

/** The pills in the foot of a card. */
export const Chips = ({ chips }: { chips: readonly CardChip[] }) =>
  chips.map(({ text, sign, layer }) => {
    const Sign = sign && SIGNS[sign];
    return (
      <span key={text} className={styles.chip} data-layer={layer}>
        {Sign && <Sign size={12} aria-hidden />} {text}
      </span>
    );
  });
