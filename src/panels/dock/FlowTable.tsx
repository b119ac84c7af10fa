import { Check, Play, Trash2, X } from 'lucide-react';
import type { Flow, FlowQuestion } from '#core';
import { type Editor, playWalk, type TraceView } from '#editor';
import { IconButton } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import { NoVerdict, VerdictBadge } from '../ui/Glyphs.tsx';
import { Select } from '../ui/Select.tsx';
import { ShowMore, useShown } from '../ui/ShowMore.tsx';
import { useEditor, useReadOnly } from '../useEditor.ts';
import styles from './FlowTable.module.css';
import { asExpected, type SideVerdict, sideVerdict } from './sides.ts';

/** A saved flow is shown as itself; one typed in the form may ask the same. */
const same = (a: FlowQuestion | undefined, b: FlowQuestion): boolean =>
  a !== undefined &&
  a.from === b.from &&
  a.to === b.to &&
  a.port === b.port &&
  (a.protocol ?? 'tcp') === (b.protocol ?? 'tcp') &&
  a.bytes === b.bytes &&
  a.family === b.family;

const NONE: readonly Flow[] = [];

/** The flows of the plan: what became of request and reply, and whether that is what the plan expects. */
export function FlowTable({ editor }: { editor: Editor }) {
  const flows = useEditor(editor, (state) => state.plan.flows);
  const answers = useEditor(editor, (state) => state.analysis.judgement?.flows);
  const question = useEditor(editor, (state) => state.playback.question);
  const { shown, more, left } = useShown(flows ?? NONE);
  if (!flows || flows.length === 0)
    return (
      <p className={styles.empty}>
        No flow is saved yet. A saved flow is walked again with every change, and with an expectation it is a
        test of the plan.
      </p>
    );
  return (
    <>
      <table className={styles.table} aria-label="Saved flows">
        <thead>
          <tr>
            <th scope="col">Flow</th>
            <th scope="col">Request</th>
            <th scope="col">Reply</th>
            <th scope="col">Expected</th>
            <th scope="col">
              <span className={styles.hidden}>Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((flow) => (
            <FlowRow
              key={flow.id}
              flow={flow}
              answer={answers?.[flow.id]}
              shown={same(question, flow)}
              editor={editor}
            />
          ))}
        </tbody>
      </table>
      <ShowMore more={more} left={left} />
    </>
  );
}

function FlowRow({
  flow,
  answer,
  shown,
  editor,
}: {
  flow: Flow;
  answer: TraceView | undefined;
  shown: boolean;
  editor: Editor;
}) {
  const name = flow.name ?? flow.id;
  const readOnly = useReadOnly(editor);
  return (
    <tr className={classNames(shown && styles.shown)} aria-current={shown || undefined}>
      <th scope="row" className={styles.flow}>
        <button type="button" className={styles.name} onClick={() => editor.show(flow)}>
          {name}
        </button>
        <span className={styles.ends}>
          {flow.from} → {flow.to}
          {flow.port === undefined ? '' : ` :${flow.port}`}
          {flow.protocol && flow.protocol !== 'tcp' ? ` ${flow.protocol}` : ''}
          {flow.bytes === undefined ? '' : ` ${flow.bytes} B`}
          {flow.family === undefined ? '' : ` IPv${flow.family}`}
        </span>
      </th>
      <Cells answer={answer} />
      <td>
        <Expectation flow={flow} answer={answer} editor={editor} />
      </td>
      <td className={styles.actions}>
        <IconButton label={`Play ${name}`} onClick={() => playWalk(editor, flow)}>
          <Play size={15} aria-hidden />
        </IconButton>
        <IconButton
          label={`Delete flow ${name}`}
          disabled={readOnly}
          onClick={() =>
            editor.change(`Delete flow ${name}`, [{ kind: 'remove', collection: 'flows', id: flow.id }])
          }
        >
          <Trash2 size={15} aria-hidden />
        </IconButton>
      </td>
    </tr>
  );
}

function Cells({ answer }: { answer: TraceView | undefined }) {
  if (!answer)
    return (
      <td colSpan={2}>
        <NoVerdict>being walked</NoVerdict>
      </td>
    );
  if ('problem' in answer)
    return (
      <td colSpan={2} className={styles.problem}>
        {answer.problem}
      </td>
    );
  const request = sideVerdict(answer.roundTrip, 'request');
  const reply = sideVerdict(answer.roundTrip, 'reply');
  return (
    <>
      <td>
        {request ? (
          <VerdictBadge disposition={request.disposition} {...laterLeg(request)} />
        ) : (
          <NoVerdict>not sent</NoVerdict>
        )}
      </td>
      <td>
        {reply ? (
          <VerdictBadge disposition={reply.disposition} {...laterLeg(reply)} />
        ) : (
          <NoVerdict>not sent</NoVerdict>
        )}
      </td>
    </>
  );
}

/** A loss that only a later packet of the connection suffers says which. */
const laterLeg = ({ disposition, leg }: SideVerdict): { prefix?: string } =>
  disposition !== 'delivered' && (leg.leg === 'follow-up' || leg.leg === 'answer')
    ? { prefix: `${leg.leg}:` }
    : {};

const EXPECTATIONS = [
  { value: '', text: 'nothing' },
  { value: 'delivered', text: 'delivered' },
  { value: 'not-delivered', text: 'not delivered' },
] as const;

/** What the plan expects of a flow, to be chosen here, and whether the walk gave it. */
function Expectation({
  flow,
  answer,
  editor,
}: {
  flow: Flow;
  answer: TraceView | undefined;
  editor: Editor;
}) {
  const readOnly = useReadOnly(editor);
  const held = answer && 'roundTrip' in answer ? asExpected(answer.roundTrip, flow.expect) : undefined;
  const name = flow.name ?? flow.id;
  return (
    <span className={classNames(styles.expect, held === false && styles.failed)}>
      {held === true && <Check size={14} role="img" aria-label="as expected:" />}
      {held === false && <X size={14} role="img" aria-label="not as expected:" />}
      <Select
        label={`Expected of ${name}`}
        hideLabel
        disabled={readOnly}
        value={flow.expect ?? ''}
        options={EXPECTATIONS}
        onChange={(expect) =>
          editor.change(`Change what is expected of ${name}`, [
            { kind: 'set', collection: 'flows', id: flow.id, path: ['expect'], value: expect || undefined },
          ])
        }
      />
    </span>
  );
}
