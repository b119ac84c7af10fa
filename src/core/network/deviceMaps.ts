import type { Device } from './network.ts';
import { OverlaidMap } from './overlaidMap.ts';

/** The devices of one network after another, by id. */
export class DeviceMaps {
  #lists: readonly (readonly Device[])[] = [];
  #ids: readonly string[] = [];
  #devices = new OverlaidMap<string, Device>(new Map());

  /** `lists`: the devices of each entity, in the order of the network. `ids` is the same list as long as the ids are the same. */
  next(lists: readonly (readonly Device[])[]): {
    readonly devices: ReadonlyMap<string, Device>;
    readonly ids: readonly string[];
  } {
    const changed = changedIn(this.#lists, lists);
    if (changed) this.#devices = this.#devices.with(changed);
    else {
      this.#devices = new OverlaidMap(new Map(lists.flatMap((list) => list.map((one) => [one.id, one]))));
      this.#ids = [...this.#devices.keys()];
    }
    this.#lists = lists;
    return { devices: this.#devices, ids: this.#ids };
  }
}

/** Those that are not the same object in both; undefined where the ids or their order are not the same. */
function changedIn(
  before: readonly (readonly Device[])[],
  after: readonly (readonly Device[])[],
): Map<string, Device> | undefined {
  if (before.length !== after.length) return undefined;
  const changed = new Map<string, Device>();
  for (const [i, now] of after.entries()) {
    const old = before[i];
    if (old === now) continue;
    if (old?.length !== now.length) return undefined;
    for (const [j, device] of now.entries()) {
      if (old[j]?.id !== device.id) return undefined;
      if (old[j] !== device) changed.set(device.id, device);
    }
  }
  return changed;
}
