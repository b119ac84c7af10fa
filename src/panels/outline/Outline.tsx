import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Finding, Plan } from '#core';
import {
  addNote,
  attachedBy,
  drawnIds,
  type Editor,
  focusAfter,
  frameOf,
  locate,
  type OutlineRow,
  outline,
  placements,
  rename,
  run,
} from '#editor';
import { Button } from '../ui/Button.tsx';
import { focusWhenThere } from '../ui/focusWhenThere.ts';
import { useEditor } from '../useEditor.ts';
import styles from './Outline.module.css';
import { Row } from './Row.tsx';
import { inspect, rowMove } from './rowKeys.ts';

const NONE: readonly Finding[] = [];

/** So many rows are drawn at first: a plan may have thousands. What has the focus is always among them, with those around it. */
const DRAWN = 200;
const AHEAD = 50;

/** The rows of more things than these are not made at once. */
const MANY = 500;

/** The rows that are drawn, from one index to before another. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The stretch that a row is in: the same, a longer one where it is near, else another around it. */
function stretchWith({ from, to }: Stretch, row: number): Stretch {
  if (row < 0 || (row >= from && row + AHEAD <= to)) return { from, to };
  if (row >= from && row < to + DRAWN) return { from, to: row + AHEAD };
  if (row < from && row > from - DRAWN) return { from: Math.max(0, row - AHEAD), to };
  return { from: Math.max(0, row - AHEAD), to: Math.max(DRAWN, row + DRAWN - AHEAD) };
}

/**
 * The plan as a tree, and an editor of its own: what can be done on the canvas can be done here, by the same keys and menus.
 * One row is in the order of the Tab key; the arrow keys go on from it, and what has the focus is what is selected.
 */
