import { useStore as useFlow } from '@xyflow/react';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Path } from '#core';
import { type Box, GUTTER_WIDTH, hopPlaces, type Trail, trailOf, transportText, wordsBox } from '#core/view';
import { type Editor, type Playback, shownPath } from '#editor';
import { cardPlace, cardSize, cardText } from './cardLayout.ts';
import { LosingWays } from './LosingWays.tsx';
import { arrive, place as placeAt } from './motion.ts';
import { PacketCard } from './PacketCard.tsx';
import styles from './packets.module.css';
import { Arrows, Ends } from './TrailView.tsx';
import { useAnchors, useCards } from './useAnchors.ts';

/** The walk that is shown, over the cards, in the canvas's own coordinates: one SVG, redrawn only when cards move. */
export function PacketOverlay({ editor }: { editor: Editor }) {
  const path = useStore(editor.store, (state) => shownPath(state.playback));
  if (!path) return null;
  return <Walk editor={editor} path={path} />;
}

function Walk({ editor, path }: { editor: Editor; path: Path }) {
  const anchorOf = useAnchors(editor);
  const trail = useMemo(() => trailOf(path, anchorOf), [path, anchorOf]);
  const root = useRef<SVGSVGElement>(null);
  const packet = useRef<SVGGElement>(null);
  useMotion(editor, trail, root, packet);
  return (
    <svg ref={root} className={styles.overlay} role="img" aria-label={summary(path)} width={1} height={1}>
      <LosingWays editor={editor} path={path} anchorOf={anchorOf} />
      <Arrows trail={trail} />
      <g ref={packet} className={styles.packet} aria-hidden>
        <rect x={-10} y={-7} width={20} height={14} rx={2} />
        <path d="M-10-6 0 2 10-6" />
      </g>
      <Ends trail={trail} />
      <Card editor={editor} path={path} trail={trail} />
    </svg>
  );
}

/** `Walk: request delivered, reply captured at node:london/1`. */
const summary = (path: Path): string =>
  `Walk: ${path.legs.map((leg) => `${leg.leg} ${leg.disposition}${leg.disposition === 'delivered' ? '' : ` at ${leg.at}`}`).join(', ')}`;

/** Moves the packet with the playback cursor, outside React: the store is listened to, and only elements change. */
function useMotion(
  editor: Editor,
  trail: Trail,
  root: { readonly current: SVGSVGElement | null },
  packet: { readonly current: SVGGElement | null },
): void {
  // A trail that was redrawn because a card moved shows the packet where it stands now.
  useLayoutEffect(() => {
    const { playback } = editor.store.getState();
    if (packet.current) placeAt(packet.current, trail.stops[playback.cursor]);
    if (root.current) markPassed(root.current, playback);
  }, [editor, trail, root, packet]);
  useEffect(
    () =>
      editor.store.subscribe(({ playback }, before) => {
        if (playback === before.playback || playback.answer !== before.playback.answer) return;
        if (root.current) markPassed(root.current, playback);
        const from = before.playback.cursor;
        if (playback.cursor === from) return;
        const stop = trail.stops[playback.cursor];
        if (!packet.current) return;
        // Only a step forward is a hop; whoever jumps wants to be there.
        if (playback.cursor === from + 1) arrive(packet.current, stop, playback.speed);
        else placeAt(packet.current, stop);
      }),
    [editor, trail, root, packet],
  );
}

/** What is still before the packet is paler; a walk that has not begun is shown whole. */
function markPassed(root: SVGSVGElement, { cursor, playing }: Playback): void {
  const begun = playing || cursor > 0;
  for (const element of root.querySelectorAll<SVGElement>('[data-cursor]'))
    element.toggleAttribute('data-ahead', begun && Number(element.dataset.cursor) > cursor);
}

/** The boxes of the arrows' straight runs. */
const runsOf = ({ segments }: Trail): Box[] =>
  segments.flatMap(({ way }) =>
    way.slice(1).flatMap((to, index) => {
      const from = way[index];
      if (!from) return [];
      return [
        {
          x: Math.min(from.x, to.x) - 4,
          y: Math.min(from.y, to.y) - 4,
          width: Math.abs(to.x - from.x) + 8,
          height: Math.abs(to.y - from.y) + 8,
        },
      ];
    }),
  );

/** What lies over the canvas at its left, in pixels of the screen: the layers above, the tools and the zoom below. */
const LAYERS_BAR = { width: 420, height: 44 };
const ZOOM_BAR = { width: 266, height: 50 };

/** The same in the canvas's coordinates. */
const barsOn = (screen: Box, zoom: number): Box[] => [
  { x: screen.x, y: screen.y, width: LAYERS_BAR.width / zoom, height: LAYERS_BAR.height / zoom },
  {
    x: screen.x,
    y: screen.y + screen.height - ZOOM_BAR.height / zoom,
    width: ZOOM_BAR.width / zoom,
    height: ZOOM_BAR.height / zoom,
  },
];

function Card({ editor, path, trail }: { editor: Editor; path: Path; trail: Trail }) {
  const cursor = useStore(editor.store, (state) => state.playback.cursor);
  const flow = useStore(editor.store, ({ playback: { answer } }) =>
    answer && 'roundTrip' in answer ? answer.roundTrip.flow : undefined,
  );
  // What is on screen, in the canvas's coordinates.
  const zoom = useFlow((flow) => flow.transform[2]);
  const left = useFlow((flow) => -flow.transform[0] / flow.transform[2]);
  const top = useFlow((flow) => -flow.transform[1] / flow.transform[2]);
  const width = useFlow((flow) => flow.width / flow.transform[2]);
  const height = useFlow((flow) => flow.height / flow.transform[2]);
  const cards = useCards();
  const place = hopPlaces(path)[cursor];
  const stop = trail.stops[cursor];
  if (!place || !stop) return null;
  const text = cardText(place, flow ? transportText(flow, path, place) : '');
  const taken = trail.ends.flatMap((end) => wordsBox(end, trail, { left, right: left + width }) ?? []);
  // Beside an opened cluster stand the ways to its devices.
  const about =
    stop.box === stop.card ? stop.card : { ...stop.card, width: stop.card.width + GUTTER_WIDTH + 8 };
  const others = [...cards.values()].filter((card) => card !== stop.card);
  const screen = { x: left, y: top, width, height };
  const at = cardPlace(
    cardSize(text),
    about,
    screen,
    [...taken, ...barsOn(screen, zoom)],
    others,
    runsOf(trail),
  );
  return <PacketCard text={text} at={at} />;
}
