import type { NodeProps } from '@xyflow/react';
import { ChevronDown, ChevronRight, Layers } from 'lucide-react';
import { lazy, memo, Suspense, useContext } from 'react';
import type { Cluster } from '#core';
import { clusterChips, clusterRows, hasGhosts, nodeCount, TUNNEL } from '#core/view';
import type { DeviceView } from '#editor';
import { CanvasContext } from '../CanvasContext.ts';
import { MarkBadge } from '../Glyph.tsx';
import type { ClusterNode } from '../graph.ts';
import styles from './Card.module.css';
import { CardTitle } from './CardTitle.tsx';
import { Chips } from './Chips.tsx';
import { Handles } from './Handles.tsx';
import { LockGlyph } from './LockGlyph.tsx';
import { rangeRow } from './RangeRow.tsx';

/** With the tables of what platforms use, which nobody needs before they are shown. */
const GhostRows = lazy(async () => ({ default: (await import('./GhostRows.tsx')).GhostRows }));

/** A cluster: its three kinds of ranges in fixed order, its mode, and opened its nodes with their pods. */
export const ClusterCard = memo(({ data, selected }: NodeProps<ClusterNode>) => {
  const { cluster, asn, mark, open, devices, locked } = data;
  const { toggleOpen, ghosts } = useContext(CanvasContext);
  const name = cluster.name ?? cluster.id;
  const count = nodeCount(cluster);
  const { nodes, pods, bubble, vips } = clusterRows(cluster, mark);
  return (
    <div
      className={styles.card}
      data-selected={selected}
      data-severity={mark?.severity}
      data-device-group={cluster.id}
    >
      <Handles name={name} />
      <header className={styles.header}>
        <Layers size={16} aria-hidden className={styles.icon} />
        <CardTitle id={cluster.id} name={name} />
        {locked && <LockGlyph />}
        <MarkBadge mark={mark} />
      </header>
      <ul className={styles.rows} aria-label={`Ranges of ${name}`}>
        {nodes.map(rangeRow)}
        {bubble ? (
          <li className={styles.bubble}>
            <ul className={styles.inner} aria-label={`Pods of ${name}, inside of the overlay`}>
              {pods.map(rangeRow)}
            </ul>
          </li>
        ) : (
          pods.map(rangeRow)
        )}
        {vips.map(rangeRow)}
      </ul>
      {ghosts && hasGhosts(cluster) && (
        <Suspense>
          <GhostRows cluster={cluster} mark={mark} />
        </Suspense>
      )}
      <footer className={styles.footer}>
        <button
          type="button"
          className={`${styles.opener} nodrag`}
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Open'} ${name}: ${count}`}
          onClick={(event) => {
            event.stopPropagation();
            toggleOpen(cluster.id);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          {count}
        </button>
        <Chips chips={clusterChips(cluster, asn)} />
      </footer>
      {open && <Devices cluster={cluster} devices={devices} />}
    </div>
  );
});
ClusterCard.displayName = 'ClusterCard';

/** The most nodes that an opened card lists; the inspector has them all. */
const SHOWN_NODES = 12;
const SHOWN_PODS = 6;

function Devices({ cluster, devices }: { cluster: Cluster; devices: readonly DeviceView[] }) {
  const nodes = devices.filter((device) => device.kind === 'node');
  const pods = devices.filter((device) => device.kind === 'pod');
  const { network } = cluster;
  const tunnel =
    network?.mode === 'overlay' && nodes.length > 1 ? TUNNEL[network.encapsulation ?? 'vxlan'] : undefined;
  return (
    <ul className={styles.devices} data-tunnel={tunnel} aria-label={`Nodes of ${cluster.name ?? cluster.id}`}>
      {tunnel && (
        <li className={styles.tunnel} title={`Nodes send each other pods’ packets through ${tunnel}`}>
          {tunnel}
        </li>
      )}
      {nodes.slice(0, SHOWN_NODES).map((node) => {
        const own = pods.filter((pod) => pod.node === node.id);
        return (
          <li key={node.id} className={styles.node} data-device={node.id}>
            <span className={styles.nodeName}>{node.label}</span>
            <span className={styles.address}>{node.addresses[0] ?? 'no address'}</span>
            {node.podPrefixes.length > 0 && (
              <span className={styles.prefixes}>
                pods <span className={styles.address}>{node.podPrefixes.join(' ')}</span>
              </span>
            )}
            {own.length > 0 && (
              <ul className={styles.pods}>
                {own.slice(0, SHOWN_PODS).map((pod) => (
                  <li
                    key={pod.id}
                    className={styles.pod}
                    data-device={pod.id}
                    title={pod.addresses.join(', ')}
                  >
                    {pod.label} <span className={styles.address}>{pod.addresses[0] ?? 'no address'}</span>
                  </li>
                ))}
                {own.length > SHOWN_PODS && (
                  <li className={styles.more}>and {own.length - SHOWN_PODS} more</li>
                )}
              </ul>
            )}
          </li>
        );
      })}
      {nodes.length > SHOWN_NODES && (
        <li className={styles.more}>and {nodes.length - SHOWN_NODES} more nodes</li>
      )}
    </ul>
  );
}