export function Outline({ editor }: { editor: Editor }) {
  const planNow = useEditor(editor, (state) => state.plan);
  const findingsNow = useEditor(editor, (state) => state.analysis.judgement?.findings) ?? NONE;
  // Rows of thousands are made when the page has drawn what was done: it would wait for them.
  const [planLater, findingsLater] = [useDeferredValue(planNow), useDeferredValue(findingsNow)];
  const many = drawnIds(planNow).length > MANY;
  const [plan, findings] = many ? [planLater, findingsLater] : [planNow, findingsNow];
  const selection = useEditor(editor, (state) => state.selection);
  const finding = useEditor(editor, (state) => state.finding);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string>();
  /** How often the row of what is selected was asked to take the focus. */
  const [asks, setAsks] = useState(0);
  const [renaming, setRenaming] = useState<string>();
  const tree = useRef<HTMLDivElement>(null);
  const nothing = useRef<HTMLParagraphElement>(null);
  const rows = useMemo(() => outline(plan, findings, toggled), [plan, findings, toggled]);

  // A row that went gives the focus to the next one.
  const before = useRef(rows);
  const key = focusAfter(before.current, rows, focused);
  useEffect(() => {
    before.current = rows;
    if (key !== focused) setFocused(key);
  }, [rows, key, focused]);

  const active = useRef(false);
  const wanted = useRef(false);
  useEffect(
    () =>
      editor.surface.on('focus-row', () => {
        active.current = true;
        wanted.current = true;
        setAsks((before) => before + 1);
      }),
    [editor],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when the rows are others, and the same key stands elsewhere
  useEffect(() => {
    const here = document.activeElement;
    const lost = active.current && (here === document.body || here === null);
    if (wanted.current && nothing.current) {
      nothing.current.focus();
      wanted.current = false;
      return;
    }
    if (!wanted.current && !lost && !tree.current?.contains(here)) return;
    if ((!wanted.current && here instanceof HTMLInputElement) || key === undefined) return;
    const row = rowOf(tree.current, key);
    row?.focus();
    if (row) wanted.current = false;
  }, [key, rows, renaming, asks]);

  // What is selected elsewhere is where the Tab key comes in, if its row is shown; what a command selected while the outline
  // has the focus gets it, and is unfolded.
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when somebody asks for it
  useEffect(() => {
    const [only] = selection;
    if (only === undefined || (active.current && selection.length > 1 && !wanted.current)) return;
    setFocused((now) => {
      const row = rows.find((candidate) => candidate.key === now);
      if (row?.id === only || (active.current && row?.kind === 'finding')) return now;
      const next = rows.find(({ id }) => id === only);
      if (next) return next.key;
      if (active.current) setToggled((all) => unfolded(all, plan, only));
      return now;
    });
  }, [selection, rows, plan, asks]);

  const choose = (row: OutlineRow): void => {
    if (row.finding !== undefined) editor.selectFinding(row.finding);
    else {
      editor.selectFinding(undefined);
      if (row.field !== undefined) editor.selectRange(row.field);
      else editor.select(row.id === undefined ? [] : [row.id]);
    }
  };
  const goTo = (row: OutlineRow, extend: boolean): void => {
    setFocused(row.key);
    if (!extend) choose(row);
    else if (row.id !== undefined) editor.select([...selection.filter((id) => id !== row.id), row.id]);
  };
  const toggle = (row: OutlineRow): void =>
    setToggled((all) => (all.has(row.key) ? without(all, row.key) : new Set([...all, row.key])));

  const selected = useMemo(() => new Set(selection), [selection]);
  const drawn = useRef<Stretch>({ from: 0, to: DRAWN });
  const [, setDrawn] = useState(drawn.current);
  const more = (stretch: Stretch): void => {
    drawn.current = stretch;
    setDrawn(stretch);
  };
  drawn.current = stretchWith(
    drawn.current,
    rows.findIndex((row) => row.key === key),
  );
  const { from, to } = drawn.current;
  const shown = rows.slice(from, to);
  const left = rows.length - from - shown.length;

  /** A range is selected as its owner is: of those, the one with the focus is marked. */
  const isSelected = (row: OutlineRow): boolean => {
    if (row.finding !== undefined) return row.finding === finding;
    if (row.kind === 'range' && row.key !== key) return false;
    return row.id !== undefined && selected.has(row.id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = rows.findIndex((row) => row.key === key);
    const row = rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey || renaming !== undefined) return;
    const move = rowMove(event.key, rows, at);
    if (move?.kind === 'go') goTo(move.row, event.shiftKey);
    else if (move?.kind === 'toggle') toggle(row);
    else if (move?.kind === 'stay') {
      // The end of the tree: nothing moves, and the page does not scroll.
    } else if (event.key === ' ' && row.id !== undefined) {
      const { id } = row;
      editor.select(selection.includes(id) ? selection.filter((one) => one !== id) : [...selection, id]);
    } else if (event.key === 'Enter' && inspect(editor, row)) {
      // Done: the field, or the finding, has the focus.
    } else if (['Delete', 'Backspace'].includes(event.key) && row.kind === 'range')
      editor.announce('A range is deleted in its field: press Enter to go there.');
    else if (['Delete', 'Backspace'].includes(event.key) && row.kind === 'finding')
      editor.announce('A finding goes when its cause does: press Shift+F10 to fix or accept it.');
    else return;
    event.preventDefault();
  };

  // Renaming, and notes, are done where the focus is.
  const current = useRef(key);
  current.current = key;
  const offs = useRef<(() => void)[]>([]);
  const onFocus = ({ target }: FocusEvent): void => {
    active.current = true;
    const at = target.closest('[data-row-key]')?.getAttribute('data-row-key');
    if (at != null) setFocused(at);
    if (offs.current.length > 0) return;
    const { on } = editor.surface;
    offs.current = [
      on('rename', () => setRenaming(current.current)),
      on('edit-range', () => {
        const { range } = editor.store.getState();
        editor.surface.run('inspect');
        if (range !== undefined) focusWhenThere(`[data-field="${CSS.escape(range)}"]`);
      }),
      on('add-note', () => {
        const lowest = Math.max(
          0,
          ...[...placements(editor.store.getState().plan).values()].map(({ y }) => y),
        );
        run(editor, addNote('New note', { x: 0, y: lowest + 200 }));
      }),
    ];
  };
  const leave = (): void => {
    active.current = false;
    for (const off of offs.current) off();
    offs.current = [];
  };
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    // Null: the row that had the focus went, or the window did; the focus comes back.
    if (relatedTarget instanceof Element && !tree.current?.contains(relatedTarget)) leave();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the outline goes
  useEffect(() => leave, []);

  if (rows.length === 0)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: letters add things while the focus is here
      <p ref={nothing} className={styles.empty} tabIndex={0} onFocus={onFocus} onBlur={onBlur}>
        Nothing in the plan yet. With the focus here, C adds a cluster, R a router, E a host.
      </p>
    );
  return (
    <>
      {from > 0 && (
        <Button look="quiet" onClick={() => more({ from: Math.max(0, from - DRAWN), to })}>
          Show {Math.min(from, DRAWN)} more of {from.toLocaleString('en')} before
        </Button>
      )}
      <div
        ref={tree}
        role="tree"
        aria-label="Things in the plan"
        aria-multiselectable
        className={styles.tree}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={onBlur}
      >
        {shown.map((row) => (
          <Row
            key={row.key}
            row={row}
            inTabOrder={row.key === (key ?? rows[0]?.key)}
            selected={isSelected(row)}
            renaming={renaming === row.key}
            onClick={(event: MouseEvent) => {
              setFocused(row.key);
              active.current = true;
              if ((event.shiftKey || event.ctrlKey || event.metaKey) && row.id !== undefined) {
                const { id } = row;
                editor.select(
                  selection.includes(id) ? selection.filter((one) => one !== id) : [...selection, id],
                );
              } else choose(row);
            }}
            onToggle={() => toggle(row)}
            onRename={(name) => {
              setRenaming(undefined);
              if (name !== undefined && row.id !== undefined) run(editor, rename(row.id, name), 'quietly');
            }}
          />
        ))}
      </div>
      {left > 0 && (
        <Button look="quiet" onClick={() => more({ from, to: from + shown.length + DRAWN })}>
          Show {Math.min(left, DRAWN)} more of {left.toLocaleString('en')}
        </Button>
      )}
    </>
  );
}

/** What is toggled when something is to be seen: its site is unfolded, of a link a router, of an attachment what hangs there. */
function unfolded(toggled: ReadonlySet<string>, plan: Plan, id: string): ReadonlySet<string> {
  const found = locate(plan, id);
  const below = found?.collection === 'links' ? found.entity.ends[0] : attachedBy(id);
  const site = frameOf(plan, below ?? id)?.id;
  const open = site !== undefined && toggled.has(site) ? without(toggled, site) : toggled;
  return below === undefined || open.has(below) ? open : new Set([...open, below]);
}

const without = (all: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  new Set([...all].filter((other) => other !== key));

const rowOf = (tree: HTMLElement | null, key: string): HTMLElement | null =>
  tree?.querySelector<HTMLElement>(`[data-row-key="${CSS.escape(key)}"]`) ?? null;
