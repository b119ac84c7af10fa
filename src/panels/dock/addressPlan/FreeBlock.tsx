import { useId, useMemo, useState } from 'react';
import {
  type AddressPool,
  addressBits,
  type BlockTarget,
  blocksOf,
  blockTargets,
  formatPrefix,
  nextFreeBlock,
  type Prefix,
  prefixSize,
  takeBlock,
} from '#core';
import { type Editor, nameOfId } from '#editor';
import { changeChecked } from '../../changeChecked.ts';
import { countText } from '../../inspector/cidrFacts.ts';
import { Button } from '../../ui/Button.tsx';
import { ChangePreview } from '../../ui/ChangePreview.tsx';
import { classNames } from '../../ui/classNames.ts';
import controls from '../../ui/controls.module.css';
import { useEditor } from '../../useEditor.ts';
import styles from './AddressPlan.module.css';

const USUAL = { 4: '20', 6: '64' } as const;
const WORDS = {
  nodes: 'node network',
  pods: 'pod range',
  services: 'service range',
  transfer: 'transfer network',
} as const;

/** The next free block of a size in a pool, or in a free stretch of it that was picked, and what can be done with it. */
export function FreeBlock({
  editor,
  pool,
  within,
}: {
  editor: Editor;
  pool: AddressPool;
  within: { readonly first: bigint; readonly last: bigint } | undefined;
}) {
  const plan = useEditor(editor, (state) => state.plan);
  const { family } = pool.prefix;
  const [typed, setTyped] = useState<{ readonly family: 4 | 6; readonly text: string }>();
  const text =
    typed?.family === family ? typed.text : String(Math.max(Number(USUAL[family]), pool.prefix.length));
  const [target, setTarget] = useState('');
  const [asked, setAsked] = useState(false);
  const id = useId();
  const length = /^\/?\d{1,3}$/.test(text.trim()) ? Number(text.trim().replace('/', '')) : undefined;
  const fits = length !== undefined && length >= pool.prefix.length && length <= addressBits(family);
  const block = useMemo(() => {
    if (!fits || length === undefined) return undefined;
    const homes = within ? blocksOf(family, within.first, within.last) : [pool.prefix];
    for (const home of homes) {
      const free = nextFreeBlock(plan, home, length);
      if (free) return free;
    }
    return undefined;
  }, [plan, pool.prefix, family, within, fits, length]);
  const targets = useMemo(() => blockTargets(plan, family), [plan, family]);
  const chosen = targets.find((candidate) => keyOf(candidate) === target);
  const edits = chosen && block ? takeBlock(plan, chosen, block) : [];
  const [refused, setRefused] = useState<string>();
  const take = () => {
    if (!chosen || !block) return;
    const label = `${chosen.replaces ? 'Move' : 'Add'} ${WORDS[chosen.use]} of ${nameOfId(plan, chosen.owner)}: ${formatPrefix(block)}`;
    const problem = changeChecked(editor, label, edits);
    setRefused(problem);
    setAsked(false);
    if (problem === undefined) editor.announce(`Done: ${label}.`);
  };
  return (
    <form
      className={styles.freeBlock}
      aria-label="Next free block"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(chosen !== undefined && block !== undefined);
      }}
    >
      <div className={styles.freeFields}>
        <label className={styles.size}>
          Next free&nbsp;/
          <input
            className={classNames(controls.input, controls.mono, !fits && controls.invalid)}
            inputMode="numeric"
            aria-label={`Length of the block, from ${pool.prefix.length} to ${addressBits(family)}`}
            aria-invalid={!fits || undefined}
            aria-describedby={id}
            value={text}
            onChange={(event) => {
              setTyped({ family, text: event.target.value });
              setAsked(false);
            }}
          />
        </label>
        <output id={id} className={styles.found}>
          {!fits ? (
            `A length from /${pool.prefix.length} to /${addressBits(family)}.`
          ) : block ? (
            <>
              <code>{formatPrefix(block)}</code> ({countText(prefixSize(block))} addresses
              {within ? ', where you picked' : ''})
            </>
          ) : (
            `Nothing of this size is free ${within ? 'in the stretch that you picked' : `in ${formatPrefix(pool.prefix)}`}.`
          )}
        </output>
        <TargetChoice
          targets={targets}
          value={target}
          onChange={setTarget}
          nameOf={(owner) => nameOfId(plan, owner)}
        />
        <Button type="submit" disabled={!chosen || !block} aria-expanded={asked}>
          Use it here
        </Button>
      </div>
      {refused && (
        <p role="alert" className={controls.problem}>
          {refused}
        </p>
      )}
      {asked && chosen && block && (
        <ChangePreview
          title={`Use ${formatPrefix(block)} for ${nameOfId(plan, chosen.owner)}?`}
          plan={plan}
          edits={edits}
          apply="Use it"
          onApply={take}
          onCancel={() => setAsked(false)}
        />
      )}
    </form>
  );
}

const keyOf = ({ owner, use, replaces }: BlockTarget): string =>
  `${owner} ${use} ${replaces ? textOf(replaces) : ''}`;
const textOf = (prefix: Prefix): string => formatPrefix(prefix);

/** What the block is for, by owner. */
function TargetChoice({
  targets,
  value,
  onChange,
  nameOf,
}: {
  targets: readonly BlockTarget[];
  value: string;
  onChange: (key: string) => void;
  nameOf: (owner: string) => string;
}) {
  const owners = [...new Set(targets.map(({ owner }) => owner))];
  return (
    <select
      className={controls.select}
      aria-label="What the block is for"
      value={targets.some((candidate) => keyOf(candidate) === value) ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">for…</option>
      {owners.map((owner) => (
        <optgroup key={owner} label={nameOf(owner)}>
          {targets
            .filter((candidate) => candidate.owner === owner)
            .map((candidate) => (
              <option key={keyOf(candidate)} value={keyOf(candidate)}>
                {candidate.replaces
                  ? `${nameOf(owner)}: move ${WORDS[candidate.use]} ${textOf(candidate.replaces)}`
                  : `${nameOf(owner)}: one more ${WORDS[candidate.use]}`}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
