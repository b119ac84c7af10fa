import type { Expose, Workload } from '#core';
import { ChoiceProperty } from './ChoiceProperty.tsx';
import { ListProperty } from './ListProperty.tsx';
import { removeService } from './removals.ts';
import { Entries } from './Section.tsx';
import { change, type Scope, useValue } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';
import { setEdit } from './target.ts';
import { freeName } from './WorkloadEntries.tsx';

/** The services of a cluster: a virtual address before the pods of a workload. */
export function ExposeEntries({ scope }: { scope: Scope }) {
  const value = useValue(scope, ['expose']);
  const list = useValue(scope, ['workloads']);
  const services: readonly Expose[] = Array.isArray(value) ? value : [];
  const workloads: readonly Workload[] = Array.isArray(list) ? list : [];
  const names = services.map((service) => service.name);
  const first = workloads[0];
  return (
    <Entries
      title="Exposed services"
      items={names}
      {...(first
        ? {
            add: 'Add service',
            onAdd: () =>
              change(scope, 'Add a service', [
                setEdit(scope.target, ['expose', services.length], {
                  name: freeName(first.name, names),
                  workload: first.name,
                }),
              ]),
          }
        : {})}
      onRemove={(index) =>
        change(
          scope,
          `Remove service ${names[index] ?? ''}`,
          removeService(scope.editor.store.getState().plan, scope.target, index),
        )
      }
    >
      {(index) => (
        <>
          <TextProperty scope={scope} path={['expose', index, 'name']} label="Service name" required />
          <ChoiceProperty
            scope={scope}
            path={['expose', index, 'workload']}
            label="Workload behind it"
            choices={workloads.map((workload) => ({ value: workload.name, text: workload.name }))}
          />
          <TextProperty
            scope={scope}
            path={['expose', index, 'port']}
            label="Service port"
            placeholder="the workload’s"
            numeric
          />
          <ListProperty
            scope={scope}
            path={['expose', index, 'clusterIPs']}
            label="Cluster IPs (first free ones when none is given)"
            item="Cluster IP"
            holds="address"
            placeholder="10.96.0.20"
            mark="clusterIPs"
            emptied={[setEdit(scope.target, ['expose', index, 'clusterIPs'], undefined)]}
          />
        </>
      )}
    </Entries>
  );
}
