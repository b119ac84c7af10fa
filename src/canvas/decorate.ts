import { type Mark, marksOf } from '#core/view';
import type { DeviceView, JudgementView } from '#editor';

/** What the last judgement adds to the picture: the same object for as long as the judgement is the same. */
export interface Decorations {
  readonly marks: ReadonlyMap<string, Mark>;
  /** Derived devices by the entity that they belong to. */
  readonly devices: ReadonlyMap<string, readonly DeviceView[]>;
}

export const PLAIN: Decorations = { marks: new Map(), devices: new Map() };

export function decorate(judgement: JudgementView | undefined): Decorations {
  if (!judgement) return PLAIN;
  const devices = new Map<string, DeviceView[]>();
  for (const device of judgement.derived.devices) {
    const group = devices.get(device.entity);
    if (group) group.push(device);
    else devices.set(device.entity, [device]);
  }
  return { marks: marksOf(judgement.findings), devices };
}
