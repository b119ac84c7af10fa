import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Plan } from '#core';
import type { Editor } from '#editor';
import { toFragment } from '#share';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import { Modal } from '../ui/Modal.tsx';
import { useEditor } from '../useEditor.ts';
import { copyText } from './copyText.ts';
import styles from './Dialogs.module.css';

/** From here on mail programs and chats begin to cut links. */
const LONG = 4000;

/** The whole plan as a link. The plan is in the part after `#`, which browsers keep to themselves. */
export function ShareDialog({
  editor,
  open,
  onClose,
}: {
  editor: Editor;
  open: boolean;
  onClose: () => void;
}) {
  return (
    <Modal title="Share this plan" open={open} onClose={onClose}>
      <ShareLink editor={editor} />
    </Modal>
  );
}

type Made =
  | { readonly plan: Plan; readonly link: string }
  | { readonly plan: Plan; readonly problem: string };

function ShareLink({ editor }: { editor: Editor }) {
  const plan = useEditor(editor, (state) => state.plan);
  const [made, setMade] = useState<Made>();
  const [copied, setCopied] = useState<'yes' | 'by hand'>();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    let current = true;
    // An example that the address asks for is not what is shared.
    const here = window.location.href.replace(/[?#].*$/, '');
    toFragment(plan).then(
      (fragment) => current && setMade({ plan, link: `${here}#${fragment}` }),
      (error: unknown) =>
        current && setMade({ plan, problem: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [plan]);

  if (!made) return <p>Making the link…</p>;
  if ('problem' in made)
    return (
      <p role="alert" className={controls.problem}>
        {made.problem}
      </p>
    );
  const copy = async () => {
    const done = await copyText(made.link, field.current);
    setCopied(done ? 'yes' : 'by hand');
    if (done) editor.announce('The link is copied.');
  };
  const length = made.link.length;
  return (
    <>
      <div className={controls.field}>
        <label className={controls.label} htmlFor={id}>
          Link
        </label>
        <textarea
          ref={field}
          id={id}
          className={classNames(controls.area, controls.mono)}
          readOnly
          rows={4}
          value={made.link}
          aria-describedby={`${id}-facts`}
          onFocus={(event) => event.target.select()}
        />
      </div>
      <div id={`${id}-facts`} className={styles.facts}>
        <p className={controls.hint}>{length.toLocaleString('en')} characters</p>
        {length > LONG && (
          <p className={styles.warning}>
            <TriangleAlert size={15} aria-hidden /> Longer than {LONG.toLocaleString('en')} characters: some
            mail and chat programs cut such links. Send the file instead if you are not sure.
          </p>
        )}
        <p>
          The plan is in the link itself, behind the #. Nothing leaves this page: the link is not stored
          anywhere, and a browser that opens it does not send that part to any server. Whoever has the link
          can read the plan.
        </p>
      </div>
      <div className={controls.actions}>
        <output className={styles.said} aria-live="polite">
          {copied === 'by hand' && 'This page may not copy: the link is selected, press Ctrl+C.'}
        </output>
        <Button look="primary" onClick={() => void copy()}>
          {copied === 'yes' ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
          {copied === 'yes' ? 'Copied' : 'Copy link'}
        </Button>
      </div>
    </>
  );
}
