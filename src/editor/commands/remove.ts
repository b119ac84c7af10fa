import type { PlanEdit } from '#core';
import { keepPlaces } from '../placement.ts';
import { attachedBy, locate, naming } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';

/**
 * Deletes what is selected, and with it what cannot be without it (a router's links, flows from or to it). A selected
 * attachment is taken off its router.
 */
export const deleteSelection: Command = (state, dispatch) => {
  if (state.readOnly) return refused(state.readOnly);
  const { plan, selection } = state;
  if (selection.length === 0) return no('Nothing is selected');
  if (dispatch) {
    // A router takes its links along: those that are selected too are taken first, while they are still there.
    const found = selection.flatMap((id) => locate(plan, id) ?? []);
    const detached = selection.flatMap((id): PlanEdit[] => {
      const member = locate(plan, attachedBy(id) ?? '');
      if (member?.collection !== 'clusters' && member?.collection !== 'hosts') return [];
      const { collection, entity } = member;
      return [{ kind: 'set', collection, id: entity.id, path: ['router'], value: undefined }];
    });
    const links = found.filter(({ collection }) => collection === 'links');
    const others = found.filter(({ collection }) => collection !== 'links');
    const edits = [...links, ...others].map(
      ({ collection, entity }): PlanEdit => ({ kind: 'remove', collection, id: entity.id }),
    );
    const names = naming(plan, selection);
    dispatch.change(`Delete ${names}`, [keepPlaces(plan), ...detached, ...edits]);
    dispatch.announce(`${names} deleted.`);
  }
  return APPLIES;
};
