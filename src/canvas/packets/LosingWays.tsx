import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Path } from '#core';
import { type AnchorOf, floatingLine, hopPlaces, losersOf } from '#core/view';
import type { Editor } from '#editor';
import styles from './packets.module.css';

/** How far they bend aside, so that they are not taken for the links below. */
const BEND = 26;

/** The ways that the packet does not take from where it is: of routes that lost against the one that it takes. */
export function LosingWays({ editor, path, anchorOf }: { editor: Editor; path: Path; anchorOf: AnchorOf }) {
  const cursor = useStore(editor.store, (s) => s.playback.cursor);
  const plan = useStore(editor.store, (s) => s.plan);
  const devices = useStore(editor.store, (s) => s.analysis.judgement?.derived.devices);
  const lost = useMemo(() => {
    const places = hopPlaces(path);
    const here = places[cursor];
    if (!here) return [];
    const after = places[cursor + 1];
    const next = after?.leg === here.leg ? after.hop.device : undefined;
    const deviceAt = (address: string) => devices?.find(({ addresses }) => addresses.includes(address))?.id;
    return losersOf(plan, here.hop, next, deviceAt).map((loser) => ({ from: here.hop.device, ...loser }));
  }, [path, cursor, plan, devices]);
  return lost.map(({ from, device, prefixes }) => {
    const [a, b] = [anchorOf(from), anchorOf(device)];
    // Within a closed cluster there is nothing to draw.
    if (!a || !b || a.key === b.key) return null;
    const { start, end, bend } = floatingLine(a.box, b.box, BEND);
    const control = { x: 2 * bend.x - (start.x + end.x) / 2, y: 2 * bend.y - (start.y + end.y) / 2 };
    // On the far side of the bend: the link, and the walk beside it, run on the near one.
    const aside = bend.x - (start.x + end.x) / 2;
    const anchor = Math.abs(aside) < BEND / 2 ? 'middle' : aside < 0 ? 'end' : 'start';
    const angle = (Math.atan2(end.y - control.y, end.x - control.x) * 180) / Math.PI;
    return (
      <g key={device} className={styles.losing} data-loser={device}>
        <path d={`M${start.x} ${start.y}Q${control.x} ${control.y} ${end.x} ${end.y}`} />
        <path d="M-7-4 0 0-7 4" transform={`translate(${end.x} ${end.y}) rotate(${angle})`} />
        <text x={bend.x} y={bend.y} textAnchor={anchor}>
          not {prefixes[0]}
          {prefixes.length > 1 && ` +${prefixes.length - 1}`}
        </text>
      </g>
    );
  });
}
