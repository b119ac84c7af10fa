import type { Accept, Flow } from '#core';
import { useEditor } from '../useEditor.ts';
import { ChoiceProperty } from './ChoiceProperty.tsx';
import { FlowFields } from './FlowFields.tsx';
import styles from './Inspector.module.css';
import { ListProperty } from './ListProperty.tsx';
import { NotesProperty } from './NotesProperty.tsx';
import { Entries, Section } from './Section.tsx';
import { change, type Scope } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';
import { PLAN, setEdit } from './target.ts';

const PROFILES = [
  { value: 'vpn', text: 'vpn: clusters joined by routers' },
  { value: 'clustermesh', text: 'clustermesh: one pod network over all' },
  { value: 'submariner', text: 'submariner: pods and services of all' },
  { value: 'submariner-globalnet', text: 'submariner-globalnet: ranges may repeat' },
  { value: 'flat-vpc', text: 'flat-vpc: peered cloud networks' },
];
const NO_FLOWS: readonly Flow[] = [];
const NO_ACCEPTS: readonly Accept[] = [];

/** The properties of the plan itself; shown while nothing is selected. */
export function PlanForm({ scope }: { scope: Scope }) {
  const flows = useEditor(scope.editor, (state) => state.plan.flows) ?? NO_FLOWS;
  const accepts = useEditor(scope.editor, (state) => state.plan.accept) ?? NO_ACCEPTS;
  return (
    <>
      <Section title="Plan">
        <TextProperty scope={scope} path={['name']} label="Name" required />
        <ChoiceProperty scope={scope} path={['profile']} label="Profile" choices={PROFILES} absent="vpn" />
        <NotesProperty scope={scope} path={['notes']} label="Notes" />
      </Section>
      <Entries
        title="Flows"
        items={flows.map((flow) => flow.name || flow.id)}
        onRemove={(index) => {
          const flow = flows[index];
          if (flow)
            scope.editor.change(`Delete flow ${flow.name ?? flow.id}`, [
              { kind: 'remove', collection: 'flows', id: flow.id },
            ]);
        }}
      >
        {(index) => {
          const flow = flows[index];
          return flow && <FlowFields editor={scope.editor} flow={flow} />;
        }}
      </Entries>
      {flows.length === 0 && (
        <Section title="Flows">
          <p className={styles.empty}>
            Walk a packet under Paths and save it: it is then judged with every change.
          </p>
        </Section>
      )}
      <Entries
        title="Accepted findings"
        items={accepts.map(({ rule, entities }) => (entities ? `${rule}: ${entities.join(', ')}` : rule))}
        onRemove={(index) =>
          change(scope, 'Withdraw an acceptance', [
            setEdit(PLAN, accepts.length === 1 ? ['accept'] : ['accept', index], undefined),
          ])
        }
      >
        {(index) => (
          <>
            <TextProperty scope={scope} path={['accept', index, 'reason']} label="Reason" required area />
            <TextProperty scope={scope} path={['accept', index, 'rule']} label="Rule" mono required />
            <ListProperty
              scope={scope}
              path={['accept', index, 'entities']}
              label="For these entities (all when none is named)"
              item="Entity"
              placeholder="london"
              holds="address"
              emptied={[setEdit(PLAN, ['accept', index, 'entities'], undefined)]}
            />
          </>
        )}
      </Entries>
    </>
  );
}
