import { Handle, Position } from '@xyflow/react';
import styles from './Card.module.css';

const SIDES = [Position.Top, Position.Right, Position.Bottom, Position.Left] as const;

/** Four places to draw a line from; where it ends on the other card does not matter, edges float. */
export function Handles({ name }: { name: string }) {
  return SIDES.map((side) => (
    <Handle
      key={side}
      id={side}
      type="source"
      position={side}
      className={styles.handle ?? ''}
      title={`Draw a line from ${name}`}
    />
  ));
}
