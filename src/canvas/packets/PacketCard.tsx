import type { Point } from '#editor';
import { type CardText, cardSize, type Piece } from './cardLayout.ts';
import styles from './packets.module.css';

/** The packet's headers beside it: the outer envelope holds the inner one, NAT strikes the old address through. */
export function PacketCard({ text, at }: { text: CardText; at: Point }) {
  const size = cardSize(text);
  return (
    <g transform={`translate(${at.x} ${at.y})`} data-packet-card>
      <rect className={styles.card} width={size.width} height={size.height} rx={6} />
      <text className={styles.cardTitle} x={8} y={16}>
        {text.title}
      </text>
      <Envelopes text={text} width={size.width} />
    </g>
  );
}

function Envelopes({ text, width }: { text: CardText; width: number }) {
  if (!text.outer)
    return (
      <g transform="translate(8 24)">
        <rect className={styles.envelope} width={width - 16} height={20} rx={3} />
        <Line pieces={text.inner} x={8} y={14} />
      </g>
    );
  return (
    <g transform="translate(8 24)">
      <rect className={styles.outer} width={width - 16} height={48} rx={4} />
      <Line pieces={text.outer} x={8} y={15} />
      <rect className={styles.envelope} x={6} y={22} width={width - 28} height={20} rx={3} />
      <Line pieces={text.inner} x={14} y={36} />
    </g>
  );
}

function Line({ pieces, x, y }: { pieces: readonly Piece[]; x: number; y: number }) {
  return (
    <text className={styles.line} x={x} y={y} xmlSpace="preserve">
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the line
        <tspan key={index} className={styles[piece.look]}>
          {piece.text}
        </tspan>
      ))}
    </text>
  );
}
