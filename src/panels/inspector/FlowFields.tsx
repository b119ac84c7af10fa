import type { Flow } from '#core';
import type { Editor } from '#editor';
import { useEditor } from '../useEditor.ts';
import { ChoiceProperty } from './ChoiceProperty.tsx';
import { Identity } from './identity.tsx';
import type { Scope } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';

const PROTOCOLS = [
  { value: 'tcp', text: 'TCP' },
  { value: 'udp', text: 'UDP' },
  { value: 'icmp', text: 'ICMP' },
];
const FAMILIES = [
  { value: undefined, text: 'IPv4 where both have it' },
  { value: 4, text: 'IPv4' },
  { value: 6, text: 'IPv6' },
];
const EXPECTATIONS = [
  { value: undefined, text: 'nothing: only a question' },
  { value: 'delivered', text: 'delivered' },
  { value: 'not-delivered', text: 'not delivered' },
];

/** Every property of a saved flow. */
export function FlowFields({ editor, flow }: { editor: Editor; flow: Flow }) {
  const scope: Scope = {
    editor,
    target: { kind: 'entity', collection: 'flows', id: flow.id },
    title: flow.name || flow.id,
  };
  const rule = useEditor(editor, (state) => {
    const answer = state.analysis.judgement?.flows[flow.id];
    return answer && 'problem' in answer ? answer.problem : undefined;
  });
  return (
    <>
      <Identity scope={scope} />
      <TextProperty scope={scope} path={['from']} label="From" mono required facts={rule} />
      <TextProperty scope={scope} path={['to']} label="To" mono required />
      <TextProperty
        scope={scope}
        path={['port']}
        label="Port"
        placeholder="where the target listens"
        numeric
      />
      <ChoiceProperty scope={scope} path={['protocol']} label="Protocol" choices={PROTOCOLS} absent="tcp" />
      <TextProperty
        scope={scope}
        path={['bytes']}
        label="Bytes of the largest packet"
        placeholder="64"
        numeric
      />
      <ChoiceProperty scope={scope} path={['family']} label="Family" choices={FAMILIES} />
      <ChoiceProperty scope={scope} path={['expect']} label="Expected" choices={EXPECTATIONS} />
    </>
  );
}
