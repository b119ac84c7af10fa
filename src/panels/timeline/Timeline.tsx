import { BookOpen, ChevronLeft, ChevronRight, Link2, Pause, Play, X } from 'lucide-react';
import type { Path } from '#core';
import { commandById, type Editor, placeText, run } from '#editor';
import { IconButton } from '../ui/Button.tsx';
import { VerdictBadge } from '../ui/Glyphs.tsx';
import { Select } from '../ui/Select.tsx';
import { useEditor } from '../useEditor.ts';
import { Lanes } from './Lanes.tsx';
import styles from './Timeline.module.css';
import { ticks } from './ticks.ts';

const SPEEDS = [
  { value: '0.5', text: '0.5×' },
  { value: '1', text: '1×' },
  { value: '2', text: '2×' },
  { value: '4', text: '4×' },
] as const;

/** The walk that is shown, as a scrubber: play, step, seek, speed, and which path of a service. */
export function Timeline({ editor }: { editor: Editor }) {
  const {
    question,
    answer,
    path: index,
    cursor,
    playing,
    speed,
  } = useEditor(editor, (state) => state.playback);
  if (!question) return null;
  const roundTrip = answer && 'roundTrip' in answer ? answer.roundTrip : undefined;
  const path = roundTrip?.paths[index];
  if (!roundTrip || !path)
    return (
      <section className={styles.timeline} aria-label="Timeline">
        <p className={styles.note}>
          {question.from} → {question.to}: {answer && 'problem' in answer ? answer.problem : 'walking…'}
        </p>
        <IconButton label="Close the walk" onClick={() => editor.show(undefined)}>
          <X size={16} aria-hidden />
        </IconButton>
      </section>
    );
  const marks = ticks(path);
  const here = marks[cursor]?.place;
  const atEnd = cursor >= marks.length - 1;
  const toggle = () => {
    if (playing) return editor.pause();
    if (atEnd) editor.seek(0);
    editor.play();
  };
  return (
    <section className={styles.timeline} aria-label="Timeline">
      <div className={styles.buttons}>
        <IconButton label="Step back" disabled={cursor === 0} onClick={() => editor.step(-1)}>
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <IconButton label={playing ? 'Pause' : 'Play'} className={styles.play} onClick={toggle}>
          {playing ? <Pause size={17} aria-hidden /> : <Play size={17} aria-hidden />}
        </IconButton>
        <IconButton label="Step forward" disabled={atEnd} onClick={() => editor.step(1)}>
          <ChevronRight size={18} aria-hidden />
        </IconButton>
      </div>
      <Lanes
        marks={marks}
        cursor={cursor}
        onSeek={(to) => editor.seek(to)}
        onStep={(by) => editor.step(by)}
        onToggle={toggle}
      />
      <div className={styles.end}>
        <span className={styles.where}>{here ? placeText(here) : ''}</span>
        <span className={styles.controls}>
          {roundTrip.paths.length > 1 && (
            <Select
              label="Path"
              hideLabel
              value={String(index)}
              options={roundTrip.paths.map((candidate, n) => ({
                value: String(n),
                text: `${n + 1}: ${candidate.target ?? 'path'}${candidate.verdict === 'delivered' ? '' : ', lost'}`,
              }))}
              onChange={(value) => editor.setPath(Number(value))}
            />
          )}
          <PathVerdict path={path} />
          <Select
            label="Speed"
            hideLabel
            value={SPEEDS.find((option) => Number(option.value) === speed)?.value ?? '1'}
            options={SPEEDS}
            onChange={(value) => editor.setSpeed(Number(value))}
          />
          <IconButton label="Explain this hop" onClick={() => run(editor, commandById('explain').command)}>
            <BookOpen size={15} aria-hidden />
          </IconButton>
          <IconButton
            label="Copy a link to this hop"
            onClick={() => run(editor, commandById('copy-hop-link').command)}
          >
            <Link2 size={15} aria-hidden />
          </IconButton>
          <IconButton label="Close the walk" onClick={() => editor.show(undefined)}>
            <X size={16} aria-hidden />
          </IconButton>
        </span>
      </div>
    </section>
  );
}

/** The verdict of the path: delivered, or the leg that was lost and how. */
function PathVerdict({ path }: { path: Path }) {
  const lost = path.legs.find((leg) => leg.disposition !== 'delivered');
  return (
    <output className={styles.verdict} aria-label="Verdict">
      <VerdictBadge disposition={lost?.disposition ?? 'delivered'} {...(lost ? { prefix: lost.leg } : {})} />
      {path.properties.length > 0 && <span className={styles.properties}>{path.properties.join(', ')}</span>}
    </output>
  );
}
