import { useId } from 'react';
import { type Editor, frameOf, frameSelection, nameOf, run, setSite } from '#editor';
import controls from '../ui/controls.module.css';
import { useEditor, useReadOnly } from '../useEditor.ts';

const NEW = '(new)';
const MIXED = '(mixed)';

/** The site that things are in; choosing another one moves them all. Nothing where the plan has no use for it yet. */
export function SiteField({ editor, ids }: { editor: Editor; ids: readonly string[] }) {
  const id = useId();
  const plan = useEditor(editor, (state) => state.plan);
  const readOnly = useReadOnly(editor);
  const frames = plan.view?.frames ?? [];
  const sites = new Set(ids.map((member) => frameOf(plan, member)?.id ?? ''));
  const [only] = sites;
  const choose = (site: string) =>
    // A new site is made of the selection, which is what the inspector shows.
    run(editor, site === NEW ? frameSelection : setSite(ids, site === '' ? undefined : site));
  return (
    <div className={controls.field}>
      <label className={controls.label} htmlFor={id}>
        Site
      </label>
      <select
        id={id}
        className={controls.select}
        disabled={readOnly}
        value={sites.size === 1 ? only : MIXED}
        onChange={(event) => choose(event.target.value)}
      >
        {sites.size !== 1 && (
          <option value={MIXED} disabled>
            mixed
          </option>
        )}
        <option value="">none</option>
        {frames.map((frame) => (
          <option key={frame.id} value={frame.id}>
            {nameOf(frame)}
          </option>
        ))}
        <option value={NEW}>new site…</option>
      </select>
    </div>
  );
}
