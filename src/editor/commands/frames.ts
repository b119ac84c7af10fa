import { entityIds, freeId, type Plan, type PlanEdit } from '#core';
import { lockedReason } from '../locks.ts';
import { keepPlaces } from '../placement.ts';
import { atHead, frameOf, locate, nameOf, naming, unfolded } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';

/** Makes a site of what is selected: a frame around it. What was in another site leaves that one. */
export const frameSelection: Command = (state, dispatch) => {
  if (state.readOnly) return refused(state.readOnly);
  const { plan } = state;
  const members = standing(plan, unfolded(plan, state.selection));
  if (members.length === 0) return no('Select clusters, routers, hosts or notes to put into a site');
  const already = frameOf(plan, members[0] ?? '');
  if (already && sameIds(already.members, members)) return no(`They are a site already: ${already.name}`);
  const reason = leaving(plan, members);
  if (reason !== undefined) return no(reason);
  if (dispatch) {
    const { id, name } = newName(plan);
    dispatch.change(`Make a site of ${naming(plan, members)}`, [
      keepPlaces(plan),
      { kind: 'add', collection: 'frames', entity: { id, name, members } },
    ]);
    dispatch.select([id]);
    dispatch.announce(`${name} made of ${naming(plan, members)}.`);
  }
  return APPLIES;
};

/** Takes the frame of the selected sites away, or of the sites that what is selected is in; what stands in them stays. */
export const dissolveFrames: Command = (state, dispatch) => {
  if (state.readOnly) return refused(state.readOnly);
  const { plan } = state;
  const frames = new Set(
    state.selection.flatMap((id) => {
      const found = locate(plan, id);
      return found?.collection === 'frames' ? [id] : (frameOf(plan, id)?.id ?? []);
    }),
  );
  if (frames.size === 0) return no('Select a site, or something in one, to dissolve the site');
  const reason = lockedReason(plan, [...frames]);
  if (reason !== undefined) return no(reason);
  if (dispatch) {
    const names = naming(plan, [...frames]);
    dispatch.change(
      `Dissolve ${names}`,
      [...frames].map((id): PlanEdit => ({ kind: 'remove', collection: 'frames', id })),
    );
    dispatch.select(unfolded(plan, state.selection));
    dispatch.announce(`${names} dissolved; what stood there stays.`);
  }
  return APPLIES;
};

/** Whether something is selected that can be in a site. */
export const siteable: Command = (state) => {
  if (state.readOnly) return refused(state.readOnly);
  return standing(state.plan, unfolded(state.plan, state.selection)).length > 0
    ? APPLIES
    : no('Select clusters, routers, hosts or notes to put into a site');
};

/** Puts things into a site, or with undefined out of any. */
export const setSite =
  (ids: readonly string[], site: string | undefined): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan } = state;
    const members = standing(plan, unfolded(plan, ids));
    const moving = members.filter((id) => frameOf(plan, id)?.id !== site);
    const frame = (plan.view?.frames ?? []).find(({ id }) => id === site);
    if (members.length === 0) return no('Select clusters, routers, hosts or notes: only they are in sites');
    if (site !== undefined && !frame) return no('The site is not in the plan any more');
    if (moving.length === 0)
      return no(
        frame
          ? `${naming(plan, members)} ${members.length === 1 ? 'is' : 'are'} in ${frame.name} already`
          : members.length === 1
            ? 'It is in no site'
            : 'They are in no site',
      );
    const reason = leaving(plan, moving) ?? (site === undefined ? undefined : lockedReason(plan, [site]));
    if (reason !== undefined) return no(reason);
    if (dispatch) {
      const names = naming(plan, moving);
      const home =
        new Set(moving.map((id) => frameOf(plan, id)?.name)).size === 1 ? 'the site' : 'their sites';
      const edits = frame
        ? [setMembers(frame.id, [...frame.members, ...moving])]
        : (plan.view?.frames ?? [])
            .filter((other) => other.members.some((id) => moving.includes(id)))
            .map((other) =>
              setMembers(
                other.id,
                other.members.filter((id) => !moving.includes(id)),
              ),
            );
      dispatch.change(frame ? `Put ${names} into ${frame.name}` : `Take ${names} out of ${home}`, [
        keepPlaces(plan),
        ...edits,
      ]);
      dispatch.announce(
        frame ? `${atHead(names)} put into ${frame.name}.` : `${atHead(names)} taken out of ${home}.`,
      );
    }
    return APPLIES;
  };

/** Takes what is selected out of its site. */
export const leaveSite: Command = (state, dispatch) => setSite(state.selection, undefined)(state, dispatch);

const setMembers = (id: string, members: readonly string[]): PlanEdit => ({
  kind: 'set',
  collection: 'frames',
  id,
  path: ['members'],
  value: members,
});

/** What puts things into a site, if any of them is not in it yet. */
export function enterSite(plan: Plan, ids: readonly string[], site: string): PlanEdit | undefined {
  const frame = plan.view?.frames?.find(({ id }) => id === site);
  const entering = standing(plan, ids).filter((id) => frame && !frame.members.includes(id));
  return frame && entering.length > 0 ? setMembers(site, [...frame.members, ...entering]) : undefined;
}

/** Those that can be in a site. */
const standing = (plan: Plan, ids: readonly string[]): string[] =>
  ids.filter((id) => {
    const collection = locate(plan, id)?.collection;
    return collection !== undefined && collection !== 'links' && collection !== 'frames';
  });

/** Why some of these cannot leave the site they are in. */
const leaving = (plan: Plan, members: readonly string[]): string | undefined =>
  lockedReason(
    plan,
    members.flatMap((id) => frameOf(plan, id)?.id ?? []),
  );

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  const ids = new Set(a);
  return a.length === b.length && b.every((id) => ids.has(id));
}

/** "Site 2": the first number that no site has as its name. */
function newName(plan: Plan): { id: string; name: string } {
  const names = new Set((plan.view?.frames ?? []).map(nameOf));
  for (let number = 1; ; number++) {
    const name = `Site ${number}`;
    if (!names.has(name)) return { id: freeId(`site-${number}`, entityIds(plan)), name };
  }
}
