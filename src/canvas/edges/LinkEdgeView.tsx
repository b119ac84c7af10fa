import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { Cable, Equal, Lock } from 'lucide-react';
import { memo } from 'react';
import {
  DOUBLE_LINE,
  floatingLine,
  floatingPath,
  LINK_ROOM,
  linkDetails,
  linkLook,
  linkTexts,
  SESSION_DOTS,
  sessionPath,
} from '#core/view';
import { MarkBadge } from '../Glyph.tsx';
import type { AttachmentEdge, LinkEdge } from '../graph.ts';
import { CardTitle } from '../nodes/CardTitle.tsx';
import styles from './Edges.module.css';
import { useBoxes } from './useBoxes.ts';

const SIGNS = { cable: Cable, lock: Lock, tunnel: Equal } as const;

/**
 * A link between routers: a VPN dashed with a lock, GRE as two thin lines, a direct link solid; its chip names it and how it
 * routes. Dots beside it with an AS number at each end are its BGP session.
 */
export const LinkEdgeView = memo(({ id, source, target, data, selected }: EdgeProps<LinkEdge>) => {
  const boxes = useBoxes(source, target);
  if (!boxes || !data) return null;
  const { link, mark, offset, addresses, session } = data;
  const { path, label, length } = floatingPath(...boxes, offset);
  const look = linkLook(link);
  const line = floatingLine(...boxes, offset);
  const Sign = SIGNS[look.sign];
  return (
    <>
      {/* Told under the pointer; its name for screen readers is the edge's own. */}
      <title>{linkDetails(link).join('\n')}</title>
      {session && (
        <path
          d={sessionPath(line)}
          className={styles.session}
          strokeDasharray={SESSION_DOTS[session.kind]}
          data-session={session.kind}
        />
      )}
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={18}
        className={`${styles.link} ${styles[look.line]} ${selected ? styles.selected : ''}`}
        style={look.line === 'double' ? DOUBLE : undefined}
      />
      {look.line === 'double' && (
        <path d={path} className={styles.inside} strokeWidth={DOUBLE_LINE.gap} aria-hidden />
      )}
      <EdgeLabelRenderer>
        {linkTexts(line, addresses, session).map(({ at, text, of, boxed }, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a link has two ends, in their order
            key={index}
            className={`${styles.end} ${boxed ? styles.boxed : ''} ${of === 'system' ? styles.system : ''}`}
            style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
          >
            {text}
          </span>
        ))}
        <div
          className={`${styles.chip} ${selected ? styles.chipSelected : ''}`}
          data-words
          style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
        >
          <Sign size={12} aria-hidden />
          <span className={styles.name}>
            <CardTitle id={link.id} name={link.name ?? link.id} />
          </span>
          <span className={styles.how} hidden={length < LINK_ROOM}>
            {look.how}
          </span>
          <MarkBadge mark={mark} />
        </div>
      </EdgeLabelRenderer>
    </>
  );
});
LinkEdgeView.displayName = 'LinkEdgeView';

const DOUBLE = { strokeWidth: DOUBLE_LINE.outer } as const;

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
