import type { Point } from '#editor';
import {
  type CardText,
  cardSize,
  decisionLines,
  envelopeBoxes,
  type Piece,
  SECOND_LINE,
} from './cardLayout.ts';
import styles from './packets.module.css';

/**
 * The packet's headers beside it: an outer envelope holds the inner one, NAT strikes the old address through. Below, what
 * decided on the device, and the routes that lost.
 */
export function PacketCard({ text, at }: { text: CardText; at: Point }) {
  const size = cardSize(text);
  return (
    <g transform={`translate(${at.x} ${at.y})`} data-packet-card>
      <rect className={styles.card} width={size.width} height={size.height} rx={6} />
      <text className={styles.cardTitle} x={8} y={14}>
        {text.title}
      </text>
      {envelopeBoxes(text).map(({ lines, kind, ...box }) => (
        <g key={box.y}>
          <rect className={kind === 'outer' ? styles.outer : styles.envelope} {...box} rx={4} />
          {lines.map((pieces, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the envelope
            <Line key={index} pieces={pieces} x={box.x + 8} y={box.y + 14 + index * SECOND_LINE} />
          ))}
        </g>
      ))}
      {decisionLines(text).map((line) => (
        <text key={line.y} className={line.lost ? styles.lostRoute : styles.decided} x={8} y={line.y}>
          {line.text}
        </text>
      ))}
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
