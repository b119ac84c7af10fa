import { Button } from '../ui/Button.tsx';
import { useEditor } from '../useEditor.ts';
import { ListProperty } from './ListProperty.tsx';
import { Entries, Section } from './Section.tsx';
import { change, type Scope, useValue } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';
import { setEdit } from './target.ts';

/** The node network and its nodes: a count, or the list that a real cluster has. */
export function NodesFields({ scope }: { scope: Scope }) {
  const list = useValue(scope, ['nodes', 'list']);
  return (
    <>
      <Section title="Nodes">
        <ListProperty
          scope={scope}
          path={['nodes', 'cidrs']}
          label="Node networks"
          item="Node network"
          placeholder="172.16.0.0/24"
          use="segment"
          mark="nodes.cidrs"
        />
        {Array.isArray(list) ? (
          <Button
            onClick={() =>
              change(scope, 'Count the nodes', [setEdit(scope.target, ['nodes', 'count'], list.length)])
            }
          >
            Say only how many there are
          </Button>
        ) : (
          <Count scope={scope} />
        )}
      </Section>
      {Array.isArray(list) && <NodeList scope={scope} count={list.length} />}
    </>
  );
}

function Count({ scope }: { scope: Scope }) {
  const devices = useEditor(scope.editor, (state) => state.analysis.judgement?.derived.devices);
  const count = useValue(scope, ['nodes', 'count']);
  const toList = () => {
    const id = scope.target.kind === 'entity' ? scope.target.id : '';
    const known = (devices ?? []).filter((device) => device.kind === 'node' && device.entity === id);
    const size = typeof count === 'number' ? count : 0;
    // What the rules dealt so far becomes what the plan says: nothing moves.
    const list = Array.from({ length: size }, (_, index) => {
      const name = known[index]?.label;
      return { name: name && !name.includes(':') && !name.includes('/') ? name : `${id}-${index}` };
    });
    change(scope, 'List the nodes', [setEdit(scope.target, ['nodes', 'list'], list)]);
  };
  return (
    <>
      <TextProperty scope={scope} path={['nodes', 'count']} label="Number of nodes" numeric required />
      <Button onClick={toList}>List the nodes one by one</Button>
    </>
  );
}

function NodeList({ scope, count }: { scope: Scope; count: number }) {
  const list = useValue(scope, ['nodes', 'list']);
  const names = (Array.isArray(list) ? list : []).map(
    (node: { name?: string }, index) => node.name ?? `Node ${index}`,
  );
  return (
    <Entries
      title="Node list"
      items={names}
      add="Add node"
      onAdd={() => change(scope, 'Add a node', [setEdit(scope.target, ['nodes', 'list', count], {})])}
      onRemove={(index) =>
        change(scope, `Remove ${names[index] ?? 'a node'}`, [
          setEdit(scope.target, ['nodes', 'list', index], undefined),
        ])
      }
    >
      {(index) => (
        <>
          <TextProperty
            scope={scope}
            path={['nodes', 'list', index, 'name']}
            label={`Name of node ${index}`}
            placeholder={`Node ${index}`}
          />
          <ListProperty
            scope={scope}
            path={['nodes', 'list', index, 'addresses']}
            label="Addresses (assigned when none is given)"
            item="Address"
            holds="address"
            placeholder="172.16.0.2"
            mark="nodes.list"
            emptied={[setEdit(scope.target, ['nodes', 'list', index, 'addresses'], undefined)]}
          />
          <ListProperty
            scope={scope}
            path={['nodes', 'list', index, 'podCidrs']}
            label="Pod prefixes (assigned when none is given)"
            item="Pod prefix"
            placeholder="10.0.0.0/24"
            mark="nodes.list"
            emptied={[setEdit(scope.target, ['nodes', 'list', index, 'podCidrs'], undefined)]}
          />
        </>
      )}
    </Entries>
  );
}
