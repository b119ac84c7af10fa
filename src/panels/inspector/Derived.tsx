import { useState } from 'react';
import type { DeviceView, Editor } from '#editor';
import { useEditor } from '../useEditor.ts';
import { useRoutes } from '../useRoutes.ts';
import styles from './Inspector.module.css';

const TITLES = { node: 'Nodes', pod: 'Pods', router: 'Router', host: 'Host' } as const;
const MANY = 200;

/** What the rules make of the entity: addresses, pod prefixes and routes, nobody typed them. */
export function Derived({ editor, entity }: { editor: Editor; entity: string }) {
  const derived = useEditor(editor, (state) => state.analysis.judgement?.derived);
  const stale = useEditor(editor, (state) => state.analysis.revision !== state.revision);
  if (!derived) return <p className={styles.empty}>The plan is still being judged.</p>;
  const devices = derived.devices.filter((device) => device.entity === entity);
  const services = derived.services.filter((service) => service.id.startsWith(`service:${entity}/`));
  if (devices.length === 0 && services.length === 0)
    return <p className={styles.empty}>Nothing follows from this one: it has no devices of its own.</p>;
  return (
    <div className={styles.derived} aria-busy={stale}>
      {(['router', 'host', 'node', 'pod'] as const).map((kind) => {
        const some = devices.filter((device) => device.kind === kind);
        if (some.length === 0) return null;
        return (
          <section key={kind} aria-label={TITLES[kind]}>
            <h3 className={styles.derivedTitle}>
              {TITLES[kind]} {some.length > 1 && <span className={styles.count}>{some.length}</span>}
            </h3>
            <ul className={styles.devices}>
              {some.slice(0, MANY).map((device) => (
                <Device key={device.id} editor={editor} device={device} />
              ))}
            </ul>
            {some.length > MANY && (
              <p className={styles.empty}>
                and {some.length - MANY} more: each has its routes under Results, Routes.
              </p>
            )}
          </section>
        );
      })}
      {services.length > 0 && (
        <section aria-label="Services">
          <h3 className={styles.derivedTitle}>Services</h3>
          <ul className={styles.devices}>
            {services.map((service) => (
              <li key={service.id}>
                <span className={styles.deviceId}>{service.id}</span>
                <code>{service.addresses.join(', ') || 'no address'}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Device({ editor, device }: { editor: Editor; device: DeviceView }) {
  return (
    <li>
      <span className={styles.deviceId}>
        {device.id}
        {!device.id.endsWith(device.label) && <span className={styles.deviceLabel}> {device.label}</span>}
      </span>
      <code>{device.addresses.join(', ') || 'no address'}</code>
      {device.podPrefixes.length > 0 && (
        <span>
          pod prefixes <code>{device.podPrefixes.join(', ')}</code>
        </span>
      )}
      {device.node && <span>on {device.node}</span>}
      {device.routeCount !== 0 && <Routes editor={editor} device={device} />}
    </li>
  );
}

const routesText = (count: number | undefined): string =>
  count === undefined ? 'Routes' : count === 1 ? '1 route' : `${count} routes`;

/** The routing table, asked for when it is opened: a router of a fleet has thousands of routes. */
function Routes({ editor, device }: { editor: Editor; device: DeviceView }) {
  const [open, setOpen] = useState(false);
  const table = useRoutes(editor, open ? device.id : undefined);
  return (
    <details className={styles.deviceRoutes} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{routesText(device.routeCount)}</summary>
      {table.status === 'ready' && (
        <table>
          <thead>
            <tr>
              <th scope="col">Prefix</th>
              <th scope="col">Where to</th>
              <th scope="col">Because</th>
            </tr>
          </thead>
          <tbody>
            {table.routes.map((route, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two routes may be equal in every column
              <tr key={index}>
                <td>
                  <code>{route.prefix}</code>
                </td>
                <td>
                  <code>{route.via}</code>
                </td>
                <td>
                  {route.source}, {route.because}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
