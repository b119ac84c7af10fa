import { Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type Plan,
  type PlanEdit,
  type Platform,
  type PropertyPath,
  parseInterfaceAddress,
  parsePrefix,
} from '#core';
import { stepped } from '#editor';
import { Button, IconButton } from '../ui/Button.tsx';
import controls from '../ui/controls.module.css';
import { useEditor } from '../useEditor.ts';
import { type CidrUse, maskedCidr, percent, usableText, usedText } from './cidrFacts.ts';
import { anyCloudText, cloudText } from './cloudFacts.ts';
import styles from './Inspector.module.css';
import type { MarkedField } from './marks.ts';
import { NextFree } from './NextFree.tsx';
import { inSentence, keyOf, type Scope, useValue } from './scope.ts';
import { BoundText } from './TextProperty.tsx';
import { placeOf, problemFor, problemsAfter, setEdit, valueAt } from './target.ts';

interface ListPropertyProps {
  readonly scope: Scope;
  readonly path: PropertyPath;
  /** Of the whole list, as `Node networks`. */
  readonly label: string;
  /** Of one row, as `Node network`: the rows are named `Node network 1`, … */
  readonly item: string;
  readonly placeholder: string;
  readonly use?: CidrUse;
  readonly mark?: MarkedField;
  /** Stands beside a row: what else belongs to the entry. */
  readonly beside?: (index: number) => ReactNode;
  /** The length that node prefixes have, to count how many fit. */
  readonly nodeMask?: (index: number) => number | undefined;
  /** CIDRs have no host bits, and the remedy for one that has is offered. */
  readonly holds?: 'cidr' | 'address' | 'interface address';
  /** The edits that take the last row away, where the list may not stand empty. */
  readonly emptied?: readonly PlanEdit[];
  /** The edits that write one row (or, with undefined, remove it), where it is more than setting it. */
  readonly write?: (plan: Plan, index: number, text: string | undefined) => readonly PlanEdit[];
}

/** A list of CIDRs or addresses: a row each, an empty one to add to it. */
export function ListProperty(props: ListPropertyProps) {
  const { scope, path, label, item } = props;
  const value = useValue(scope, path);
  const list = Array.isArray(value) ? value : [];
  // The list's length when a row was asked for: as soon as that row is in the plan, it is one of the list.
  const [adding, setAdding] = useState<number>();
  const [refused, setRefused] = useState<{ readonly problem: string; readonly over: unknown }>();
  const group = useRef<HTMLFieldSetElement>(null);
  const isAdding = adding === list.length;
  useEffect(() => {
    if (adding !== undefined)
      group.current?.querySelector<HTMLInputElement>(`[data-row="${adding}"] input`)?.focus();
  }, [adding]);

  const remove = (index: number) => {
    if (index >= list.length) return setAdding(undefined);
    const { plan } = scope.editor.store.getState();
    const edits =
      list.length === 1 && props.emptied
        ? props.emptied
        : (props.write?.(plan, index, undefined) ?? [setEdit(scope.target, [...path, index], undefined)]);
    const problem = problemFor(problemsAfter(plan, edits), placeOf(plan, scope.target, path));
    setRefused(problem === undefined ? undefined : { problem, over: value });
    if (problem !== undefined) return;
    setAdding(undefined);
    scope.editor.change(`Remove ${inSentence(item)} ${index + 1} of ${scope.title}`, edits);
    // The row with the focus is gone: go on with the list.
    group.current?.querySelector<HTMLButtonElement>('[data-add-row]')?.focus();
  };
  return (
    <fieldset ref={group} className={styles.list}>
      <legend className={controls.label}>{label}</legend>
      {Array.from({ length: list.length + (isAdding ? 1 : 0) }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
        <div key={index} className={styles.row} data-row={index}>
          <Row {...props} index={index} />
          {index < list.length && props.beside?.(index)}
          <IconButton label={`Remove ${item} ${index + 1}`} onClick={() => remove(index)}>
            <X size={14} aria-hidden />
          </IconButton>
        </div>
      ))}
      {refused && refused.over === value && (
        <p role="alert" className={controls.problem}>
          {refused.problem}
        </p>
      )}
      <Button
        look="quiet"
        className={styles.add}
        data-add-row
        onClick={() => setAdding(list.length)}
        disabled={isAdding}
      >
        <Plus size={14} aria-hidden /> Add {inSentence(item)}
      </Button>
    </fieldset>
  );
}

