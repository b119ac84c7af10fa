import { Check, Copy, Download } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { Editor } from '#editor';
import { copyText } from '../dialogs/copyText.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import { useEditor } from '../useEditor.ts';
import { download } from './download.ts';
import styles from './Exporting.module.css';
import { fileStem } from './files.ts';
import { labOf } from './texts.ts';

export function LabForm({ editor }: { editor: Editor }) {
  const plan = useEditor(editor, (state) => state.plan);
  const made = useMemo(() => labOf(plan), [plan]);
  const [copied, setCopied] = useState<'yes' | 'by hand'>();
  const field = useRef<HTMLTextAreaElement>(null);
  if ('problem' in made)
    return (
      <p role="alert" className={controls.problem}>
        {made.problem}
      </p>
    );
  const file = `${fileStem(plan.name)}.lab.sh`;
  const lines = [`sudo sh ${file} up`, `sudo sh ${file} run --all`, `sudo sh ${file} down`].join('\n');
  const copy = async (): Promise<void> => {
    const done = await copyText(lines, field.current);
    setCopied(done ? 'yes' : 'by hand');
    if (done) editor.announce('The commands are copied.');
  };
  return (
    <div className={styles.form}>
      <p>
        The script builds the plan from Linux network namespaces, one for each device, and sends the plan’s
        flows through it. What the kernel does there can be held against what this page says.
      </p>
      <label className={controls.hidden} htmlFor="lab-commands">
        Commands
      </label>
      <textarea
        ref={field}
        id="lab-commands"
        className={classNames(controls.area, controls.mono, styles.commands)}
        readOnly
        rows={3}
        value={lines}
        onFocus={(event) => event.target.select()}
      />
      <ul className={styles.facts}>
        <li>
          <code>up</code> builds it, <code>run</code> sends every flow there and back and prints JSON,{' '}
          <code>down</code> takes everything away again.
        </li>
        <li>
          It needs Linux with root rights (to make namespaces), iproute2, nftables, and python3 for{' '}
          <code>run</code>.
        </li>
        <li>It touches nothing outside its own namespaces, so it is safe on your own machine.</li>
        {(plan.flows ?? []).length === 0 && (
          <li>The plan has no flows yet: save some under Paths, or there is nothing to run.</li>
        )}
      </ul>
      <div className={controls.actions}>
        <output className={styles.said} aria-live="polite">
          {copied === 'by hand' && 'This page may not copy: the commands are selected, press Ctrl+C.'}
        </output>
        <Button onClick={() => void copy()}>
          {copied === 'yes' ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
          {copied === 'yes' ? 'Copied' : 'Copy commands'}
        </Button>
        <Button
          look="primary"
          onClick={() => download(file, new Blob([made.text], { type: 'application/x-sh' }))}
        >
          <Download size={15} aria-hidden /> Save script
        </Button>
      </div>
    </div>
  );
}
