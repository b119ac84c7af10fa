import { Check, Copy, Download } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type Editor, shownPath } from '#editor';
import { Button } from '../ui/Button.tsx';
import controls from '../ui/controls.module.css';
import { Select } from '../ui/Select.tsx';
import { copyPng, mayCopyPictures } from './copyPicture.ts';
import { download } from './download.ts';
import styles from './Exporting.module.css';
import { fileStem } from './files.ts';
import { pageTheme } from './pageTheme.ts';
import { type PictureChoice, pngOf, possibleScale, sizeOf, svgBlob, svgOf } from './picture.ts';

const FORMATS = [
  { value: 'svg', text: 'SVG, sharp at every size' },
  { value: '1', text: 'PNG, as large as on screen' },
  { value: '2', text: 'PNG, twice as large' },
  { value: '3', text: 'PNG, three times as large' },
] as const;
type Format = (typeof FORMATS)[number]['value'];

const THEMES = [
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
] as const;

export function PictureForm({ editor }: { editor: Editor }) {
  const state = useStore(editor.store);
  const [format, setFormat] = useState<Format>('svg');
  const [choice, setChoice] = useState<PictureChoice>(() => ({
    theme: pageTheme(),
    transparent: false,
    selectionOnly: false,
    findings: true,
    walk: true,
    withPlan: true,
  }));
  const [said, setSaid] = useState<string>();
  const [copied, setCopied] = useState(false);
  const chosen = state.selection.length > 0;
  const walked = shownPath(state.playback) !== undefined;
  const { plan, analysis, revision, selection, playback } = state;
  // Cursor and announcements change no picture.
  // biome-ignore lint/correctness/useExhaustiveDependencies: exactly what the picture shows of the state
  const svg = useMemo(
    () => svgOf(state, { ...choice, selectionOnly: choice.selectionOnly && chosen }),
    [plan, analysis, revision, selection, playback.answer, playback.path, choice, chosen],
  );
  const set = (change: Partial<PictureChoice>): void => {
    setChoice((before) => ({ ...before, ...change }));
    setCopied(false);
    setSaid(undefined);
  };
  const scale = format === 'svg' ? 1 : possibleScale(svg, Number(format));
  const { width, height } = sizeOf(svg);

  const save = async (): Promise<void> => {
    const stem = fileStem(plan.name);
    try {
      if (format === 'svg') download(`${stem}.svg`, svgBlob(svg));
      else download(`${stem}.png`, await pngOf(svg, Number(format), choice.withPlan ? plan : undefined));
    } catch (error) {
      setSaid(`No picture was made: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };
  const copy = async (): Promise<void> => {
    const done = await copyPng(pngOf(svg, format === 'svg' ? 2 : Number(format), undefined));
    setCopied(done);
    if (done) editor.announce('The picture is copied.');
    else
      setSaid(
        'This browser does not let the page copy it: copy the picture above by its own menu, or save it.',
      );
  };
  return (
    <div className={styles.form}>
      <Preview svg={svg} name={plan.name} clear={choice.transparent} />
      <div className={styles.columns}>
        <Select label="Format" value={format} options={FORMATS} onChange={setFormat} />
        <Select label="Colours" value={choice.theme} options={THEMES} onChange={(theme) => set({ theme })} />
      </div>
      <fieldset className={styles.checks}>
        <legend className={controls.hidden}>What is in the picture</legend>
        <Choice label="Findings" on={choice.findings !== false} onChange={(findings) => set({ findings })} />
        <Choice
          label="The walk that is shown"
          on={choice.walk && walked}
          off={walked ? undefined : 'No walk is shown'}
          onChange={(walk) => set({ walk })}
        />
        <Choice
          label="Only what is selected"
          on={choice.selectionOnly && chosen}
          off={chosen ? undefined : 'Nothing is selected'}
          onChange={(selectionOnly) => set({ selectionOnly })}
        />
        <Choice
          label="No background"
          on={choice.transparent}
          onChange={(transparent) => set({ transparent })}
        />
        <Choice
          label="The plan inside, so that it opens again"
          on={choice.withPlan}
          onChange={(withPlan) => set({ withPlan })}
        />
      </fieldset>
      <p className={controls.hint}>
        {Math.round(width * scale).toLocaleString('en')} × {Math.round(height * scale).toLocaleString('en')}{' '}
        pixels.{' '}
        {format !== 'svg' && scale < Number(format) && 'Browsers draw no larger PNG; SVG has no limit. '}
        {choice.withPlan
          ? 'Whoever has the file can read the whole plan, also what is not in the picture. A copied picture never has it inside.'
          : 'Without the plan inside, nobody can open the picture here again.'}
      </p>
      <div className={controls.actions}>
        <output className={styles.said} aria-live="polite">
          {said ??
            (mayCopyPictures() ? '' : 'On this page copying is not allowed; save the picture instead.')}
        </output>
        <Button disabled={!mayCopyPictures()} onClick={() => void copy()}>
          {copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
          {copied ? 'Copied' : 'Copy as PNG'}
        </Button>
        <Button look="primary" onClick={() => void save()}>
          <Download size={15} aria-hidden /> Save {format === 'svg' ? 'SVG' : 'PNG'}
        </Button>
      </div>
    </div>
  );
}

function Choice({
  label,
  on,
  off,
  onChange,
}: {
  label: string;
  on: boolean;
  /** Why it cannot be chosen now. */
  off?: string | undefined;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className={controls.check} data-off={off !== undefined} title={off}>
      <input
        type="checkbox"
        checked={on}
        disabled={off !== undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        {off !== undefined && <span className={controls.hint}> ({off.toLowerCase()})</span>}
      </span>
    </label>
  );
}

/** The picture as it will be. */
function Preview({ svg, name, clear }: { svg: string; name: string; clear: boolean }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(svgBlob(svg));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return (
    <div className={styles.preview} data-clear={clear}>
      {url !== undefined && <img src={url} alt={`How ${name} will look`} />}
    </div>
  );
}
