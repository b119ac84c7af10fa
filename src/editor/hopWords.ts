import type { HopPlace } from '#core/view';

/** What is worth a tick of its own on the timeline; the last thing that happens on a device counts. */
export type HopEvent = 'delivered' | 'dropped' | 'translated' | 'encapsulated' | 'decapsulated' | 'forwarded';

export function hopEvent({ hop, disposition }: HopPlace): HopEvent {
  if (disposition) return disposition === 'delivered' ? 'delivered' : 'dropped';
  const kinds = new Set(hop.steps.map((step) => step.kind));
  if (kinds.has('dnat') || kinds.has('snat') || kinds.has('un-nat')) return 'translated';
  if (kinds.has('encapsulate')) return 'encapsulated';
  return kinds.has('decapsulate') ? 'decapsulated' : 'forwarded';
}

/** The place of the cursor in words: `reply hop 4 of 5, node:london/1, captured`. */
export function placeText(place: HopPlace): string {
  const event = place.disposition ?? hopEvent(place);
  return `${place.leg.leg} hop ${place.number} of ${place.leg.hops.length}, ${place.hop.device}, ${event}`;
}
