import { useEffect, useState } from 'react';
import {
  type AddressLine,
  commandById,
  copyFragment,
  cutSelection,
  type Editor,
  findAddresses,
  fragmentText,
  GRID,
  matchesKeys,
  naming,
  type Point,
  passedOver,
  pasteFragment,
  planOfList,
  recognise,
  run,
  whyNoFragment,
} from '#editor';
import type { AskedAddress } from '#panels';

/** Where the browser's own copy and paste come first: fields, and dialogs with text to read. */
const OWN = 'input, textarea, select, [contenteditable], [role="dialog"]';
/** Where a plan without a canvas gets what is pasted. */
const NOWHERE: Point = { x: 0, y: 0 };

/** Where the pointer is in the window; what has the focus where there is none. */
function whereToAnswer(pointer: Point | undefined): Point {
  if (pointer) return pointer;
  const focus = document.activeElement;
  const part = focus && focus !== document.body ? focus : document.querySelector('main');
  const { left, top, width, height } = (part ?? document.body).getBoundingClientRect();
  return { x: left + width / 2, y: top + Math.min(height / 2, 200) };
}

/** A list that was pasted, and where it is to land. */
export interface PastedList {
  readonly lines: readonly AddressLine[];
  /** What is meant as an address in the text and is none of the lines. */
  readonly passedOver: readonly string[];
  readonly at: Point;
}

/**
 * Copy, cut and paste, by the browser's own events: they work on plain http, too, where no page may ask for the clipboard.
 * `takeWhole` takes texts that are no part but a whole: plans and links.
 */
export function useClipboard(
  editor: Editor,
  takeWhole: (text: string) => void,
): {
  readonly list: PastedList | undefined;
  readonly endList: (lines: readonly AddressLine[]) => void;
  /** A single address that was pasted: who has it is to be told. */
  readonly asked: AskedAddress | undefined;
  readonly endAsked: () => void;
  /** Offers to add it, as a list would be. */
  readonly addAsked: () => void;
} {
  const [list, setList] = useState<PastedList>();
  const [asked, setAsked] = useState<AskedAddress & { readonly list: PastedList }>();

  useEffect(() => {
    /** Ctrl+Shift+V was pressed: the next paste is for its addresses alone. */
    let addressesOnly = false;
    let pointer: Point | undefined;
    const onMove = ({ clientX, clientY, pointerType }: PointerEvent): void => {
      pointer = pointerType === 'touch' ? undefined : { x: clientX, y: clientY };
    };
    let last: { readonly text: string; readonly at: Point; readonly times: number } | undefined;

    /** The second paste of the same at the same place stands one grid step aside. */
    const landing = (text: string): Point => {
      const at = editor.surface.pointer() ?? NOWHERE;
      const again = last?.text === text && last.at.x === at.x && last.at.y === at.y;
      last = { text, at, times: again && last ? last.times + 1 : 0 };
      return { x: at.x + last.times * GRID, y: at.y + last.times * GRID };
    };

    const take = async (text: string, only: boolean): Promise<void> => {
      if (text.trim() === '') {
        editor.announce('The clipboard has no text.');
        return;
      }
      const found = await recognise(text);
      if (only) {
        const lines = found.kind === 'addresses' ? found.lines : findAddresses(text);
        if (lines.length === 0) editor.announce('The clipboard holds no address and no CIDR.');
        else setList({ lines, passedOver: passedOver(text, lines), at: landing(text) });
      } else if (found.kind === 'fragment') run(editor, pasteFragment(found.plan, landing(text)));
      else if (found.kind === 'addresses') {
        const [line, ...more] = found.lines;
        const pasted = { lines: found.lines, passedOver: passedOver(text, found.lines), at: landing(text) };
        // One address alone is a question before it is a thing to add.
        if (line && more.length === 0 && text.trim() === line.text)
          setAsked({ text: line.text, list: pasted, ...whereToAnswer(pointer) });
        else setList(pasted);
      } else if (found.kind === 'other') editor.announce(`${found.sentence}.`);
      else takeWhole(text);
    };

    const copy = (event: ClipboardEvent): boolean => {
      const { plan, selection } = editor.store.getState();
      // Text that somebody marked to copy comes first.
      if (isOwn(event) || document.getSelection()?.isCollapsed === false) return false;
      if (selection.length === 0) return false;
      const fragment = copyFragment(plan, selection);
      event.preventDefault();
      if (!fragment) {
        editor.announce(`${whyNoFragment(plan, selection)}.`);
        return false;
      }
      event.clipboardData?.setData('text/plain', fragmentText(fragment));
      return true;
    };
    const onCopy = (event: ClipboardEvent): void => {
      if (!copy(event)) return;
      const { plan, selection } = editor.store.getState();
      const pronoun = selection.length === 1 ? 'it' : 'them';
      editor.announce(
        `Copied: ${naming(plan, selection)}. Ctrl+V puts ${pronoun} here, into another tab, or as text anywhere.`,
      );
    };
    const onCut = (event: ClipboardEvent): void => {
      if (copy(event)) run(editor, cutSelection);
    };
    const onPaste = (event: ClipboardEvent): void => {
      const only = addressesOnly;
      addressesOnly = false;
      if (isOwn(event)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      event.preventDefault();
      void take(text, only);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      addressesOnly = commandById('paste-text').keys.some((keys) => matchesKeys(keys, event));
    };

    /** From a menu or the palette: where the page may not read the clipboard, the key is said that can. */
    const pasteByCommand = async (only: boolean): Promise<void> => {
      const keys = only ? 'Ctrl+Shift+V' : 'Ctrl+V';
      let text: string;
      try {
        text = await navigator.clipboard.readText();
      } catch {
        editor.announce(`The browser lets this page read the clipboard only by key: press ${keys}.`);
        return;
      }
      await take(text, only);
    };
    const { on } = editor.surface;
    const offs = [
      // The old command: it fires the events above, also on plain http.
      on('copy', () => void document.execCommand('copy')),
      on('cut', () => void document.execCommand('cut')),
      on('paste', () => void pasteByCommand(false)),
      on('paste-text', () => void pasteByCommand(true)),
    ];
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('pointermove', onMove);
    return () => {
      for (const off of offs) off();
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCut);
      document.removeEventListener('paste', onPaste);
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('pointermove', onMove);
    };
  }, [editor, takeWhole]);

  return {
    asked,
    endAsked: () => setAsked(undefined),
    addAsked: () => setList(asked?.list),
    list,
    endList(lines) {
      if (list && lines.length > 0)
        run(editor, pasteFragment(planOfList(editor.store.getState().plan, lines), list.at));
      setList(undefined);
    },
  };
}

const isOwn = ({ target }: ClipboardEvent): boolean =>
  target instanceof Element && target.closest(OWN) !== null;
