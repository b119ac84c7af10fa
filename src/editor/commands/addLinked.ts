import type { Plan, PlanEdit } from '#core';
import { lockedReason } from '../locks.ts';
import { CARD, keepPlaces } from '../placement.ts';
import { type Located, locate, nameOf } from '../selection.ts';
import { MAKERS, type NewKind } from './add.ts';
import { APPLIES, type Command, no, refused } from './command.ts';
import { newLink } from './connect.ts';
import type { Way } from './follow.ts';
import { placeBeside } from './placeBeside.ts';

/** Between routers, with the label of their link. */
const LINK_GAP = 280;

/**
 * Adds the next thing beside what is selected, joined to it: to a router another one, linked by VPN; to a cluster or host
 * its router, or where it has one a sibling on the same router.
 */
export const addLinked =
  (way: Way): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan, selection } = state;
    const found = selection.length === 1 ? locate(plan, selection[0] ?? '') : undefined;
    if (
      !found ||
      found.collection === 'links' ||
      found.collection === 'frames' ||
      found.collection === 'notes'
    )
      return no('Select one cluster, router or host to add something linked to it');
    const { collection, entity } = found;
    const router = collection === 'routers' ? undefined : entity.router;
    const kind: NewKind = router === undefined ? 'router' : collection === 'clusters' ? 'cluster' : 'host';
    const held = kind === 'router' && collection !== 'routers' ? lockedReason(plan, [entity.id]) : undefined;
    if (held !== undefined) return no(held);
    const made = MAKERS[kind](plan, router);
    if (!made) return no('Every private range is taken: there is no room for another network');
    if (dispatch) {
      const added = { kind: 'add', collection: made.collection, entity: made.entity } as PlanEdit;
      const gap = collection === 'routers' && way.x !== 0 ? LINK_GAP : undefined;
      const place = placeBeside(plan, entity.id, CARD[kind], way, gap);
      const joined = join(plan, found, made.entity);
      dispatch.change(`Add ${made.entity.name} beside ${nameOf(entity)}`, [
        added,
        ...joined,
        keepPlaces(plan, new Map([[made.entity.id, place]])),
      ]);
      dispatch.select([made.entity.id]);
      dispatch.announce(
        `${made.entity.name} added${made.ranges === '' ? '' : ` with ${made.ranges}`}, ${joinedWords(found, plan)}.`,
      );
    }
    return APPLIES;
  };

type Standing = Extract<Located, { collection: 'clusters' | 'routers' | 'hosts' }>;

/** What joins the new thing to the selected one; a sibling comes with its router. */
function join(plan: Plan, { collection, entity }: Standing, made: { id: string; name: string }): PlanEdit[] {
  if (collection === 'routers') {
    const link = newLink(plan, entity.id, made.id, 'vpn');
    return [
      { kind: 'add', collection: 'links', entity: { ...link, name: `${nameOf(entity)}–${made.name}` } },
    ];
  }
  if (entity.router !== undefined) return [];
  return [{ kind: 'set', collection, id: entity.id, path: ['router'], value: made.id }];
}

function joinedWords({ collection, entity }: Standing, plan: Plan): string {
  if (collection === 'routers') return `linked to ${nameOf(entity)}`;
  if (entity.router === undefined) return `with ${nameOf(entity)} attached to it`;
  const router = locate(plan, entity.router);
  return `attached to ${router ? nameOf(router.entity) : entity.router}`;
}
