import type { RouterRoute } from '#core';
import { useEditor } from '../useEditor.ts';
import { ChoiceProperty, SwitchProperty } from './ChoiceProperty.tsx';
import { Identity, REVERSE_PATH_FILTER } from './identity.tsx';
import { Entries, Section } from './Section.tsx';
import { change, type Scope, useValue } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';
import { setEdit } from './target.ts';

/** Every property of a router. */
export function RouterForm({
  scope,
  onRenamed,
}: {
  scope: Scope;
  onRenamed: (from: string, to: string) => void;
}) {
  return (
    <>
      <Section title="Router">
        <Identity scope={scope} onRenamed={onRenamed} />
        <TextProperty scope={scope} path={['asn']} label="AS number" placeholder="64512" numeric />
        <ChoiceProperty
          scope={scope}
          path={['reversePathFilter']}
          label="Reverse-path filter"
          choices={REVERSE_PATH_FILTER}
          absent="off"
        />
        <SwitchProperty
          scope={scope}
          path={['stateful']}
          label="Stateful firewall: drops a connection if it sees only one direction"
        />
        <SwitchProperty scope={scope} path={['internet']} label="Internet: a default route out of the plan" />
      </Section>
      <Routes scope={scope} />
    </>
  );
}

function Routes({ scope }: { scope: Scope }) {
  const value = useValue(scope, ['routes']);
  const routes: readonly RouterRoute[] = Array.isArray(value) ? value : [];
  const id = scope.target.kind === 'entity' ? scope.target.id : '';
  const links = useEditor(scope.editor, (state) => state.plan.links);
  const own = (links ?? []).filter((link) => link.ends.includes(id)).map((link) => link.id);
  return (
    <Entries
      title="Static routes"
      items={routes.map((route) => `${route.to} via ${route.via}`)}
      add="Add route"
      onAdd={() =>
        change(scope, 'Add a route', [
          setEdit(scope.target, ['routes', routes.length], {
            to: '192.0.2.0/24',
            via: own[0] ?? 'blackhole',
          }),
        ])
      }
      onRemove={(index) =>
        change(scope, 'Remove a route', [
          setEdit(scope.target, routes.length === 1 ? ['routes'] : ['routes', index], undefined),
        ])
      }
    >
      {(index) => (
        <>
          <TextProperty
            scope={scope}
            path={['routes', index, 'to']}
            label="Destination"
            mono
            required
            mark="routes"
          />
          <TextProperty
            scope={scope}
            path={['routes', index, 'via']}
            label="Via"
            mono
            required
            facts={`A link${own.length > 0 ? ` (${own.join(', ')})` : ''}, an address on a segment of this router, or blackhole.`}
          />
        </>
      )}
    </Entries>
  );
}
