import { Play, Save } from 'lucide-react';
import { type FormEvent, useId, useMemo, useState } from 'react';
import type { Protocol } from '#core';
import { type Editor, playWalk } from '#editor';
import { changeChecked } from '../changeChecked.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import { Select } from '../ui/Select.tsx';
import { useEditor, useReadOnly } from '../useEditor.ts';
import { EndpointField } from './EndpointField.tsx';
import { endpointOptions } from './endpointOptions.ts';
import {
  type DraftProblems,
  draftOf,
  EMPTY_DRAFT,
  type FlowDraft,
  flowOf,
  readDraft,
  sameQuestion,
} from './flowDraft.ts';
import styles from './WalkForm.module.css';

const PROTOCOLS: readonly { value: Protocol; text: string }[] = [
  { value: 'tcp', text: 'TCP' },
  { value: 'udp', text: 'UDP' },
  { value: 'icmp', text: 'ICMP' },
];
const FAMILIES = [
  { value: '', text: 'Any' },
  { value: '4', text: 'IPv4' },
  { value: '6', text: 'IPv6' },
] as const;

/** "Walk a packet": asks the core for one flow, and keeps it in the plan if wanted. */
export function WalkForm({ editor }: { editor: Editor }) {
  const derived = useEditor(editor, (state) => state.analysis.judgement?.derived);
  const plan = useEditor(editor, (state) => state.plan);
  const question = useEditor(editor, (state) => state.playback.question);
  const [typed, setTyped] = useState<{ readonly draft: FlowDraft; readonly over: typeof question }>();
  const [problems, setProblems] = useState<DraftProblems>({});
  const readOnly = useReadOnly(editor);
  const id = useId();
  // What is typed stays until another walk is shown: then the form tells that one.
  const draft =
    typed && typed.over === question
      ? typed.draft
      : question
        ? draftOf(question)
        : (typed?.draft ?? EMPTY_DRAFT);
  const change = (part: Partial<FlowDraft>) => {
    setTyped({ draft: { ...draft, ...part }, over: question });
    setProblems({});
  };
  const from = useMemo(() => (derived ? endpointOptions(derived, plan, 'from') : []), [derived, plan]);
  const to = useMemo(() => (derived ? endpointOptions(derived, plan, 'to') : []), [derived, plan]);

  const read = () => {
    const result = readDraft(draft);
    if ('problems' in result) {
      setProblems(result.problems);
      return undefined;
    }
    setProblems({});
    return result.question;
  };
  const walk = (event: FormEvent) => {
    event.preventDefault();
    const asked = read();
    if (!asked) return;
    playWalk(editor, asked);
  };
  const save = () => {
    const asked = read();
    if (!asked) return;
    const { plan } = editor.store.getState();
    const kept = plan.flows?.find((other) => sameQuestion(other, asked));
    if (kept) {
      editor.show(kept);
      return editor.announce(`It is saved already, as ${kept.name ?? kept.id}.`);
    }
    const flow = flowOf(asked, plan);
    const problem = changeChecked(editor, `Save flow ${flow.id}`, [
      { kind: 'add', collection: 'flows', entity: flow },
    ]);
    if (problem !== undefined) return setProblems({ to: problem });
    editor.show(flow);
    editor.announce(`Flow ${flow.id} saved.`);
  };
  const sentences = Object.values(problems);
  return (
    <form className={styles.form} aria-label="Walk a packet" onSubmit={walk} noValidate>
      <div className={styles.fields}>
        <EndpointField
          label="From"
          value={draft.from}
          options={from}
          invalid={Boolean(problems.from)}
          describedBy={problems.from ? id : undefined}
          placeholder="host:laptop"
          onChange={(value) => change({ from: value })}
        />
        <EndpointField
          label="To"
          value={draft.to}
          options={to}
          invalid={Boolean(problems.to)}
          describedBy={problems.to ? id : undefined}
          placeholder="pod:london/cb-0"
          onChange={(value) => change({ to: value })}
        />
        <Small
          label="Port"
          value={draft.port}
          placeholder="target's"
          invalid={Boolean(problems.port)}
          onChange={(port) => change({ port })}
        />
        <Select
          label="Protocol"
          value={draft.protocol}
          options={PROTOCOLS}
          onChange={(protocol) => change({ protocol })}
        />
        <Small
          label="Bytes"
          value={draft.bytes}
          placeholder="64"
          invalid={Boolean(problems.bytes)}
          onChange={(bytes) => change({ bytes })}
        />
        <Select
          label="Family"
          value={draft.family}
          options={FAMILIES}
          onChange={(family) => change({ family })}
        />
        <div className={styles.buttons}>
          <Button type="submit" look="primary">
            <Play size={14} aria-hidden /> Walk
          </Button>
          <Button disabled={readOnly} onClick={save}>
            <Save size={14} aria-hidden /> Save this flow
          </Button>
        </div>
      </div>
      {sentences.length > 0 && (
        <div id={id} role="alert">
          {sentences.map((sentence) => (
            <p key={sentence} className={controls.problem}>
              {sentence}
            </p>
          ))}
        </div>
      )}
    </form>
  );
}

function Small({
  label,
  value,
  placeholder,
  invalid,
  onChange,
}: {
  label: string;
  value: string;
  placeholder: string;
  invalid: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <label className={controls.field}>
      <span className={controls.label}>{label}</span>
      <input
        className={classNames(controls.input, controls.mono, invalid && controls.invalid)}
        inputMode="numeric"
        aria-invalid={invalid || undefined}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
