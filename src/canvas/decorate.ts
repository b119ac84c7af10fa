import { type Mark, marksOf } from '#core/view';
import type { DeviceView, JudgementView } from '#editor';
import { same } from './keepSame.ts';

/** What the last judgement adds to the picture: the same object for as long as the judgement is the same. */
export interface Decorations {
  readonly marks: ReadonlyMap<string, Mark>;
  /** Derived devices by the entity that they belong to. */
  readonly devices: ReadonlyMap<string, readonly DeviceView[]>;
}

export const PLAIN: Decorations = { marks: new Map(), devices: new Map() };

/** What a judgement adds; marks and groups of devices that say the same as those `before` are the very same objects. */
export function decorate(judgement: JudgementView | undefined, before: Decorations = PLAIN): Decorations {
  if (!judgement) return PLAIN;
  const devices = new Map<string, DeviceView[]>();
  for (const device of judgement.derived.devices) {
    const group = devices.get(device.entity);
    if (group) group.push(device);
    else devices.set(device.entity, [device]);
  }
  return {
    marks: kept(before.marks, marksOf(judgement.findings)),
    devices: kept(before.devices, devices),
  };
}

const kept = <T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
  new Map(
    [...after].map(([id, now]) => {
      const was = before.get(id);
      return [id, was !== undefined && same(was, now) ? was : now];
    }),
  );
