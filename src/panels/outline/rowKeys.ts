import type { Editor, OutlineRow } from '#editor';
import { focusWhenThere } from '../ui/focusWhenThere.ts';

/** The keys of the rows, for the list of keys; all others are commands, as on the canvas. */
export const OUTLINE_KEYS = [
  { title: 'Next or previous row', keys: ['ArrowDown', 'ArrowUp'] },
  { title: 'Open a row, or go into it', keys: ['ArrowRight'] },
  { title: 'Fold a row, or go out of it', keys: ['ArrowLeft'] },
  { title: 'First or last row', keys: ['Home', 'End'] },
  { title: 'Select more rows', keys: ['Shift+ArrowDown', 'Shift+ArrowUp', 'Space'] },
  { title: 'Go to the field of a range, or explain a finding', keys: ['Enter'] },
] as const;

/** What a key does to the rows. */
export type RowMove =
  | { readonly kind: 'go'; readonly row: OutlineRow }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'stay' };

/** The keys of a tree (WAI-ARIA): up and down, in and out, first and last; undefined for all others. */
export function rowMove(key: string, rows: readonly OutlineRow[], at: number): RowMove | undefined {
  const row = rows[at];
  const to = (index: number): RowMove => {
    const next = rows[index];
    return next ? { kind: 'go', row: next } : { kind: 'stay' };
  };
  if (!row) return undefined;
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'ArrowRight':
      if (row.expanded === false) return { kind: 'toggle' };
      return row.expanded ? to(at + 1) : { kind: 'stay' };
    case 'ArrowLeft':
      if (row.expanded) return { kind: 'toggle' };
      return to(rows.findIndex(({ key: other }) => other === row.parent));
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    default:
      return undefined;
  }
}

/** What Enter does on rows that have no name of their own: goes to the field of a range, or explains a finding. */
export function inspect(editor: Editor, row: OutlineRow): boolean {
  if (row.kind === 'finding') return editor.surface.run('explain');
  if (row.kind === 'note' || row.kind === 'attachment') return editor.surface.run('inspect');
  if (row.field === undefined) return false;
  const { field } = row;
  editor.surface.run('inspect');
  focusWhenThere(`[data-field="${CSS.escape(field)}"]`);
  return true;
}
