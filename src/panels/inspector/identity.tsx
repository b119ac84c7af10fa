import type { Collection } from '#core';
import { entitiesOf } from '#core';
import { useEditor } from '../useEditor.ts';
import type { Choice } from './ChoiceProperty.tsx';
import { SiteField } from './SiteField.tsx';
import { keyOf, type Scope } from './scope.ts';
import { BoundText, TextProperty } from './TextProperty.tsx';
import { placeOf } from './target.ts';

/** What can stand in a site. */
const SITED: readonly Collection[] = ['clusters', 'routers', 'hosts', 'notes'];

/** Name and id. Everything names an entity by its id, so a new one is taken over when it is complete. */
export function Identity({
  scope,
  onRenamed,
}: {
  scope: Scope;
  onRenamed?: (from: string, to: string) => void;
}) {
  const { target } = scope;
  if (target.kind === 'plan') return null;
  return (
    <>
      <TextProperty
        scope={scope}
        path={['name']}
        label="Name"
        placeholder={target.id}
        required={target.collection === 'frames'}
      />
      <BoundText
        scope={scope}
        label="Id"
        mono
        when="at end"
        facts="The name that flows and links use for it. Press Enter to change it."
        binding={{
          textOf: (plan) =>
            entitiesOf(plan, target.collection).some(({ id }) => id === target.id) ? target.id : '',
          editsFor: (text) => {
            if (text === target.id) return [];
            return [{ kind: 'rename', collection: target.collection, id: target.id, to: text }];
          },
          placeOf: (plan) => placeOf(plan, target, ['id']),
          label: `Rename ${scope.title}`,
          key: keyOf(scope, ['id']),
        }}
        onCommitted={(to) => onRenamed?.(target.id, to)}
      />
      {SITED.includes(target.collection) && <SiteField editor={scope.editor} ids={[target.id]} />}
    </>
  );
}

/** The routers of the plan to hang on, and to hang on none. */
export function useRouterChoices(scope: Scope): readonly Choice[] {
  const routers = useEditor(scope.editor, (state) => state.plan.routers);
  return [{ value: undefined, text: 'not connected' }, ...(routers ?? []).map(choiceOf)];
}

export const choiceOf = (entity: { id: string; name?: string | undefined }): Choice => ({
  value: entity.id,
  text: entity.name && entity.name !== entity.id ? `${entity.name} (${entity.id})` : entity.id,
});

export const REVERSE_PATH_FILTER: readonly Choice[] = [
  { value: 'off', text: 'off' },
  { value: 'loose', text: 'loose: the source needs a route' },
  { value: 'strict', text: 'strict: the source needs a route back there' },
];
