import { Tabs } from '@base-ui/react/tabs';
import { Copy, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Editor } from '#editor';
import { IconButton } from '../ui/Button.tsx';
import { useEditor } from '../useEditor.ts';
import { ClusterForm } from './ClusterForm.tsx';
import { Derived } from './Derived.tsx';
import { HostForm } from './HostForm.tsx';
import styles from './Inspector.module.css';
import { titleOf } from './identity.tsx';
import { LinkForm } from './LinkForm.tsx';
import { PlanForm } from './PlanForm.tsx';
import { RouterForm } from './RouterForm.tsx';
import { members, Several } from './Several.tsx';
import type { Scope } from './scope.ts';
import { PLAN } from './target.ts';

const KIND = { clusters: 'Cluster', routers: 'Router', links: 'Link', hosts: 'Host', flows: 'Flow' } as const;
const FORM = { clusters: ClusterForm, routers: RouterForm, links: LinkForm, hosts: HostForm } as const;

/**
 * Edits every property of what is selected; of the plan itself while nothing is. `onDuplicate` and `onDelete` are
 * the app's commands for the selection; without them deleting removes the entities, and nothing duplicates.
 */
export function Inspector({
  editor,
  onDuplicate,
  onDelete,
}: {
  editor: Editor;
  onDuplicate?: () => void;
  onDelete?: () => void;
}) {
  const plan = useEditor(editor, (state) => state.plan);
  const selection = useEditor(editor, (state) => state.selection);
  // An entity that was renamed while its form was open keeps the form, and with it the focus.
  const [formerly, setFormerly] = useState<Readonly<Record<string, string>>>({});
  const selected = members(plan, selection);
  const remove =
    onDelete ??
    (() => {
      editor.change(
        selected.length === 1 ? `Delete ${titleOf(plan, selection[0] ?? '')}` : `Delete ${selected.length}`,
        selected.map(({ collection, entity }) => ({ kind: 'remove', collection, id: entity.id })),
      );
      editor.select([]);
    });

  if (selected.length > 1)
    return (
      <div className={styles.inspector}>
        <h2 className={styles.title}>{selected.length} selected</h2>
        <Several editor={editor} ids={selection} onDuplicate={onDuplicate} onDelete={remove} />
      </div>
    );
  const [one] = selected;
  if (!one || one.collection === 'flows')
    return (
      <div className={styles.inspector}>
        <h2 className={styles.title}>{plan.name || 'Untitled plan'}</h2>
        <PlanForm scope={{ editor, target: PLAN, title: 'the plan' }} />
      </div>
    );

  const { collection, entity } = one;
  const Form = FORM[collection];
  const scope: Scope = {
    editor,
    target: { kind: 'entity', collection, id: entity.id },
    title: entity.name || entity.id,
  };
  const renamed = (from: string, to: string) => {
    setFormerly((before) => ({ ...before, [to]: before[from] ?? from }));
    editor.select([to]);
  };
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {entity.name || entity.id} <span className={styles.kind}>{KIND[collection]}</span>
        </h2>
        <span className={styles.headActions}>
          {onDuplicate && (
            <IconButton label={`Duplicate ${entity.name || entity.id}`} onClick={onDuplicate}>
              <Copy size={15} aria-hidden />
            </IconButton>
          )}
          <IconButton label={`Delete ${entity.name || entity.id}`} onClick={remove}>
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
          <Form scope={scope} onRenamed={renamed} />
        </Tabs.Panel>
        <Tabs.Panel value="derived">
          <Derived editor={editor} entity={entity.id} />
        </Tabs.Panel>
      </Tabs.Root>
    </div>
  );
}
