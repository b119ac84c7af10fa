import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { afterClosing } from '../ui/afterClosing.ts';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import { KeyCaps } from '../ui/KeyCaps.tsx';
import styles from './CommandPalette.module.css';
import type { PaletteGroup, PaletteItem, PaletteMode } from './item.ts';
import { inOrderOf, type PaletteWorld, paletteGroups } from './paletteGroups.ts';
import { Sign } from './Sign.tsx';

export interface CommandPaletteProps extends Omit<PaletteWorld, 'mode'> {
  /** What it is open for; undefined: it is closed. */
  readonly mode: PaletteMode | undefined;
  readonly onClose: () => void;
  /** What was typed before the field was there to take it. */
  readonly takeEarly: () => string;
}

const ASKS: Readonly<Record<PaletteMode, string>> = {
  commands: 'A command, a name, an address, a finding…',
  find: 'A name, an id, an address or a range in this plan…',
  peer: 'Connect it to…',
  site: 'Put it into…',
  target: 'Walk a packet to…',
};
const NAMES: Readonly<Record<PaletteMode, string>> = {
  commands: 'Command palette',
  find: 'Find in the plan',
  peer: 'Connect to',
  site: 'Move to a site',
  target: 'Walk a packet to',
};

/** One field that finds and does everything. */
export function CommandPalette({ mode, onClose, takeEarly, ...world }: CommandPaletteProps) {
  // What was chosen is done when the palette is gone: the focus is back where the command acts.
  const chosen = useRef<PaletteItem>(undefined);
  // It closes in the shape in which it was open.
  const [last, setLast] = useState<PaletteMode>(mode ?? 'commands');
  if (mode !== undefined && mode !== last) setLast(mode);
  // Asked for again before it is gone, it opens anew; and what was chosen is not forgotten.
  const [opened, setOpened] = useState({ mode, times: 0 });
  if (mode !== opened.mode) setOpened({ mode, times: opened.times + (mode === undefined ? 0 : 1) });
  useEffect(() => {
    if (mode === undefined) return;
    const item = chosen.current;
    chosen.current = undefined;
    item?.run();
  }, [mode]);
  return (
    <Dialog.Root
      open={mode !== undefined}
      onOpenChange={(open) => !open && onClose()}
      onOpenChangeComplete={(open) => {
        if (open) return;
        const item = chosen.current;
        chosen.current = undefined;
        if (item) afterClosing(item.run);
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={controls.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label={NAMES[last]}>
          <Finder
            key={opened.times}
            world={{ ...world, mode: last }}
            takeEarly={takeEarly}
            onChoose={(item) => {
              chosen.current = item;
              onClose();
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({
  world,
  takeEarly,
  onChoose,
}: {
  world: PaletteWorld;
  takeEarly: () => string;
  onChoose: (item: PaletteItem) => void;
}) {
  const [query, setQuery] = useState('');
  /** The key of the line that was chosen and could not be done then. */
  const [asked, setAsked] = useState<string>();
  const [lit, setLit] = useState<PaletteItem>();
  const hint = useId();
  // Anything of the state may change whether and why a command applies.
  const state = useStore(world.editor.store);
  const before = useRef<{ readonly query: string; readonly groups: readonly PaletteGroup[] }>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines are of this state
  const groups = useMemo(() => {
    const fresh = paletteGroups(world, query);
    const shown = before.current?.query === query ? inOrderOf(before.current.groups, fresh) : fresh;
    before.current = { query, groups: shown };
    return shown;
  }, [world.mode, world.extra, query, state]);
  const items = groups.flatMap((group) => group.items);
  const count = items.length;
  const askedItem = asked === undefined ? undefined : items.find(({ key }) => key === asked);
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={groups}
      value={query}
      onValueChange={(next, { reason }) => {
        // Choosing a line must not write it into the field.
        if (reason === 'item-press') return;
        setQuery(next);
        setAsked(undefined);
      }}
      itemToStringValue={(item: PaletteItem) => item.title}
      autoHighlight="always"
      keepHighlight
      onItemHighlighted={(item) => {
        setLit(item);
        // The same line, told anew because something else changed, is still the one that was asked for.
        if (item !== undefined && item.key !== asked) setAsked(undefined);
      }}
    >
      <div className={styles.ask}>
        <Search size={16} aria-hidden className={styles.glass} />
        <Autocomplete.Input
          className={styles.input}
          aria-label={NAMES[world.mode]}
          aria-describedby={hint}
          placeholder={ASKS[world.mode]}
          onFocus={() => {
            const early = takeEarly();
            if (early !== '') setQuery((before) => before + early);
          }}
          spellCheck={false}
        />
        <Dialog.Close className={styles.close} aria-label="Close" title="Close (Esc)">
          <KeyCaps keys="Esc" />
        </Dialog.Close>
      </div>
      <Autocomplete.Empty>
        {count === 0 && (
          <p className={styles.empty}>
            {query.trim() === ''
              ? 'There is nothing to choose from.'
              : `Nothing answers to “${query.trim()}”.`}
          </p>
        )}
      </Autocomplete.Empty>
      <Autocomplete.List className={styles.list}>
        {(group: PaletteGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className={styles.group}>
            <Autocomplete.GroupLabel className={styles.heading}>{group.value}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem) => (
                <Autocomplete.Item
                  key={item.key}
                  value={item}
                  className={styles.item}
                  aria-disabled={item.reason !== undefined || undefined}
                  onClick={() => (item.reason === undefined ? onChoose(item) : setAsked(item.key))}
                >
                  <Line item={item} />
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <p id={hint} className={styles.foot} role="status">
        {askedItem?.reason !== undefined ? (
          <strong>Not now: {askedItem.reason}.</strong>
        ) : askedItem ? (
          <strong>Now it can be done: press Enter.</strong>
        ) : lit?.detail !== undefined && lit.detail.length > 60 ? (
          lit.detail
        ) : (
          'Arrow keys choose, Enter does it.'
        )}
      </p>
    </Autocomplete.Root>
  );
}

function Line({ item }: { item: PaletteItem }) {
  return (
    <>
      <Sign sign={item.sign} />
      <span className={styles.title}>{item.title}</span>
      <span className={classNames(styles.detail, item.reason !== undefined && styles.reason)}>
        {item.reason ?? item.detail}
      </span>
      {item.keys?.map((keys) => (
        <KeyCaps key={keys} keys={keys} />
      ))}
    </>
  );
}
