import type { Flow, FlowQuestion } from '#core';
import type { Editor } from '#editor';
import { Select } from '../ui/Select.tsx';
import { useEditor } from '../useEditor.ts';

const NONE: readonly Flow[] = [];

/** Which of the saved flows is walked: where there is no room for the list of them. */
export function FlowChoice({ editor }: { editor: Editor }) {
  const flows = useEditor(editor, ({ plan }) => plan.flows ?? NONE);
  const question = useEditor(editor, ({ playback }) => playback.question);
  if (flows.length === 0) return null;
  const asked: readonly (FlowQuestion | undefined)[] = flows;
  const shown = asked.indexOf(question);
  return (
    <Select
      label="Walk"
      hideLabel
      value={String(shown)}
      options={[
        ...(shown < 0 ? [{ value: '-1', text: question ? 'Another walk' : 'No walk' }] : []),
        ...flows.map(({ id, name }, index) => ({ value: String(index), text: name ?? id })),
      ]}
      onChange={(value) => {
        const flow = flows[Number(value)];
        if (flow) editor.show(flow);
      }}
    />
  );
}
