import { Tabs } from '@base-ui/react/tabs';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Plan } from '#core';
import { type Editor, shownPath } from '#editor';
import { type LinkView, toFragment } from '#share';
import { exportPlan, fileNameOf } from '../dialogs/planFile.ts';
import { Button } from '../ui/Button.tsx';
import controls from '../ui/controls.module.css';
import { lazily } from '../ui/lazily.tsx';
import { useEditor } from '../useEditor.ts';
import { CopyText } from './CopyText.tsx';
import styles from './Sharing.module.css';
import { addressOf, iframeOf, markdownOf } from './snippets.ts';
import { hopAt, type Pointing, viewOf } from './viewOf.ts';

const QrCode = lazily(async () => (await import('./QrCode.tsx')).QrCode);

/** From here on mail programs and chats begin to cut links. */
const LONG = 4_000;

/** Phones read no larger codes from a screen. */
const LONGEST_CODE = 1_200;

type Made =
  | { readonly plan: Plan; readonly fragment: string }
  | { readonly plan: Plan; readonly problem: string };

/** The plan as a link, in every form in which links are handed on. */
export function ShareForm({
  editor,
  pointing: first,
  onClose,
}: {
  editor: Editor;
  pointing: Pointing;
  onClose: () => void;
}) {
  const plan = useEditor(editor, (state) => state.plan);
  const [pointing, setPointing] = useState(first);
  const view = useView(editor, pointing);
  const made = useFragment(plan, view);
  if (!made) return <p>Making the link…</p>;
  if ('problem' in made)
    return (
      <div className={styles.form}>
        <p role="alert" className={controls.problem}>
          {made.problem}
        </p>
        <div className={controls.actions}>
          <Button look="primary" onClick={() => exportPlan(plan)}>
            Save as a file
          </Button>
        </div>
      </div>
    );
  const exportPicture = () => {
    onClose();
    editor.surface.run('export-picture');
  };
  const address = addressOf(window.location.href);
  const link = `${address}#${made.fragment}`;
  const picture = fileNameOf(plan).replace(/\.hopwright\.json$/, '.png');
  return (
    <div className={styles.form}>
      <Tabs.Root defaultValue="link" className={styles.form}>
        <Tabs.List className={styles.tabs} aria-label="Form of the link">
          {[
            ['link', 'Link'],
            ['markdown', 'Markdown'],
            ['page', 'Web page'],
            ['code', 'QR code'],
          ].map(([value, title]) => (
            <Tabs.Tab key={value} value={value} className={styles.tab}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="link" className={styles.panel}>
          <CopyText editor={editor} label="Link" text={link} copied="The link is copied." />
        </Tabs.Panel>
        <Tabs.Panel value="markdown" className={styles.panel}>
          <CopyText
            editor={editor}
            label="Markdown"
            text={markdownOf(plan.name, picture, link)}
            copied="The Markdown is copied."
          />
          <div className={styles.row}>
            <p className={controls.hint}>
              Shows a picture that leads to the plan: put {picture} beside the text.
            </p>
            <Button onClick={exportPicture}>Export the picture…</Button>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="page" className={styles.panel}>
          <CopyText
            editor={editor}
            label="HTML"
            text={iframeOf(plan.name, address, made.fragment)}
            copied="The HTML is copied."
          />
          <p className={controls.hint}>
            Shows the plan in another page, to be looked at and played, not changed.
          </p>
        </Tabs.Panel>
        <Tabs.Panel value="code" className={styles.panel}>
          {link.length > LONGEST_CODE ? (
            <p className={controls.hint}>
              The link has {length(link)}; phones read QR codes of at most {LONGEST_CODE.toLocaleString('en')}
              . Send the link or the file.
            </p>
          ) : (
            <QrCode text={link} label="QR code of the link" />
          )}
        </Tabs.Panel>
      </Tabs.Root>
      <PointingChoice editor={editor} pointing={pointing} onPointing={setPointing} />
      {link.length > LONG && (
        <div className={styles.long}>
          <TriangleAlert size={15} aria-hidden />
          <p>
            Chats and mail programs cut links longer than {LONG.toLocaleString('en')} characters. Send a file
            instead; a PNG picture has the plan in it, too.
          </p>
          <div>
            <Button onClick={() => exportPlan(plan)}>Save as a file</Button>
            <Button onClick={exportPicture}>Export a picture…</Button>
          </div>
        </div>
      )}
      <p className={styles.private}>
        {window.location.protocol === 'file:' &&
          'This page was opened from a file: the link opens where the same file lies. '}
        {isThisMachine(window.location.hostname) &&
          'This page is served on this machine alone: the link opens here. For others, send a file or serve the page for them. '}
        The plan is in the link itself, behind the #, which browsers send to no server. Whoever has the link
        can read the plan.
      </p>
    </div>
  );
}

/** Names by which a machine calls nobody but itself. */
const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** Whether the link opens at what is shown now: asked only where something is. */
function PointingChoice({
  editor,
  pointing,
  onPointing,
}: {
  editor: Editor;
  pointing: Pointing;
  onPointing: (pointing: Pointing) => void;
}) {
  const rule = useEditor(
    editor,
    ({ finding, analysis }) => analysis.judgement?.findings.find(({ id }) => id === finding)?.rule,
  );
  const playback = useEditor(editor, (state) => state.playback);
  const path = shownPath(playback);
  const hop = path && hopAt(path, playback.cursor);
  if (rule === undefined && !hop) return null;
  return (
    <fieldset className={styles.points}>
      <legend className={controls.hidden}>What the link opens at</legend>
      {rule !== undefined && (
        <label className={controls.check}>
          <input
            type="checkbox"
            checked={pointing.finding ?? false}
            onChange={(event) => onPointing({ ...pointing, finding: event.target.checked })}
          />
          <span>Open at the selected finding: {rule}</span>
        </label>
      )}
      {hop && (
        <label className={controls.check}>
          <input
            type="checkbox"
            checked={pointing.hop ?? false}
            onChange={(event) => onPointing({ ...pointing, hop: event.target.checked })}
          />
          <span>
            Open at hop {hop.number} of the {hop.leg}
          </span>
        </label>
      )}
    </fieldset>
  );
}

/** The view as it is now; a new object only when it says something else. */
function useView(editor: Editor, pointing: Pointing): string {
  const plan = useEditor(editor, (state) => state.plan);
  const finding = useEditor(editor, (state) => state.finding);
  const playback = useEditor(editor, (state) => state.playback);
  return JSON.stringify(viewOf({ plan, finding, playback }, pointing));
}

function useFragment(plan: Plan, view: string): Made | undefined {
  const [made, setMade] = useState<Made>();
  useEffect(() => {
    let current = true;
    toFragment(plan, JSON.parse(view) as LinkView).then(
      (fragment) => current && setMade({ plan, fragment }),
      (error: unknown) =>
        current && setMade({ plan, problem: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [plan, view]);
  return made;
}

const length = (link: string): string => `${link.length.toLocaleString('en')} characters`;
