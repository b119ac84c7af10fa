import type { Workload } from '#core';
import { ChoiceProperty, SwitchProperty } from './ChoiceProperty.tsx';
import { ListProperty } from './ListProperty.tsx';
import { removeWorkload } from './removals.ts';
import { Entries } from './Section.tsx';
import { change, type Scope, useValue } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';
import { setEdit } from './target.ts';

const KINDS = [
  { value: 'StatefulSet', text: 'StatefulSet' },
  { value: 'Deployment', text: 'Deployment' },
];

/** A name that no other has: `app`, `app-2`, … */
export function freeName(stem: string, taken: readonly string[]): string {
  let name = stem;
  for (let n = 2; taken.includes(name); n++) name = `${stem}-${n}`;
  return name;
}

/** What runs in a cluster. */
export function WorkloadEntries({ scope }: { scope: Scope }) {
  const value = useValue(scope, ['workloads']);
  const workloads: readonly Workload[] = Array.isArray(value) ? value : [];
  const names = workloads.map((workload) => workload.name);
  return (
    <Entries
      title="Workloads"
      items={names}
      add="Add workload"
      onAdd={() =>
        change(scope, 'Add a workload', [
          setEdit(scope.target, ['workloads', workloads.length], {
            name: freeName('app', names),
            replicas: 1,
            port: 80,
          }),
        ])
      }
      onRemove={(index) =>
        change(
          scope,
          `Remove workload ${names[index] ?? ''}`,
          removeWorkload(scope.editor.store.getState().plan, scope.target, index),
        )
      }
    >
      {(index) => <WorkloadFields scope={scope} index={index} />}
    </Entries>
  );
}

function WorkloadFields({ scope, index }: { scope: Scope; index: number }) {
  const path = ['workloads', index] as const;
  const pods = useValue(scope, [...path, 'pods']);
  const overrides: readonly { ordinal?: number }[] = Array.isArray(pods) ? pods : [];
  return (
    <>
      <TextProperty scope={scope} path={[...path, 'name']} label="Workload name" required />
      <ChoiceProperty
        scope={scope}
        path={[...path, 'kind']}
        label="Kind"
        choices={KINDS}
        absent="StatefulSet"
      />
      <TextProperty scope={scope} path={[...path, 'replicas']} label="Replicas" placeholder="1" numeric />
      <TextProperty scope={scope} path={[...path, 'port']} label="Listens on port" numeric />
      <TextProperty scope={scope} path={[...path, 'namespace']} label="Namespace" placeholder="default" />
      <SwitchProperty
        scope={scope}
        path={[...path, 'sharded']}
        label="Sharded: each document lives on one pod"
      />
      <Entries
        title="Pods that differ"
        items={overrides.map((pod, n) => `Pod ${pod.ordinal ?? n}`)}
        add="Add pod override"
        onAdd={() => {
          const taken = overrides.map((pod) => pod.ordinal);
          let ordinal = 0;
          while (taken.includes(ordinal)) ordinal++;
          change(scope, 'Add a pod override', [
            setEdit(scope.target, [...path, 'pods', overrides.length], { ordinal }),
          ]);
        }}
        onRemove={(n) =>
          change(scope, 'Remove a pod override', [
            setEdit(
              scope.target,
              overrides.length === 1 ? [...path, 'pods'] : [...path, 'pods', n],
              undefined,
            ),
          ])
        }
      >
        {(n) => (
          <>
            <TextProperty
              scope={scope}
              path={[...path, 'pods', n, 'ordinal']}
              label="Ordinal"
              numeric
              required
            />
            <TextProperty
              scope={scope}
              path={[...path, 'pods', n, 'node']}
              label="On node (index)"
              placeholder="dealt"
              numeric
            />
            <ListProperty
              scope={scope}
              path={[...path, 'pods', n, 'addresses']}
              label="Pod addresses (assigned when none is given)"
              item="Pod address"
              holds="address"
              placeholder="10.0.2.9"
              emptied={[setEdit(scope.target, [...path, 'pods', n, 'addresses'], undefined)]}
            />
          </>
        )}
      </Entries>
    </>
  );
}
