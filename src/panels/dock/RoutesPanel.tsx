import { useId, useMemo, useState } from 'react';
import type { Editor, RouteView } from '#editor';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import { ShowMore, useShown } from '../ui/ShowMore.tsx';
import { useEditor } from '../useEditor.ts';
import { useRoutes } from '../useRoutes.ts';
import { EndpointField } from './EndpointField.tsx';
import { probe } from './probe.ts';
import styles from './RoutesPanel.module.css';
import { shownDevice } from './shownDevice.ts';

/** The winner first, then the losers in their order, then what does not match. */
function ordered(
  routes: readonly RouteView[],
  { winner, losers }: NonNullable<ReturnType<typeof probe>>,
): readonly RouteView[] {
  const matches = [...(winner ? [winner] : []), ...losers];
  return [...matches, ...routes.filter((route) => !matches.includes(route))];
}

/** One device's routing table, and which of its routes an address would take. */
export function RoutesPanel({ editor }: { editor: Editor }) {
  const devices = useEditor(editor, (state) => state.analysis.judgement?.derived.devices);
  const playback = useEditor(editor, (state) => state.playback);
  const selection = useEditor(editor, (state) => state.selection);
  const [chosen, setChosen] = useState<string>();
  const [text, setText] = useState('');
  const id = useId();
  const options = useMemo(
    () =>
      (devices ?? []).map((device) => ({
        value: device.id,
        hint: [device.label, ...device.addresses].join(' · '),
      })),
    [devices],
  );
  const device =
    devices?.find((candidate) => candidate.id === chosen) ?? shownDevice(devices ?? [], selection, playback);
  const table = useRoutes(editor, device?.id);
  const routes = table.status === 'ready' ? table.routes : [];
  const asked = text.trim() === '' ? undefined : probe(routes, text);
  const { shown, more, left } = useShown(asked ? ordered(routes, asked) : routes);
  if (!device) return <p className={styles.empty}>The plan has no devices yet.</p>;
  const notAnAddress = text.trim() !== '' && asked === undefined;
  const waiting = table.status === 'waiting';
  return (
    <div className={styles.routes}>
      <div className={styles.head}>
        <EndpointField label="Device" value={chosen ?? device.id} options={options} onChange={setChosen} />
        <label className={controls.field}>
          <span className={controls.label}>Which route takes the address</span>
          <input
            className={classNames(controls.input, controls.mono, notAnAddress && controls.invalid)}
            value={text}
            placeholder="10.0.0.7"
            spellCheck={false}
            aria-invalid={notAnAddress || undefined}
            aria-describedby={id}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p id={id} className={classNames(styles.verdict, notAnAddress && styles.wrong)} aria-live="polite">
          {notAnAddress
            ? 'Not an IP address. Write it as 10.0.0.7 or 2001:db8::7.'
            : waiting
              ? `Asking for the routes of ${device.id}.`
              : asked === undefined
                ? `${routes.length} ${routes.length === 1 ? 'route' : 'routes'}; longest prefix first, equal length: connected, static, BGP.`
                : asked.winner
                  ? `${asked.winner.prefix} wins: ${asked.winner.via} (${asked.winner.source}).${asked.losers.length > 0 ? ` ${asked.losers.length} shorter or later ${asked.losers.length === 1 ? 'route matches' : 'routes match'} too.` : ''}`
                  : `No route of ${device.id} matches: no-route.`}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={`Routes of ${device.id}`} tabIndex={0}>
        <table className={styles.table} aria-busy={waiting} aria-label={`Routing table of ${device.id}`}>
          <thead>
            <tr>
              <th scope="col">Prefix</th>
              <th scope="col">Where to</th>
              <th scope="col">Source</th>
              <th scope="col">Because</th>
              <th scope="col">Match</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((route, index) => {
              const wins = asked?.winner === route;
              const loses = asked?.losers.includes(route) ?? false;
              return (
                <tr
                  // biome-ignore lint/suspicious/noArrayIndexKey: two routes may be equal in every column
                  key={index}
                  className={classNames(
                    wins && styles.wins,
                    loses && styles.loses,
                    asked && !wins && styles.out,
                  )}
                >
                  <td className={styles.mono}>{route.prefix}</td>
                  <td className={styles.mono}>{route.via}</td>
                  <td>{route.source}</td>
                  <td>{route.because}</td>
                  <td>{wins ? 'wins' : loses ? 'loses' : ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <ShowMore more={more} left={left} />
      </section>
    </div>
  );
}
