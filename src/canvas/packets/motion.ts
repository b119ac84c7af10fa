import type { Stop } from '#core/view';
import type { Point } from '#editor';

/** How long a packet travels one hop at speed 1, in milliseconds. */
const HOP_MS = 350;

const translate = ({ x, y }: Point): string => `translate(${x}px, ${y}px)`;

const still = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Puts the packet where it rests; hides it where its device is not drawn. */
export function place(packet: SVGGElement, stop: Stop | undefined): void {
  for (const animation of packet.getAnimations()) animation.cancel();
  packet.style.visibility = stop ? 'visible' : 'hidden';
  if (stop) packet.style.transform = translate(stop.at);
}

/** Lets the packet travel its way to where it rests. Where less motion is wanted, it is there at once. */
export function arrive(packet: SVGGElement, stop: Stop | undefined, speed: number): void {
  place(packet, stop);
  if (!stop || stop.way.length < 2 || still()) return;
  packet.animate(keyframes(stop.way), { duration: HOP_MS / speed, easing: 'ease-out' });
}

/** One frame a point, spaced by the length of the way: the packet does not hurry over short parts. */
export function keyframes(way: readonly Point[]): Keyframe[] {
  const lengths = way.map((point, i) => {
    const before = way[i - 1] ?? point;
    return Math.hypot(point.x - before.x, point.y - before.y);
  });
  const total = lengths.reduce((sum, length) => sum + length, 0) || 1;
  let gone = 0;
  return way.map((point, i) => {
    gone += lengths[i] ?? 0;
    return { transform: translate(point), offset: i === way.length - 1 ? 1 : gone / total };
  });
}
