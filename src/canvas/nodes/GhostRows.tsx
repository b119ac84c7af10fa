import type { Cluster } from '#core';
import { ghostHeading, ghostRanges, ghostWords, type Mark, rangeMark } from '#core/view';
import { SeverityIcon } from '../Glyph.tsx';
import { Breakable } from './Breakable.tsx';
import styles from './Ghost.module.css';

/** Ranges that nobody wrote down, in a dashed outline: what uses them, and that they are assumed. */
export function GhostRows({ cluster, mark }: { cluster: Cluster; mark: Mark | undefined }) {
  return (
    <div className={styles.ghosts}>
      <p className={styles.heading}>{ghostHeading(cluster)}</p>
      <ul className={styles.list}>
        {ghostRanges(cluster).map((ghost) => {
          const found = rangeMark(mark, ghost.cidr);
          return (
            <li
              key={`${ghost.cidr} ${ghost.use}`}
              className={styles.row}
              title={`${ghost.cidr}: ${ghost.use}${ghost.when === undefined ? '' : ` (${ghost.when})`}`}
              data-mark={found?.severity}
            >
              <span className={styles.range}>
                <Breakable text={ghost.cidr} />
              </span>
              {found && (
                <span role="img" aria-label={found.severity} className={styles.mark}>
                  <SeverityIcon severity={found.severity} />
                </span>
              )}
              <span className={styles.use}>{ghostWords(ghost)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
