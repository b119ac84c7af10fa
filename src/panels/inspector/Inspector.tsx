import { Tabs } from '@base-ui/react/tabs';
import { Copy, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { deleteSelection, duplicateSelection, type Editor, nameOf, run } from '#editor';
import { IconButton } from '../ui/Button.tsx';
import { lazily } from '../ui/lazily.tsx';
import { useEditor, useReadOnly } from '../useEditor.ts';
import styles from './Inspector.module.css';
import { InspectorEdge } from './InspectorEdge.tsx';
import { members } from './members.ts';
import { PlanForm } from './PlanForm.tsx';
import type { Scope } from './scope.ts';
import { PLAN } from './target.ts';

const KIND = {
  clusters: 'Cluster',
  routers: 'Router',
  links: 'Link',
  hosts: 'Host',
  frames: 'Site',
  notes: 'Note',
} as const;
/** The forms come when something is first selected. */
const FORM = {
  clusters: lazily(async () => (await import('./forms.ts')).ClusterForm),
  routers: lazily(async () => (await import('./forms.ts')).RouterForm),
  links: lazily(async () => (await import('./forms.ts')).LinkForm),
  hosts: lazily(async () => (await import('./forms.ts')).HostForm),
  frames: lazily(async () => (await import('./forms.ts')).FrameForm),
  notes: lazily(async () => (await import('./forms.ts')).NoteForm),
} as const;
const Derived = lazily(async () => (await import('./forms.ts')).Derived);
const Several = lazily(async () => (await import('./forms.ts')).Several);

/** The inspector, as wide as somebody made it. */
export function Inspector({ editor }: { editor: Editor }) {
  const top = useRef<HTMLSpanElement>(null);
  const shown = useEditor(editor, (state) => state.selection.join(' '));
  // Another thing is read from its beginning, unless somebody went to one of its fields.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another thing is shown
  useEffect(() => {
    const part = top.current?.parentElement;
    if (part && !part.contains(document.activeElement)) part.scrollTop = 0;
  }, [shown]);
  return (
    <>
      <span ref={top} hidden />
      <InspectorEdge />
      <Inspected editor={editor} />
    </>
  );
}

/** Edits every property of what is selected; of the plan itself while nothing is. */
function Inspected({ editor }: { editor: Editor }) {
  const plan = useEditor(editor, (state) => state.plan);
  const selection = useEditor(editor, (state) => state.selection);
  // An entity that was renamed while its form was open keeps the form, and with it the focus.
  const [formerly, setFormerly] = useState<Readonly<Record<string, string>>>({});
  const readOnly = useReadOnly(editor);
  const selected = members(plan, selection);
  if (selected.length > 1)
    return (
      <div className={styles.inspector}>
        <h2 className={styles.title}>{selected.length} selected</h2>
        <Several editor={editor} ids={selection} />
      </div>
    );
  const [one] = selected;
  if (!one)
    return (
      <div className={styles.inspector}>
        <h2 className={styles.title}>
          <bdi>{plan.name || 'Untitled'}</bdi> <span className={styles.kind}>Plan</span>
        </h2>
        <fieldset className={styles.form} disabled={readOnly}>
          <PlanForm scope={{ editor, target: PLAN, title: 'the plan' }} />
        </fieldset>
      </div>
    );

  const { collection, entity } = one;
  const Form = FORM[collection];
  const scope: Scope = {
    editor,
    target: { kind: 'entity', collection, id: entity.id },
    title: nameOf(entity),
  };
  const renamed = (from: string, to: string) => {
    setFormerly((before) => ({ ...before, [to]: before[from] ?? from }));
    editor.select([to]);
  };
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          <bdi>{nameOf(entity)}</bdi> <span className={styles.kind}>{KIND[collection]}</span>
        </h2>
        <span className={styles.headActions}>
          <IconButton
            label={`Duplicate ${scope.title}`}
            disabled={readOnly}
            onClick={() => run(editor, duplicateSelection)}
          >
            <Copy size={15} aria-hidden />
          </IconButton>
          <IconButton
            label={`Delete ${scope.title}`}
            disabled={readOnly}
            onClick={() => run(editor, deleteSelection)}
          >
            <Trash2 size={15} aria-hidden />
          </IconButton>
        </span>
      </header>
      <Tabs.Root defaultValue="details" className={styles.tabsRoot}>
        <Tabs.List className={styles.tabs} aria-label="Inspector">
          <Tabs.Tab className={styles.tab} value="details">
            Details
          </Tabs.Tab>
          <Tabs.Tab className={styles.tab} value="derived">
            Derived
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details" key={`${collection} ${formerly[entity.id] ?? entity.id}`}>
          <fieldset className={styles.form} disabled={readOnly}>
            <Form scope={scope} onRenamed={renamed} />
          </fieldset>
        </Tabs.Panel>
        <Tabs.Panel value="derived">
          <Derived editor={editor} entity={entity.id} />
        </Tabs.Panel>
      </Tabs.Root>
    </div>
  );
}
