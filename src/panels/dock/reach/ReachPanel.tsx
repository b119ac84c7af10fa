import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type Frame, MOST_ENDS, type Reachability } from '#core';
import { type Editor, nameOfId, playWalk } from '#editor';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import controls from '../../ui/controls.module.css';
import { useEditor } from '../../useEditor.ts';
import { CellGlyph } from './CellGlyph.tsx';
import styles from './Reach.module.css';
import { ReachGrid } from './ReachGrid.tsx';
import { CELL_WORDS, countCalls, type ReachCell } from './reachCells.ts';
import { MOST_LINES, reachGroups, reachLines, readEnd } from './reachLines.ts';
import { type ReachWork, useReach } from './useReach.ts';

/** Who reaches whom: a call between each two clusters and hosts, there and back, as a table to walk through. */
export function ReachPanel({ editor }: { editor: Editor }) {
  const work = useReach(editor);
  return (
    <div className={styles.panel}>
      {work.matrix ? (
        <Matrix editor={editor} matrix={work.matrix} work={work} />
      ) : (
        <div className={styles.bar}>
          <Progress work={work} />
        </div>
      )}
    </div>
  );
}

const NO_FRAMES: readonly Frame[] = [];

function Matrix({ editor, matrix, work }: { editor: Editor; matrix: Reachability; work: ReachWork }) {
  const plan = useEditor(editor, (state) => state.plan);
  const question = useEditor(editor, (state) => state.playback.question);
  const [filter, setFilter] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [reading, setReading] = useState('');
  const ends = useMemo(
    () => matrix.ends.map((id, index) => readEnd(id, index, (entity) => nameOfId(plan, entity))),
    [matrix, plan],
  );
  const { calls, lost } = useMemo(() => countCalls(matrix), [matrix]);
  const many = ends.length > MOST_LINES;
  const lines = useMemo(() => {
    const groups = reachGroups(ends, plan.view?.frames ?? NO_FRAMES);
    return reachLines(groups, (key) => toggled.has(key) === many, filter);
  }, [ends, plan, toggled, many, filter]);
  const shown = useMemo(() => lines.slice(0, MOST_LINES), [lines]);
  const played = question
    ? `${matrix.ends.indexOf(question.from)} ${matrix.ends.indexOf(question.to)}`
    : undefined;
  if (ends.length < 2)
    return (
      <div className={styles.bar}>
        <p className={styles.count}>Nobody can call yet: add a second cluster or host.</p>
        <Progress work={work} />
      </div>
    );
  const play = ({ call }: ReachCell) => {
    if (!call) return;
    const [from, to] = [ends[call[0]], ends[call[1]]];
    const [fromId, toId] = [matrix.ends[call[0]], matrix.ends[call[1]]];
    if (!from || !to || fromId === undefined || toId === undefined) return;
    editor.select([...new Set([from.entity, to.entity])]);
    const echo = matrix.listens[call[1]] === 0;
    playWalk(editor, { from: fromId, to: toId, ...(echo ? { protocol: 'icmp' } : {}) });
  };
  return (
    <>
      <div className={styles.bar}>
        <p className={styles.count} role="status">
          {lost === 0 ? `All ${calls.toLocaleString('en')} calls are answered` : countText(lost, calls)}
        </p>
        {many && (
          <label className={styles.find}>
            <Search size={14} aria-hidden />
            <span className={controls.hidden}>Filter by name</span>
            <input
              type="text"
              className={controls.input}
              placeholder="Filter by name"
              spellCheck={false}
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          </label>
        )}
        <Progress work={work} />
        <p className={styles.reading} aria-hidden>
          {reading || 'Point at a cell to read it; press it to play its walk.'}
        </p>
        <p className={styles.legend} aria-hidden>
          {(['delivered', 'request', 'reply', 'mixed'] as const).map((state) => (
            <span key={state}>
              <CellGlyph state={state} /> {CELL_WORDS[state]}
            </span>
          ))}
        </p>
      </div>
      <div className={classNames(styles.scroll, work.share !== undefined && styles.old)}>
        {lines.length === 0 ? (
          <p className={styles.empty}>Nobody has a name like that.</p>
        ) : (
          <ReachGrid
            matrix={matrix}
            lines={shown}
            played={played}
            onToggle={(key) => {
              const next = new Set(toggled);
              if (!next.delete(key)) next.add(key);
              setToggled(next);
            }}
            onPlay={play}
            onRead={setReading}
          />
        )}
        {shown.length < lines.length && (
          <p className={styles.empty}>
            The first {shown.length} of {lines.length.toLocaleString('en')} are shown: filter by name, or put
            them into sites.
          </p>
        )}
        {ends.length === MOST_ENDS && (
          <p className={styles.empty}>Only the first {MOST_ENDS.toLocaleString('en')} ends are compared.</p>
        )}
      </div>
    </>
  );
}

const countText = (lost: number, calls: number): string =>
  `${lost.toLocaleString('en')} of ${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'} ${lost === 1 ? 'is' : 'are'} lost`;

/** How far the matrix is, and how to stop it or begin again. */
function Progress({ work: { matrix, share, halted, cancel, again } }: { work: ReachWork }) {
  if (share !== undefined)
    return (
      <span className={styles.progress}>
        <progress aria-label="Working out who reaches whom" value={share} max={1} />
        {!matrix && <span>Working out who reaches whom…</span>}
        <Button look="quiet" onClick={cancel}>
          Cancel
        </Button>
      </span>
    );
  if (halted === undefined)
    return matrix ? null : <p className={styles.count}>Waiting for the plan to be checked…</p>;
  return (
    <span className={styles.progress}>
      {matrix
        ? 'This is of an earlier plan.'
        : halted === 'failed'
          ? 'It could not be worked out.'
          : 'Stopped.'}
      <Button onClick={again}>Work it out</Button>
    </span>
  );
}
