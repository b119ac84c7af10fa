import { useCallback, useEffect, useRef } from 'react';

/**
 * Keeps what is typed between the moment a dialog was asked for and the moment its field has the focus: its code may still be
 * on its way, and letters that were meant for it must not become commands of the canvas. The answer takes what was typed.
 */
export function useEarlyKeys(open: boolean): () => string {
  const typed = useRef('');
  useEffect(() => {
    typed.current = '';
    if (!open) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (document.activeElement?.closest('[role="dialog"]')) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Escape') return;
      if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1);
      else if (event.key.length === 1) typed.current += event.key;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [open]);
  return useCallback(() => {
    const text = typed.current;
    typed.current = '';
    return text;
  }, []);
}
