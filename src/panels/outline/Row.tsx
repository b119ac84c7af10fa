import {
  Cable,
  ChevronDown,
  ChevronRight,
  Frame,
  Layers,
  type LucideIcon,
  Monitor,
  Plug,
  Router,
  Rows3,
  StickyNote,
} from 'lucide-react';
import { type MouseEvent, useRef } from 'react';
import type { OutlineKind, OutlineRow } from '#editor';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import styles from './Outline.module.css';

const ICONS: Readonly<Partial<Record<OutlineKind, LucideIcon>>> = {
  site: Frame,
  cluster: Layers,
  router: Router,
  host: Monitor,
  note: StickyNote,
  range: Rows3,
  link: Cable,
  attachment: Plug,
};

interface RowProps {
  readonly row: OutlineRow;
  /** One row of the tree is reached by the Tab key. */
  readonly inTabOrder: boolean;
  readonly selected: boolean;
  readonly renaming: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onToggle: () => void;
  /** With the new name; undefined when the old one stays. */
  readonly onRename: (name: string | undefined) => void;
}

/** Rows whose sign or title says what they are. */
const PLAIN: ReadonlySet<OutlineRow['kind']> = new Set(['cluster', 'router', 'note']);

export function Row({ row, inTabOrder, selected, renaming, onClick, onToggle, onRename }: RowProps) {
  const { key, kind, title, detail, id, finding, severity, level, expanded, position, siblings } = row;
  const Icon = ICONS[kind];
  const Chevron = expanded ? ChevronDown : ChevronRight;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys of all its rows
    <div
      role="treeitem"
      aria-label={`${title}, ${detail}${severity && kind !== 'finding' ? `, ${severity}` : ''}`}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={expanded}
      aria-selected={selected}
      tabIndex={inTabOrder ? 0 : -1}
      className={styles.row}
      data-row-key={key}
      data-part={kind === 'range' || kind === 'finding' || undefined}
      data-menu-id={finding === undefined ? id : undefined}
      data-menu-finding={finding}
      data-range={row.field}
      style={{ paddingInlineStart: `calc(${level - 1} * 14px + 4px)` }}
      onClick={onClick}
    >
      <span
        className={styles.chevron}
        aria-hidden
        onClick={(event) => {
          if (expanded === undefined) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {expanded !== undefined && <Chevron size={14} />}
      </span>
      {kind === 'finding' && severity ? (
        <span className={styles.icon} aria-hidden>
          <SeverityGlyph severity={severity} size={14} />
        </span>
      ) : (
        Icon && <Icon size={14} aria-hidden className={styles.icon} />
      )}
      {renaming ? (
        <NameField name={title} onDone={onRename} />
      ) : (
        <>
          <span className={kind === 'range' ? styles.range : styles.title}>{title}</span>
          <span className={styles.detail}>{PLAIN.has(kind) ? '' : detail}</span>
          {severity && kind !== 'finding' && (
            <span className={styles.mark} aria-hidden>
              <SeverityGlyph severity={severity} size={13} />
            </span>
          )}
        </>
      )}
    </div>
  );
}

/** Enter keeps the new name, Escape the old one. */
function NameField({ name, onDone }: { name: string; onDone: (name: string | undefined) => void }) {
  const done = useRef(false);
  const finish = (value: string | undefined): void => {
    // Enter ends the field, and its end blurs it: only the first counts.
    if (done.current) return;
    done.current = true;
    onDone(value);
  };
  return (
    <input
      className={styles.field}
      aria-label={`New name for ${name}`}
      defaultValue={name}
      maxLength={253}
      // biome-ignore lint/a11y/noAutofocus: the field takes the place of the row that had the focus
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => finish(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish(undefined);
      }}
    />
  );
}
