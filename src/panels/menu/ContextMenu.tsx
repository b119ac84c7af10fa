import { Menu } from '@base-ui/react/menu';
import { Fragment, type ReactNode, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { commandById, type Editor, MENU_TITLES, MENUS, type MenuPlace, naming, rangeAt, run } from '#editor';
import { afterClosing } from '../ui/afterClosing.ts';
import { MenuGroup, MenuItem, MenuPopup, MenuRule } from '../ui/Menu.tsx';

/** Where a menu was asked for, and of what. */
export interface MenuRequest {
  readonly place: MenuPlace;
  /** In the window, in pixels. */
  readonly x: number;
  readonly y: number;
  /** What had the focus: it gets it back, and commands act there. */
  readonly focus: HTMLElement | null;
}

export interface ContextMenuProps {
  readonly editor: Editor;
  /** Undefined: it is closed. */
  readonly request: MenuRequest | undefined;
  readonly onClose: () => void;
}

/** The menu of what is under the pointer, or has the focus: commands of the registry, with their keys. */
export function ContextMenu({ editor, request, onClose }: ContextMenuProps) {
  // What was chosen is done when the menu is gone and the focus is back.
  const chosen = useRef<string>(undefined);
  // It closes in the shape in which it was open.
  const [last, setLast] = useState(request);
  if (request !== undefined && request !== last) setLast(request);
  if (!last) return null;
  const { place, x, y, focus } = last;
  const anchor = {
    getBoundingClientRect: () => DOMRect.fromRect({ x, y, width: 0, height: 0 }),
  };
  return (
    <Menu.Root
      open={request !== undefined}
      onOpenChange={(open) => !open && onClose()}
      onOpenChangeComplete={(open) => {
        if (open || chosen.current === undefined) return;
        const { command } = commandById(chosen.current);
        chosen.current = undefined;
        afterClosing(() => run(editor, command));
      }}
    >
      <MenuPopup anchor={anchor} label={`Menu of ${nameOf(editor, place)}`} finalFocus={() => focus ?? false}>
        <Commands
          editor={editor}
          place={place}
          onChoose={(id) => {
            chosen.current = id;
          }}
        />
      </MenuPopup>
    </Menu.Root>
  );
}

/** The commands as they are now: only an open menu asks them. */
function Commands({
  editor,
  place,
  onChoose,
}: {
  editor: Editor;
  place: MenuPlace;
  onChoose: (id: string) => void;
}) {
  const state = useStore(editor.store);
  const range = place === 'range' && state.range !== undefined ? rangeAt(state.plan, state.range) : undefined;
  const items = (ids: readonly string[]): ReactNode =>
    ids.map((id) => {
      const { title, keys, command } = commandById(id);
      const answer = command(state);
      return (
        <MenuItem
          key={id}
          title={MENU_TITLES[id] ?? title}
          keys={keys[0]}
          reason={answer.applies ? undefined : answer.reason}
          onClick={() => onChoose(id)}
        />
      );
    });
  return MENUS[place].map((ids, index) => (
    <Fragment key={ids.join()}>
      {index > 0 && <MenuRule />}
      {range && index < 2 ? (
        // What follows is about the one or the other, and is called the same.
        <MenuGroup label={index === 0 ? `${range.what} ${range.text}` : range.owner}>{items(ids)}</MenuGroup>
      ) : (
        items(ids)
      )}
    </Fragment>
  ));
}

function nameOf(editor: Editor, place: MenuPlace): string {
  const { plan, selection, range } = editor.store.getState();
  if (place === 'canvas') return 'Canvas';
  if (place === 'finding') return 'Finding';
  const at = place === 'range' && range !== undefined ? rangeAt(plan, range) : undefined;
  if (at) return `${at.owner}, ${at.what} ${at.text}`;
  return naming(plan, selection);
}
