import { ExternalLink, PencilLine, Search } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { type Assumption, assumptionInfo, overrideEdits } from '#core';
import type { Editor, SurveyView } from '#editor';
import { changeChecked } from '../../changeChecked.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import controls from '../../ui/controls.module.css';
import { ShowMore, useShown } from '../../ui/ShowMore.tsx';
import { useEditor, useReadOnly } from '../../useEditor.ts';
import styles from './Assumptions.module.css';
import { assumptionGroups } from './assumptionGroups.ts';

/** Every value that the plan leaves to the rules: what it is, by which rule, and a field to say it otherwise. */
export function AssumptionsPanel({ editor, survey }: { editor: Editor; survey: SurveyView | undefined }) {
  const plan = useEditor(editor, (state) => state.plan);
  const [text, setText] = useState('');
  const narrowing = useDeferredValue(text);
  const groups = useMemo(
    () => assumptionGroups(survey?.assumptions ?? [], plan, narrowing),
    [survey, plan, narrowing],
  );
  const rows = useMemo(
    () =>
      groups.flatMap((group) =>
        group.assumptions.map((assumption, index) => ({ group, assumption, first: index === 0 })),
      ),
    [groups],
  );
  const { shown, more, left } = useShown(rows);
  if (!survey) return <p className={styles.empty}>Reading what the plan leaves open…</p>;
  return (
    <div className={styles.panel}>
      <search className={styles.filter} aria-label="Filter of the assumptions">
        <label className={styles.find}>
          <Search size={14} aria-hidden />
          <span className={controls.hidden}>Filter assumptions</span>
          <input
            type="text"
            className={controls.input}
            placeholder="Filter by name, value or rule"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || text === '') return;
              event.stopPropagation();
              setText('');
            }}
          />
        </label>
        <p className={styles.count}>
          {rows.length === survey.assumptions.length
            ? 'Nobody wrote these values; the rules fill them in, and every verdict builds on them.'
            : `${rows.length} of ${survey.assumptions.length}`}
        </p>
      </search>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="List of assumptions" tabIndex={0}>
        {rows.length === 0 ? (
          <p className={styles.empty}>
            {survey.assumptions.length === 0
              ? 'This plan leaves nothing to the rules.'
              : 'No assumption is like that.'}
          </p>
        ) : (
          <table className={styles.table} aria-label="Assumptions">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Value</th>
                <th scope="col">Rule</th>
                <th scope="col">Say it yourself</th>
              </tr>
            </thead>
            {shown.map(({ group, assumption, first }) => (
              <tbody key={assumption.id}>
                {first && (
                  <tr className={styles.group}>
                    <th colSpan={4} scope="colgroup">
                      {group.entity === undefined ? (
                        group.name
                      ) : (
                        <button type="button" onClick={() => group.entity && editor.select([group.entity])}>
                          {group.name}
                        </button>
                      )}
                    </th>
                  </tr>
                )}
                <Row editor={editor} assumption={assumption} owner={group.name} />
              </tbody>
            ))}
          </table>
        )}
        <ShowMore more={more} left={left} />
      </section>
    </div>
  );
}

function Row({ editor, assumption, owner }: { editor: Editor; assumption: Assumption; owner: string }) {
  const { kind, part, value, count, source } = assumption;
  const info = assumptionInfo[kind];
  return (
    <tr>
      <th scope="row" title={info.why}>
        {info.title}
        {part && <span className={styles.part}> {part}</span>}
      </th>
      <td className={styles.value}>
        {value}
        {count !== undefined && count > 1 && <span className={styles.part}> ({count})</span>}
      </td>
      <td className={styles.rule}>
        {source ? (
          <a href={source} target="_blank" rel="noreferrer" title={source}>
            its page <ExternalLink size={11} aria-label="(opens another page)" />
          </a>
        ) : (
          <span title={info.why}>{info.rule}</span>
        )}
      </td>
      <td>
        <OverrideField editor={editor} assumption={assumption} owner={owner} />
      </td>
    </tr>
  );
}

/** How the plan says the value itself: a choice, a number, addresses, or writing down what was dealt. */
function OverrideField({
  editor,
  assumption,
  owner,
}: {
  editor: Editor;
  assumption: Assumption;
  owner: string;
}) {
  const readOnly = useReadOnly(editor);
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const id = useId();
  const { override, part, kind } = assumption;
  const title = `${assumptionInfo[kind].title}${part ? ` ${part}` : ''}`;
  if (!override) return <span className={styles.part}>follows from the rest</span>;
  const take = (written: string) => {
    const edits = overrideEdits(override, written);
    if (typeof edits === 'string') return setProblem(edits);
    const label = `Write ${title.charAt(0).toLowerCase()}${title.slice(1)} of ${owner}`;
    const refused = changeChecked(editor, label, edits);
    setProblem(refused);
    if (refused === undefined) editor.announce(`Done: ${label}.`);
  };
  if (override.kind === 'write-down')
    return (
      <div className={styles.override}>
        <Button
          look="quiet"
          disabled={readOnly}
          aria-label={`Write down ${title} of ${owner}`}
          onClick={() => take('')}
        >
          <PencilLine size={13} aria-hidden /> Write them down
        </Button>
        {problem && (
          <p role="alert" className={controls.problem}>
            {problem}
          </p>
        )}
      </div>
    );
  if (override.kind === 'choice')
    return (
      <div className={styles.override}>
        <select
          className={controls.select}
          aria-label={`${title} of ${owner}`}
          disabled={readOnly}
          value=""
          onChange={(event) => take(event.target.value)}
        >
          <option value="">assumed</option>
          {override.options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
        {problem && (
          <p role="alert" className={controls.problem}>
            {problem}
          </p>
        )}
      </div>
    );
  return (
    <form
      className={styles.override}
      onSubmit={(event) => {
        event.preventDefault();
        take(text ?? assumption.value.replace(/^\//, ''));
      }}
    >
      <input
        className={classNames(controls.input, controls.mono, problem && controls.invalid)}
        aria-label={`${title} of ${owner}`}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem ? id : undefined}
        inputMode={override.kind === 'number' ? 'numeric' : undefined}
        spellCheck={false}
        disabled={readOnly}
        value={text ?? ''}
        placeholder={assumption.value.replace(/^\//, '')}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === undefined) return;
          event.stopPropagation();
          setText(undefined);
          setProblem(undefined);
        }}
      />
      <Button type="submit" look="quiet" disabled={readOnly} aria-label={`Write ${title} of ${owner}`}>
        Write
      </Button>
      {problem && (
        <p id={id} role="alert" className={controls.problem}>
          {problem}
        </p>
      )}
    </form>
  );
}
