import type { Plan } from '#core';
import { atHead, frameOf, locate, nameOf } from './selection.ts';

/** What holds a thing where it is: its own lock, or that of the site it is in; undefined: nothing does. */
function lockOn(plan: Plan, id: string): string | undefined {
  const locked = plan.view?.locked;
  if (!locked || locked.length === 0) return undefined;
  if (locked.includes(id)) return id;
  const frame = frameOf(plan, id);
  return frame && locked.includes(frame.id) ? frame.id : undefined;
}

/** Whether the canvas neither moves, edits nor deletes a thing. */
export const isLocked = (plan: Plan, id: string): boolean => lockOn(plan, id) !== undefined;

/** All that is locked, members of locked sites too: to ask of thousands. */
export function lockedIds(plan: Plan): ReadonlySet<string> {
  const locked = new Set(plan.view?.locked ?? []);
  for (const { id, members } of plan.view?.frames ?? [])
    if (locked.has(id)) for (const member of members) locked.add(member);
  return locked;
}

/** Why some of these cannot be moved, edited or deleted; undefined: none is locked. */
export function lockedReason(plan: Plan, ids: readonly string[]): string | undefined {
  for (const id of ids) {
    const holder = lockOn(plan, id);
    if (holder === undefined) continue;
    const name = (of: string): string => {
      const found = locate(plan, of);
      return found ? nameOf(found.entity) : of;
    };
    return holder === id
      ? `${atHead(name(id))} is locked. Select it and press Shift+L to unlock it`
      : `${atHead(name(id))} is in ${name(holder)}, a site that is locked. Select the site and press Shift+L to unlock it`;
  }
  return undefined;
}
