import type { Editor } from '#editor';
import styles from './Dock.module.css';
import { FlowTable } from './FlowTable.tsx';
import { HopList } from './HopList.tsx';
import { WalkForm } from './WalkForm.tsx';

/** Saved flows, the form for another one, and the walk in words. */
export function PathsPanel({ editor }: { editor: Editor }) {
  return (
    <div className={styles.paths}>
      <WalkForm editor={editor} />
      <div className={styles.columns}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.scroll} aria-label="Flows" tabIndex={0}>
          <FlowTable editor={editor} />
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
        <section className={styles.scroll} aria-label="Hop list" tabIndex={0}>
          <HopList editor={editor} />
        </section>
      </div>
    </div>
  );
}
