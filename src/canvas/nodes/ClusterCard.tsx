import type { NodeProps } from '@xyflow/react';
import { ChevronDown, ChevronRight, Layers } from 'lucide-react';
import { memo, useContext } from 'react';
import type { Cluster } from '#core';
import { ghostHeading, ghostRanges, modeText, rangeMark } from '#core/view';
import type { DeviceView } from '#editor';
import { CanvasContext } from '../CanvasContext.ts';
import { MarkBadge } from '../Glyph.tsx';
import type { ClusterNode } from '../graph.ts';
import styles from './Card.module.css';
import { CardTitle } from './CardTitle.tsx';
import { GhostRows } from './GhostRows.tsx';
import { Handles } from './Handles.tsx';
import { LockGlyph } from './LockGlyph.tsx';
import { RangeRow } from './RangeRow.tsx';

/** A cluster: its three kinds of ranges in fixed order, its mode, and opened its nodes with their pods. */
export const ClusterCard = memo(({ data, selected }: NodeProps<ClusterNode>) => {
  const { cluster, asn, mark, open, devices, locked } = data;
  const { toggleOpen, ghosts } = useContext(CanvasContext);
  const assumed = ghosts ? ghostRanges(cluster) : [];
  const name = cluster.name ?? cluster.id;
  const count = cluster.nodes.list?.length ?? cluster.nodes.count ?? 0;
  const overlay = cluster.network?.mode === 'overlay';
  const pods = (cluster.pods?.cidrs ?? []).map((cidr) => (
    <RangeRow key={`pod ${cidr}`} kind="pod" text={cidr} mark={rangeMark(mark, cidr)} />
  ));
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
        {cluster.nodes.cidrs.map((cidr) => (
          <RangeRow key={`node ${cidr}`} kind="node" text={cidr} mark={rangeMark(mark, cidr)} />
        ))}
        {overlay && pods.length > 0 ? (
          <li className={styles.bubble}>
            <ul className={styles.inner} aria-label={`Pods of ${name}, inside of the overlay`}>
              {pods}
            </ul>
          </li>
        ) : (
          pods
        )}
        {(cluster.services?.cidrs ?? []).map((cidr) => (
          <RangeRow key={`vip ${cidr}`} kind="vip" text={cidr} virtual mark={rangeMark(mark, cidr)} />
        ))}
      </ul>
      {assumed.length > 0 && <GhostRows heading={ghostHeading(cluster)} ghosts={assumed} mark={mark} />}
      <footer className={styles.footer}>
        <button
          type="button"
          className={`${styles.opener} nodrag`}
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Open'} ${name}: ${count} nodes`}
          onClick={(event) => {
            event.stopPropagation();
            toggleOpen(cluster.id);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          {count} {count === 1 ? 'node' : 'nodes'}
        </button>
        <span className={styles.chip}>{modeText(cluster)}</span>
        {cluster.network?.mode === 'overlay' && cluster.network.gateway && (
          <span className={styles.chip}>gateway</span>
        )}
        {cluster.network?.mode === 'bgp' && asn !== undefined && (
          <span className={`${styles.chip} ${styles.system}`}>AS {asn}</span>
        )}
        {cluster.serviceProxy !== undefined && (
          <span className={styles.chip}>{cluster.serviceProxy} proxy</span>
        )}
      </footer>
      {open && <Devices cluster={cluster} devices={devices} />}
    </div>
  );
});
ClusterCard.displayName = 'ClusterCard';

/** The most nodes that an opened card lists; the inspector has them all. */
const SHOWN_NODES = 12;
const SHOWN_PODS = 8;

function Devices({ cluster, devices }: { cluster: Cluster; devices: readonly DeviceView[] }) {
  const nodes = devices.filter((device) => device.kind === 'node');
  const pods = devices.filter((device) => device.kind === 'pod');
  return (
    <ul className={styles.devices} aria-label={`Nodes of ${cluster.name ?? cluster.id}`}>
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
