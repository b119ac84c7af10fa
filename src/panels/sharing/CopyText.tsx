import { Check, Copy } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Editor } from '#editor';
import { copyText } from '../dialogs/copyText.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import styles from './Sharing.module.css';

/** A text to be taken elsewhere: shown whole, with its length, and copied by a button. */
export function CopyText({
  editor,
  label,
  text,
  copied: said,
}: {
  editor: Editor;
  label: string;
  text: string;
  copied: string;
}) {
  const [copied, setCopied] = useState<'yes' | 'by hand'>();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is not copied yet
  useEffect(() => setCopied(undefined), [text]);
  const copy = async () => {
    const done = await copyText(text, field.current);
    setCopied(done ? 'yes' : 'by hand');
    if (done) editor.announce(said);
  };
  return (
    <>
      <label className={controls.hidden} htmlFor={id}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        className={classNames(controls.area, controls.mono, styles.text)}
        readOnly
        rows={5}
        value={text}
        aria-describedby={`${id}-length`}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.row}>
        <span id={`${id}-length`} className={controls.hint}>
          {text.length.toLocaleString('en')} characters
        </span>
        <output className={controls.hint} aria-live="polite">
          {copied === 'by hand' && 'This page may not copy: the text is selected, press Ctrl+C.'}
        </output>
        <Button look="primary" onClick={() => void copy()}>
          {copied === 'yes' ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
          {copied === 'yes' ? 'Copied' : `Copy ${label === 'Link' ? 'link' : label}`}
        </Button>
      </div>
    </>
  );
}