function Row({
  scope,
  path,
  item,
  placeholder,
  use = 'none',
  mark,
  nodeMask,
  write,
  emptied,
  holds = 'cidr',
  index,
}: ListPropertyProps & { readonly index: number }) {
  const here: PropertyPath = [...path, index];
  const text = useValue(scope, here);
  const facts = useFacts(scope, typeof text === 'string' ? text : '', use, nodeMask?.(index));
  return (
    <BoundText
      scope={scope}
      label={`${item} ${index + 1}`}
      hideLabel
      placeholder={placeholder}
      mono
      {...(mark ? { mark } : {})}
      facts={facts}
      steps={stepped}
      {...(holds === 'cidr' ? { fix: maskedCidr } : {})}
      {...(holds === 'cidr' && use !== 'none'
        ? {
            extra: (typed: string, take: (cidr: string) => void) => (
              <>
                <NextFree editor={scope.editor} text={typed} onUse={take} />
                {use === 'segment' && <AnyCloud scope={scope} text={typed} />}
              </>
            ),
          }
        : {})}
      binding={{
        textOf: (plan) => {
          const value = valueAt(plan, scope.target, here);
          return value === undefined ? '' : String(value);
        },
        editsFor: (typed, plan) =>
          typed.trim() === ''
            ? 'an entry may not be empty: write it, or remove the row'
            : (write?.(plan, index, typed.trim()) ?? [setEdit(scope.target, here, typed.trim())]),
        emptied: (plan) =>
          index === 0 && emptied
            ? emptied
            : (write?.(plan, index, undefined) ?? [setEdit(scope.target, here, undefined)]),
        placeOf: (plan) => placeOf(plan, scope.target, here),
        label: `Change ${inSentence(item)} ${index + 1} of ${scope.title}`,
        key: keyOf(scope, here),
      }}
    />
  );
}

/** The platform of a cluster; other things have none. */
function usePlatform(scope: Scope): Platform | undefined {
  const value = useValue(scope, ['platform']);
  return scope.target.kind === 'entity' && scope.target.collection === 'clusters'
    ? (value as Platform | undefined)
    : undefined;
}

/** What each cloud would leave of a node network, while nobody has said where the cluster runs. */
function AnyCloud({ scope, text }: { scope: Scope; text: string }) {
  const platform = usePlatform(scope);
  const prefix = parsePrefix(text.trim());
  const isNodes = scope.target.kind === 'entity' && scope.target.collection === 'clusters';
  const words = isNodes && platform === undefined && prefix ? anyCloudText(prefix) : undefined;
  return words === undefined ? null : <p className={controls.hint}>{words}.</p>;
}

function useFacts(scope: Scope, text: string, use: CidrUse, nodeMask: number | undefined): ReactNode {
  const derived = useEditor(scope.editor, (state) => state.analysis.judgement?.derived);
  const platform = usePlatform(scope);
  const parsed = parseInterfaceAddress(text);
  if (use === 'none' || !parsed || scope.target.kind === 'plan') return undefined;
  const cloud = use === 'segment' ? cloudText(parsed.prefix, platform) : undefined;
  const used = derived && usedText(parsed.prefix, use, scope.target.id, derived, nodeMask);
  return (
    <>
      {usableText(parsed.prefix)}
      {cloud !== undefined && <span className={styles.used}>{cloud}</span>}
      {used && (
        <span className={styles.used}>
          {used.text}
          {used.share !== undefined && (
            <>
              {' '}
              ({percent(used.share)}){' '}
              <span className={styles.usage} aria-hidden>
                <span
                  style={{ width: `${Math.round(used.share * 100)}%` }}
                  data-full={used.share >= 0.9 || undefined}
                />
              </span>
            </>
          )}
        </span>
      )}
    </>
  );
}
