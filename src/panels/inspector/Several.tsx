import { Copy, Trash2 } from 'lucide-react';
import { useId } from 'react';
import type { Collection, Plan } from '#core';
import { deleteSelection, duplicateSelection, type Editor, type Located, nameOf, naming, run } from '#editor';
import { changeChecked } from '../changeChecked.ts';
import { Button } from '../ui/Button.tsx';
import controls from '../ui/controls.module.css';
import { ShowMore, useShown } from '../ui/ShowMore.tsx';
import { useEditor, useReadOnly } from '../useEditor.ts';
import { COMMON, type Common, choicesFor, editsForAll, sharedText } from './common.ts';
import styles from './Inspector.module.css';
import { choiceOf } from './identity.tsx';
import { members } from './members.ts';
import { Section } from './Section.tsx';
import { SiteField } from './SiteField.tsx';
import { inSentence } from './scope.ts';

/** What stands beside each name; how notes are called says that they are notes. */
const KIND: Readonly<Record<Collection, string>> = {
  clusters: 'cluster',
  routers: 'router',
  hosts: 'host',
  links: 'link',
  flows: 'flow',
  frames: 'site',
  notes: '',
};

/** So many names are read; with more, what can be done with all of them would be out of sight. */
const FIRST_NAMES = 8;

/** What several selected entities have in common, and what can be done with all of them. */
export function Several({ editor, ids }: { editor: Editor; ids: readonly string[] }) {
  const readOnly = useReadOnly(editor);
  const plan = useEditor(editor, (state) => state.plan);
  const all = members(plan, ids);
  const { shown, more, left } = useShown(all, FIRST_NAMES);
  const sited = all.every(({ collection }) => collection !== 'links' && collection !== 'frames');
  const fields = COMMON.filter(({ of }) => all.every(({ collection }) => of.includes(collection)));
  return (
    <>
      <ul className={styles.members}>
        {shown.map(({ collection, entity }) => (
          <li key={entity.id}>
            <button type="button" className={styles.member} onClick={() => editor.select([entity.id])}>
              {nameOf(entity)}
            </button>{' '}
            <span className={styles.kind}>{KIND[collection]}</span>
          </li>
        ))}
      </ul>
      <ShowMore more={more} left={left} />
      <div className={styles.bar}>
        <Button disabled={readOnly} onClick={() => run(editor, duplicateSelection)}>
          <Copy size={14} aria-hidden /> Duplicate
        </Button>
        <Button look="danger" disabled={readOnly} onClick={() => run(editor, deleteSelection)}>
          <Trash2 size={14} aria-hidden /> Delete {all.length}
        </Button>
      </div>
      {(fields.length > 0 || sited) && (
        <Section title="In common">
          {sited && <SiteField editor={editor} ids={all.map(({ entity }) => entity.id)} />}
          {fields.map((field) => (
            <CommonField key={field.property} field={field} all={all} plan={plan} editor={editor} />
          ))}
        </Section>
      )}
    </>
  );
}

function CommonField({
  field,
  all,
  plan,
  editor,
}: {
  field: Common;
  all: readonly Located[];
  plan: Plan;
  editor: Editor;
}) {
  const id = useId();
  const readOnly = useReadOnly(editor);
  const value = sharedText(all, field);
  const offered =
    field.property === 'router'
      ? [{ value: '', text: 'not connected' }, ...(plan.routers ?? []).map(choiceOf)]
      : choicesFor(all, field);
  const choose = (text: string) => {
    const names = naming(
      plan,
      all.map(({ entity }) => entity.id),
    );
    changeChecked(editor, `Change ${inSentence(field.label)} of ${names}`, editsForAll(all, field, text));
  };
  return (
    <div className={controls.field}>
      <label className={controls.label} htmlFor={id}>
        {field.label}
      </label>
      <select
        id={id}
        className={controls.select}
        disabled={readOnly}
        value={value ?? '(mixed)'}
        onChange={(event) => choose(event.target.value)}
      >
        {value === undefined && (
          <option value="(mixed)" disabled>
            mixed
          </option>
        )}
        {offered.map((choice) => (
          <option key={String(choice.value)} value={String(choice.value)}>
            {choice.text}
          </option>
        ))}
      </select>
    </div>
  );
}
