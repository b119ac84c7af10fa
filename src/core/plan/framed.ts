import type { Frame, Plan, View } from './plan.ts';

/** The plan without what frames and locks say of ids that are gone; a frame that is left empty goes too. */
export const unframed = (plan: Plan, gone: ReadonlySet<string>): Plan => withoutMembers(plan, gone, gone);

/** After a frame was added or set: what it took leaves the frame where it was, and it goes when it holds nothing. */
export function framed(plan: Plan, index: number): Plan {
  const frame = plan.view?.frames?.[index];
  return frame ? withoutMembers(plan, new Set(frame.members), new Set(), frame) : plan;
}

function withoutMembers(
  plan: Plan,
  members: ReadonlySet<string>,
  unlocked: ReadonlySet<string>,
  except?: Frame,
): Plan {
  const { view } = plan;
  if (!view?.frames && !view?.locked) return plan;
  const gone = new Set(unlocked);
  const frames = view.frames?.flatMap((frame): Frame[] => {
    const kept = frame === except ? frame.members : frame.members.filter((member) => !members.has(member));
    if (kept.length > 0)
      return kept.length === frame.members.length ? [frame] : [{ ...frame, members: kept }];
    gone.add(frame.id);
    return [];
  });
  const locked = view.locked?.filter((id) => !gone.has(id));
  return withView(plan, {
    ...(frames && !same(frames, view.frames) ? { frames } : {}),
    ...(locked && locked.length !== view.locked?.length ? { locked } : {}),
  });
}

/** The plan with another id where frames and locks name an entity. */
export function reframed(plan: Plan, id: string, to: string): Plan {
  const { view } = plan;
  const renamed = (ids: readonly string[]): string[] => ids.map((other) => (other === id ? to : other));
  const frames = view?.frames?.map((frame) =>
    frame.members.includes(id) ? { ...frame, members: renamed(frame.members) } : frame,
  );
  return withView(plan, {
    ...(frames && !same(frames, view?.frames) ? { frames } : {}),
    ...(view?.locked?.includes(id) ? { locked: renamed(view.locked) } : {}),
  });
}

const same = (a: readonly unknown[], b: readonly unknown[] | undefined): boolean =>
  a.length === b?.length && a.every((entry, i) => entry === b[i]);

const withView = (plan: Plan, changes: Partial<View>): Plan =>
  Object.keys(changes).length === 0 ? plan : { ...plan, view: { ...plan.view, ...changes } };
