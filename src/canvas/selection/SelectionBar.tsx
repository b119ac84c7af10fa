import { type ReactFlowState, useStore as useFlowStore } from '@xyflow/react';
import { Cable, Copy, Ellipsis, Route, SlidersHorizontal } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { type Box, floatingPath, linkLanes, type Point, union } from '#core/view';
import { commandById, type Editor, locate, nameOfId, run } from '#editor';
import { useTouch } from '../useTouch.ts';
import { type BarButton, barButtons } from './barButtons.ts';
import { barPlace } from './barPlace.ts';
import styles from './SelectionBar.module.css';

const LOOKS = {
  inspect: { name: 'Edit', Icon: SlidersHorizontal },
  connect: { name: 'Link', Icon: Cable },
  'link-vpn': { name: 'Link', Icon: Cable },
  walk: { name: 'Walk a packet', Icon: Route },
  duplicate: { name: 'Duplicate', Icon: Copy },
  'context-menu': { name: 'More', Icon: Ellipsis },
} as const satisfies Record<BarButton, unknown>;

/** Sides of the square buttons, and what the bar has around them, in pixels. */
const BUTTON = { fine: 30, coarse: 44 } as const;
const AROUND = 8;

interface SelectionBarProps {
  readonly editor: Editor;
  readonly root: RefObject<HTMLElement | null>;
  readonly boxes: ReadonlyMap<string, Box>;
  /** True while somebody waits to have the focus here. */
  readonly asked: RefObject<boolean>;
}

/** Buttons near what is selected: the commands that are wanted most. It stands on no card, and not where there is no room. */
export function SelectionBar({ editor, root, boxes, asked }: SelectionBarProps) {
  const buttons = useStore(editor.store, useShallow(barButtons));
  const selection = useStore(editor.store, (s) => s.selection);
  const plan = useStore(editor.store, (s) => s.plan);
  const side = useTouch() ? BUTTON.coarse : BUTTON.fine;
  const about = useMemo(() => {
    const one = selection.length === 1 ? linkBox(editor, selection[0] ?? '', boxes) : undefined;
    return one ?? union(selection.flatMap((id) => boxes.get(id) ?? []));
  }, [editor, selection, boxes]);
  const cards = useMemo(() => {
    const frames = new Set((plan.view?.frames ?? []).map(({ id }) => id));
    return [...boxes].flatMap(([id, box]) => (frames.has(id) ? [] : [box]));
  }, [plan, boxes]);
  const size = { width: buttons.length * side + AROUND, height: side + AROUND };
  const at = useFlowStore((flow) => {
    if (buttons.length === 0 || !about || flow.userSelectionActive) return undefined;
    const taken = [
      ...cards.map((box) => onScreen(box, flow)),
      ...boxesOf(root.current, '.react-flow__panel, [data-packet-card]'),
    ];
    const words = boxesOf(root.current, '[data-words]');
    return barPlace(size, onScreen(about, flow), flow, taken, words);
  }, samePlace);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!asked.current) return;
    asked.current = false;
    const button = bar.current?.querySelector('button');
    if (button) button.focus();
    else editor.announce('There are no buttons here. Shift+F10 opens the menu of what is selected.');
  });
  const [first] = selection;
  if (!at || first === undefined) return null;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const all = [...event.currentTarget.querySelectorAll('button')];
    const here = all.findIndex((button) => button.matches(':focus'));
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined) all[(next + all.length) % all.length]?.focus();
    else if (event.key === 'Escape')
      root.current
        ?.querySelector<HTMLElement>(`[data-id="${CSS.escape(first)}"]:not([role="toolbar"])`)
        ?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const name = selection.length === 1 ? nameOfId(plan, first) : `${selection.length} things`;
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={`Actions for ${name}`}
      className={styles.bar}
      style={{ transform: `translate(${at.x}px, ${at.y}px)` }}
      data-id={first}
      data-menu-id={first}
      onKeyDown={onKeyDown}
    >
      {buttons.map((id, index) => {
        const { name, Icon } = LOOKS[id];
        const { command, keys } = commandById(id);
        return (
          <button
            key={id}
            type="button"
            tabIndex={index === 0 ? 0 : -1}
            aria-label={name}
            aria-haspopup={id === 'context-menu' ? 'menu' : undefined}
            title={keys[0] === undefined ? name : `${name} (${keys[0]})`}
            style={{ width: side, height: side }}
            onClick={({ currentTarget }) => {
              // Not every browser gives a pressed button the focus, and the menu opens at what has it.
              currentTarget.focus();
              run(editor, command);
            }}
          >
            <Icon size={16} aria-hidden />
          </button>
        );
      })}
    </div>
  );
}

/** Around the name of a link. */
function linkBox(editor: Editor, id: string, boxes: ReadonlyMap<string, Box>): Box | undefined {
  const { plan } = editor.store.getState();
  const found = locate(plan, id);
  if (found?.collection !== 'links') return undefined;
  const [a, b] = found.entity.ends.map((end) => boxes.get(end));
  if (!a || !b) return undefined;
  const { label } = floatingPath(a, b, linkLanes(plan).get(id) ?? 0);
  return { x: label.x - 60, y: label.y - 14, width: 120, height: 28 };
}

const onScreen = (box: Box, { transform: [x, y, zoom] }: ReactFlowState): Box => ({
  x: box.x * zoom + x,
  y: box.y * zoom + y,
  width: box.width * zoom,
  height: box.height * zoom,
});

/** Where elements are that lie over the canvas: its controls, words of the walk and of lines. */
function boxesOf(root: HTMLElement | null, selector: string): Box[] {
  const corner = root?.getBoundingClientRect();
  if (!root || !corner) return [];
  return [...root.querySelectorAll(selector)].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x - corner.x, y: y - corner.y, width, height };
  });
}

const samePlace = (a: Point | undefined, b: Point | undefined): boolean => a?.x === b?.x && a?.y === b?.y;
