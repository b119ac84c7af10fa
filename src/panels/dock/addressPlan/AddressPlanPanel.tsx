import { useMemo, useState } from 'react';
import { type AddressPool, covers, formatPrefix, type Prefix, samePrefix, windowOf } from '#core';
import type { Editor, SurveyView } from '#editor';
import { Select } from '../../ui/Select.tsx';
import { useReadOnly } from '../../useEditor.ts';
import styles from './AddressPlan.module.css';
import { AddressStrip } from './AddressStrip.tsx';
import { AddressTree } from './AddressTree.tsx';
import type { Cell } from './cells.ts';
import { FreeBlock } from './FreeBlock.tsx';

/** Every range of the plan: a strip of the address line, a tree from pool to range, and the next free block of a size. */
export function AddressPlanPanel({ editor, survey }: { editor: Editor; survey: SurveyView | undefined }) {
  const [chosen, setChosen] = useState<string>();
  const [zoomed, setZoomed] = useState<Prefix>();
  const [picked, setPicked] = useState<Cell>();
  const readOnly = useReadOnly(editor);
  const pools = survey?.pools;
  const pool = pools?.find(({ prefix }) => formatPrefix(prefix) === chosen) ?? widest(pools ?? []);
  const usual = useMemo(
    () =>
      pool &&
      windowOf(
        pool.prefix,
        pool.ranges.map(({ prefix }) => prefix),
      ),
    [pool],
  );
  if (!pools) return <p className={styles.empty}>Reading the address plan…</p>;
  if (!pool || !usual)
    return <p className={styles.empty}>The plan has no ranges yet: add a cluster or a host.</p>;
  const window = zoomed && covers(pool.prefix, zoomed) ? zoomed : usual;
  const choose = (text: string) => {
    setChosen(text);
    setZoomed(undefined);
    setPicked(undefined);
  };
  return (
    <div className={styles.panel}>
      <div className={styles.line}>
        <AddressStrip
          editor={editor}
          pool={pool}
          window={window}
          picked={picked}
          onPick={setPicked}
          onZoom={setZoomed}
          zoomedOut={samePrefix(window, pool.prefix)}
        >
          <Select
            label="Pool"
            hideLabel
            mono
            value={formatPrefix(pool.prefix)}
            options={pools.map(({ prefix, name }) => ({
              value: formatPrefix(prefix),
              text: `${formatPrefix(prefix)} ${name}`,
            }))}
            onChange={choose}
          />
        </AddressStrip>
        {!readOnly && (
          <FreeBlock editor={editor} pool={pool} within={picked?.kind === 'free' ? picked : undefined} />
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="Ranges by pool" tabIndex={0}>
        <AddressTree
          editor={editor}
          pools={pools}
          onRange={({ prefix }) => {
            const home = pools.find((candidate) => covers(candidate.prefix, prefix));
            if (!home) return;
            choose(formatPrefix(home.prefix));
          }}
        />
      </section>
    </div>
  );
}

/** The pool that most ranges are in. */
const widest = (pools: readonly AddressPool[]): AddressPool | undefined =>
  pools.reduce<AddressPool | undefined>(
    (most, pool) => (most && most.ranges.length >= pool.ranges.length ? most : pool),
    undefined,
  );
