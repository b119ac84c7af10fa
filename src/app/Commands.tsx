import { useEffect, useMemo, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { type Editor, rangeAt } from '#editor';
import {
  CommandPalette,
  ContextMenu,
  copyText,
  OwnerPill,
  type PaletteGroup,
  type PaletteMode,
  PasteDialog,
} from '#panels';
import { EMPTY_PLAN } from './documents/choose.ts';
import type { Documents } from './documents/documents.ts';
import type { Design, Library } from './documents/library.ts';
import { watchLandmarks } from './landmarks.ts';
import { type Preferences, ranCommand } from './preferences.ts';
import { chooseTheme, NEXT_THEME, type Theme, themes } from './theme.ts';
import { useClipboard } from './useClipboard.ts';
import { useContextMenu } from './useContextMenu.ts';
import { useEarlyKeys } from './useEarlyKeys.ts';

interface CommandsProps {
  readonly editor: Editor;
  readonly documents: Documents;
  readonly library: Library;
  readonly preferences: StoreApi<Preferences>;
  /** Takes a plan or a link that was pasted. */
  readonly takeText: (text: string) => void;
}

/** The palette, and what only the page can do of the commands: theme, focus mode, its parts, single keys. */
export function Commands({ editor, documents, library, preferences, takeText }: CommandsProps) {
  const [mode, setMode] = useState<PaletteMode>();
  const [designs, setDesigns] = useState<readonly Design[]>([]);
  const menu = useContextMenu(editor);
  const { list, endList, asked, endAsked, addAsked } = useClipboard(editor, takeText);
  const recent = useStore(preferences, (s) => s.recent);

  useEffect(() => {
    const landmarks = watchLandmarks(document);
    const { on } = editor.surface;
    const offs = [
      on('palette', () => setMode((now) => (now === 'commands' ? undefined : 'commands'))),
      on('find', () => setMode('find')),
      on('choose-peer', () => setMode('peer')),
      on('choose-site', () => setMode('site')),
      on('choose-target', () => setMode('target')),
      on('copy-range', () => {
        const { plan, range } = editor.store.getState();
        const text = range === undefined ? undefined : rangeAt(plan, range)?.text;
        if (text !== undefined)
          void copyText(text, null).then((done) =>
            editor.announce(done ? `${text} copied.` : `The browser lets this page copy nothing: ${text}.`),
          );
      }),
      on('new', () => editor.open(EMPTY_PLAN)),
      on('theme', () => chooseTheme(NEXT_THEME[themes.getState().theme])),
      on('next-landmark', () => landmarks.go(1)),
      on('previous-landmark', () => landmarks.go(-1)),
      on('single-keys', () => {
        preferences.setState(({ singleKeys }) => ({ singleKeys: !singleKeys }));
        editor.announce(
          preferences.getState().singleKeys
            ? 'Shortcuts of a single key are on.'
            : 'Shortcuts of a single key are off; those with Ctrl and Alt still act.',
        );
      }),
      on('focus-mode', () => {
        preferences.setState(({ focusMode }) => ({ focusMode: !focusMode }));
        editor.announce(
          preferences.getState().focusMode
            ? 'Focus mode. Ctrl+. brings the panels back, Ctrl+K finds everything.'
            : 'All parts of the page are shown again.',
        );
      }),
      on('hide-canvas', () => {
        preferences.setState(({ canvasHidden }) => ({ canvasHidden: !canvasHidden }));
        const { canvasHidden } = preferences.getState();
        editor.announce(
          canvasHidden ? 'The canvas is hidden: work in the outline.' : 'The canvas is shown again.',
        );
        // What had the focus may be gone: it goes on where the work does, when that is there.
        setTimeout(() => {
          if (canvasHidden && document.activeElement === document.body) editor.surface.run('focus-row');
        }, 60);
      }),
    ];
    return () => {
      landmarks.dispose();
      for (const off of offs) off();
    };
  }, [editor, preferences]);

  const open = mode !== undefined;
  const takeEarly = useEarlyKeys(open);
  useEffect(() => {
    if (open)
      library.list().then(setDesigns, () => {
        // What is kept cannot be read now; everything else can be found.
        setDesigns([]);
      });
  }, [open, library]);

  const extra = useMemo(
    (): readonly PaletteGroup[] => [
      {
        value: 'Designs',
        items: designs
          .filter(({ place }) => place !== 'here')
          .map(({ id, name, place }) => ({
            key: `design ${id}`,
            title: name,
            detail: place === 'elsewhere' ? 'open in another tab' : 'kept in this browser',
            sign: 'design',
            run: () => void documents.open(id),
          })),
      },
      {
        value: 'Settings',
        items: (Object.keys(NEXT_THEME) as Theme[]).map((theme) => ({
          key: `theme ${theme}`,
          title: `Theme: ${theme === 'system' ? 'as the system' : theme}`,
          words: 'colour mode appearance',
          sign: 'setting',
          run: () => chooseTheme(theme),
        })),
      },
    ],
    [designs, documents],
  );

  return (
    <>
      <CommandPalette
        mode={mode}
        onClose={() => setMode(undefined)}
        takeEarly={takeEarly}
        editor={editor}
        extra={extra}
        recent={recent}
        ran={(id) => ranCommand(preferences, id)}
      />
      <PasteDialog lines={list?.lines} passedOver={list?.passedOver ?? []} onEnd={endList} />
      <OwnerPill editor={editor} asked={asked} onClose={endAsked} onAdd={addAsked} />
      <ContextMenu editor={editor} request={menu.request} onClose={menu.close} />
    </>
  );
}
