import { hopPlaces } from '#core/view';
import type { DeviceView, Playback } from '#editor';

/** The device people are looking at: at the packet, else the first one of the selection, else the first with a choice of routes. */
export function shownDevice(
  devices: readonly DeviceView[],
  selection: readonly string[],
  playback: Playback,
): DeviceView | undefined {
  const selected = devices.find((device) => selection.includes(device.entity) && device.kind !== 'pod');
  if (selected) return selected;
  const path =
    playback.answer && 'roundTrip' in playback.answer
      ? playback.answer.roundTrip.paths[playback.path]
      : undefined;
  const hop = path && hopPlaces(path)[playback.cursor]?.hop;
  return (
    devices.find((device) => device.id === hop?.device) ??
    devices.find((device) => device.kind === 'router') ??
    devices[0]
  );
}
