import type { PlanEdit } from '#core';
import type { EditorState } from '../editor.ts';
import { lockedReason } from '../locks.ts';
import { keepPlaces } from '../placement.ts';
import { atHead, attachedBy, type Located, locate, naming } from '../selection.ts';
import { type Answer, APPLIES, type Command, type Dispatch, no, refused } from './command.ts';

/**
 * Deletes what is selected, and with it what cannot be without it (a router's links, flows from or to it). A selected
 * attachment is taken off its router; of a site only the frame goes. Nothing is deleted while some of it is locked.
 */
export const deleteSelection: Command = (state, dispatch) => removed(state, dispatch, 'Delete', 'deleted');

/** The same for what has been put on the clipboard. */
export const cutSelection: Command = (state, dispatch) => removed(state, dispatch, 'Cut', 'cut');

function removed(state: EditorState, dispatch: Dispatch | undefined, verb: string, done: string): Answer {
  if (state.readOnly) return refused(state.readOnly);
  const { plan, selection } = state;
  if (selection.length === 0) return no(`Select what to ${verb.toLowerCase()}`);
  const links = (plan.links ?? []).filter(({ ends }) => ends.some((end) => selection.includes(end)));
  const held = lockedReason(plan, [
    ...selection.map((id) => attachedBy(id) ?? id),
    ...links.map(({ id }) => id),
  ]);
  if (held !== undefined) return no(held);
  if (dispatch) {
    // A router takes its links along, the last member its frame: those that are selected too are taken first, while they
    // are still there.
    const found = selection.flatMap((id) => locate(plan, id) ?? []);
    const detached = selection.flatMap((id): PlanEdit[] => {
      const member = locate(plan, attachedBy(id) ?? '');
      if (member?.collection !== 'clusters' && member?.collection !== 'hosts') return [];
      const { collection, entity } = member;
      return [{ kind: 'set', collection, id: entity.id, path: ['router'], value: undefined }];
    });
    const isFirst = ({ collection }: Located): boolean => collection === 'links' || collection === 'frames';
    const edits = [...found.filter(isFirst), ...found.filter((one) => !isFirst(one))].map(
      ({ collection, entity }): PlanEdit => ({ kind: 'remove', collection, id: entity.id }),
    );
    const names = naming(plan, selection);
    dispatch.change(`${verb} ${names}`, [keepPlaces(plan), ...detached, ...edits]);
    const onlySites = found.length > 0 && found.every(({ collection }) => collection === 'frames');
    dispatch.announce(`${atHead(names)} ${done}${onlySites ? '; what stood there stays' : ''}.`);
  }
  return APPLIES;
}
