import type { Path } from '#core';
import { type HopPlace, hopLabel, hopPlaces, sideOf } from '#core/view';
import { type HopEvent, hopEvent } from '#editor';

/** A tick of the timeline: where it stands, from 0 to 1, on which lane, with its number and its sign. */
export interface Tick {
  readonly place: HopPlace;
  readonly at: number;
  readonly lane: 'request' | 'reply';
  readonly label: string;
  readonly event: HopEvent;
}

/** Time runs over both lanes at once: a reply starts to the right of where its request ended. */
export function ticks(path: Path): readonly Tick[] {
  const places = hopPlaces(path);
  const last = Math.max(places.length - 1, 1);
  return places.map((place) => ({
    place,
    at: place.cursor / last,
    lane: sideOf(place.leg.leg),
    label: hopLabel(place.leg.leg, place.number),
    event: hopEvent(place),
  }));
}
