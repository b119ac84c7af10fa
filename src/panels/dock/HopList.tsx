import { Fragment, useEffect, useRef } from 'react';
import { describeEnding, describeRoute, describeStep, type Hop, type Leg, type Step } from '#core';
import { envelopeOf, type HopPlace, hopLabel, hopPlaces, sideOf, transportText } from '#core/view';
import type { Editor } from '#editor';
import { Envelopes } from '../Envelopes.tsx';
import { classNames } from '../ui/classNames.ts';
import { VerdictBadge } from '../ui/Glyphs.tsx';
import { scrollIntoList } from '../ui/scrollIntoList.ts';
import { useEditor } from '../useEditor.ts';
import styles from './HopList.module.css';

const LEG_TITLE = {
  request: 'Request',
  reply: 'Reply',
  'follow-up': 'Follow-up (the client’s next packet)',
  answer: 'Answer (the server’s next packet)',
} as const;

/** The walk in words: every leg, every device, and what decided there. The hop under the cursor is kept in view. */
export function HopList({ editor }: { editor: Editor }) {
  const playback = useEditor(editor, (state) => state.playback);
  const { question, answer, path: index, cursor } = playback;
  if (!question)
    return (
      <p className={styles.empty}>
        No packet is under way. Walk one with the form, play a saved flow, or play a finding’s witness.
      </p>
    );
  if (!answer) return <p className={styles.empty}>Walking…</p>;
  if ('problem' in answer)
    return (
      <p className={styles.empty} role="alert">
        {answer.problem}
      </p>
    );
  const { flow, paths } = answer.roundTrip;
  const path = paths[index];
  if (!path) return <p className={styles.empty}>This flow has no path.</p>;
  const places = hopPlaces(path);
  return (
    <section className={styles.walk} aria-label="Hops">
      {path.legs.map((leg) => (
        <LegHops
          key={leg.leg}
          leg={leg}
          places={places.filter((place) => place.leg === leg)}
          cursor={cursor}
          transportOf={(place) => transportText(flow, path, place)}
          onSeek={(to) => editor.seek(to)}
        />
      ))}
    </section>
  );
}

function LegHops({
  leg,
  places,
  cursor,
  transportOf,
  onSeek,
}: {
  leg: Leg;
  places: readonly HopPlace[];
  cursor: number;
  /** Protocol and port at a hop. */
  transportOf: (place: HopPlace) => string;
  onSeek: (cursor: number) => void;
}) {
  return (
    <section className={styles.leg} aria-label={LEG_TITLE[leg.leg]}>
      <h3 className={styles.legTitle}>
        <span>{LEG_TITLE[leg.leg]}</span>
        <VerdictBadge disposition={leg.disposition} />
      </h3>
      {leg.disposition !== 'delivered' && <p className={styles.why}>{describeEnding(leg.ending)}</p>}
      <ol className={styles.hops} aria-label={`${LEG_TITLE[leg.leg]} hops`}>
        {places.map((place) => (
          <HopRow
            key={place.cursor}
            place={place}
            transport={transportOf(place)}
            current={place.cursor === cursor}
            onSeek={onSeek}
          />
        ))}
      </ol>
    </section>
  );
}

function HopRow({
  place,
  transport,
  current,
  onSeek,
}: {
  place: HopPlace;
  transport: string;
  current: boolean;
  onSeek: (cursor: number) => void;
}) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) scrollIntoList(row.current);
  }, [current]);
  const { hop, leg, number } = place;
  const envelope = envelopeOf(place);
  const depth = envelope.outer.length;
  return (
    <li ref={row} className={classNames(styles.hop, current && styles.current)}>
      <button
        type="button"
        className={styles.seek}
        aria-current={current ? 'step' : undefined}
        onClick={() => onSeek(place.cursor)}
      >
        <span className={classNames(styles.number, sideOf(leg.leg) === 'reply' && styles.hollow)}>
          {hopLabel(leg.leg, number)}
        </span>
        <span className={styles.device}>{hop.device}</span>
      </button>
      <span className={styles.packet}>
        <Envelopes envelope={envelope} transport={transport} />
      </span>
      <Interfaces hop={hop} depth={depth} />
      <ul className={styles.steps}>
        {hop.steps
          .filter(({ kind }) => kind !== 'receive' && kind !== 'transmit')
          .map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a hop never change their order
            <StepSentence key={index} step={step} />
          ))}
      </ul>
    </li>
  );
}

/** Where the packet came in and goes out, and in how many tunnels it leaves. */
function Interfaces({ hop, depth }: { hop: Hop; depth: number }) {
  const came = hop.steps.find((step) => step.kind === 'receive');
  const goes = hop.steps.findLast((step) => step.kind === 'transmit');
  if (!came && !goes && depth === 0) return null;
  return (
    <p className={styles.interfaces}>
      {came && (
        <span>
          in <code>{came.interface}</code>
        </span>
      )}
      {goes && (
        <span>
          out <code>{goes.interface}</code> to {goes.to}
        </span>
      )}
      {depth > 0 && <span>{depth === 1 ? 'in a tunnel' : `in ${depth} tunnels`}</span>}
    </p>
  );
}

function StepSentence({ step }: { step: Step }) {
  if (step.kind === 'route')
    return (
      <li>
        route {describeRoute(step.route)}
        {step.losers.length > 0 && (
          <span className={styles.losers}>
            {' '}
            — not{' '}
            {step.losers.map((loser, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a hop never change
              <Fragment key={index}>
                {index > 0 && '; '}
                <s>{describeRoute(loser)}</s>
              </Fragment>
            ))}
          </span>
        )}
      </li>
    );
  return (
    <li
      className={classNames(step.kind === 'drop' && styles.drop, step.kind === 'deliver' && styles.deliver)}
    >
      {describeStep(step)}
    </li>
  );
}
