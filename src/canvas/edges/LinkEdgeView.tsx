import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { Cable, Lock } from 'lucide-react';
import { memo } from 'react';
import { floatingLine, floatingPath } from '#core/view';
import { MarkBadge } from '../Glyph.tsx';
import type { AttachmentEdge, LinkEdge } from '../graph.ts';
import { CardTitle } from '../nodes/CardTitle.tsx';
import styles from './Edges.module.css';
import { endLabels } from './endLabels.ts';
import { useBoxes } from './useBoxes.ts';

/** A shorter line has no room for how the link works beside its name, in canvas pixels. */
const ROOM = 260;

/** A link between routers: a VPN dashed with a lock, a direct link solid; its chip names it and how it routes. */
export const LinkEdgeView = memo(({ id, source, target, data, selected }: EdgeProps<LinkEdge>) => {
  const boxes = useBoxes(source, target);
  if (!boxes || !data) return null;
  const { link, mark, offset, addresses } = data;
  const { path, label, length } = floatingPath(...boxes, offset);
  const vpn = link.kind !== 'direct';
  const ends = addresses && endLabels(floatingLine(...boxes, offset), addresses);
  const Icon = vpn ? Lock : Cable;
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={18}
        className={`${styles.link} ${vpn ? styles.vpn : ''} ${selected ? styles.selected : ''}`}
      />
      <EdgeLabelRenderer>
        {ends?.map(({ x, y }, end) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a link has two ends, in their order
            key={end}
            className={styles.end}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {addresses?.[end]}
          </span>
        ))}
        <div
          className={`${styles.chip} ${selected ? styles.chipSelected : ''}`}
          title={`${link.name ?? link.id}: ${vpn ? (link.encapsulation ?? 'ipsec') : 'direct'}, ${link.routing}`}
          style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
        >
          <Icon size={12} aria-hidden />
          <span className={styles.name}>
            <CardTitle id={link.id} name={link.name ?? link.id} />
          </span>
          <span className={styles.how} hidden={length < ROOM}>
            {vpn ? (link.encapsulation ?? 'ipsec') : 'direct'} · {link.routing === 'bgp' ? 'BGP' : 'static'}
          </span>
          <MarkBadge mark={mark} />
        </div>
      </EdgeLabelRenderer>
    </>
  );
});
LinkEdgeView.displayName = 'LinkEdgeView';

/** A cluster or host that hangs on a router. */
export const AttachmentEdgeView = memo(({ id, source, target, selected }: EdgeProps<AttachmentEdge>) => {
  const boxes = useBoxes(source, target);
  if (!boxes) return null;
  const { path } = floatingPath(...boxes);
  return (
    <BaseEdge
      id={id}
      path={path}
      interactionWidth={14}
      className={`${styles.attachment} ${selected ? styles.selected : ''}`}
    />
  );
});
AttachmentEdgeView.displayName = 'AttachmentEdgeView';
