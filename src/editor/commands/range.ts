import {
  contains,
  covers,
  formatAddress,
  formatPrefix,
  mustAddress,
  mustInterfaceAddress,
  mustPrefix,
  overlaps,
  type Plan,
  type PlanEdit,
  type Prefix,
  parsePrefix,
  renumber,
  samePrefix,
} from '#core';
import type { EditorState } from '../editor.ts';
import { lockedReason } from '../locks.ts';
import { type RangeAt, rangeAt, rangeName } from '../rangeAt.ts';
import { APPLIES, type Command, no, refused } from './command.ts';
import { showFinding } from './findings.ts';
import { freeAddress, nextFreeRange, takenRanges } from './ranges.ts';
import { Renumbering } from './renumbering.ts';

const selected = ({ plan, range }: EditorState): RangeAt | undefined =>
  range === undefined ? undefined : rangeAt(plan, range);

const NONE = no('Select a range first: click it on its card, or go to its row in the outline');

export const rangeSelected: Command = (state) => (selected(state) ? APPLIES : NONE);

/** Whether the selected range can be edited where it stands. */
export const rangeEditable: Command = (state) => {
  if (state.readOnly) return refused(state.readOnly);
  const range = selected(state);
  if (!range) return NONE;
  const held = lockedReason(state.plan, [range.id]);
  return held === undefined ? APPLIES : no(held);
};

/** The edit that writes a text in the place of a range. */
export const rangeEdit = ({ collection, id, path }: RangeAt, value: string): PlanEdit => ({
  kind: 'set',
  collection,
  id,
  path,
  value,
});

/** Gives a range another value. That it makes a plan was checked before (`rangeProblem`). */
export const setRange =
  (field: string, text: string): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const range = rangeAt(state.plan, field);
    if (!range) return no('The range is not in the plan any more');
    const held = lockedReason(state.plan, [range.id]);
    if (held !== undefined) return no(held);
    const wanted = text.trim();
    if (wanted === range.text) return no('It has this value already');
    dispatch?.change(`Change ${range.what} ${range.text} of ${range.owner}`, [rangeEdit(range, wanted)]);
    dispatch?.announce(`The ${range.what} of ${range.owner} is ${wanted} now.`);
    return APPLIES;
  };

/**
 * Moves the selected range to the next one of its size that is free, with the addresses in it that somebody wrote down and
 * the static routes that lead to it; an address to the next free one of its segment.
 */
export const moveToNextFree: Command = (state, dispatch) => {
  const answer = rangeEditable(state);
  const range = selected(state);
  if (!answer.applies || !range) return answer;
  const next = range.collection === 'hosts' ? nextAddress(state, range) : nextRange(state.plan, range);
  if (next === undefined) return no(`There is no other free place for the ${rangeName(range)}`);
  if (dispatch) {
    dispatch.change(`Move ${rangeName(range)} to ${next}`, editsOfMove(state.plan, range, next));
    dispatch.announce(`The ${range.what} of ${range.owner} moved from ${range.text} to ${next}.`);
  }
  return APPLIES;
};

function nextRange(plan: Plan, range: RangeAt): string | undefined {
  const now = mustPrefix(range.text);
  const next = nextFreeRange(now, takenRanges(plan));
  return next && formatPrefix(next);
}

function nextAddress({ plan, analysis }: EditorState, range: RangeAt): string | undefined {
  const { address, prefix } = mustInterfaceAddress(range.text);
  const devices = analysis.judgement?.derived.devices ?? [];
  const taken = [
    ...devices.flatMap((device) => device.addresses.map(mustAddress)),
    ...(plan.hosts ?? []).flatMap((host) => host.addresses.map((text) => mustInterfaceAddress(text).address)),
  ];
  const free = freeAddress(prefix, address.value + 1n, taken);
  return free && `${formatAddress(free)}/${prefix.length}`;
}

function editsOfMove(plan: Plan, range: RangeAt, next: string): readonly PlanEdit[] {
  const cluster = plan.clusters?.find(({ id }) => id === range.id);
  const [from, to] = [parsePrefix(range.text), parsePrefix(next)];
  if (range.collection === 'hosts' || !cluster || !from || !to) return [rangeEdit(range, next)];
  if (range.what === 'pod range') return renumber(plan, cluster, 'pods', from, to);
  if (range.what === 'service range') return renumber(plan, cluster, 'services', from, to);
  const numbers = new Renumbering();
  numbers.add([range.text], [next]);
  const addresses = (cluster.nodes.list ?? []).flatMap((node, i) =>
    (node.addresses ?? []).flatMap((text, j): PlanEdit[] => {
      const value = numbers.address(text);
      const path = ['nodes', 'list', i, 'addresses', j];
      return value === text ? [] : [{ kind: 'set', collection: 'clusters', id: cluster.id, path, value }];
    }),
  );
  return [rangeEdit(range, next), ...addresses];
}

/** Selects a finding that speaks of the selected range: the next one, where one of them is selected already. */
export const showRangeFinding: Command = (state, dispatch) => {
  const range = selected(state);
  if (!range) return NONE;
  const findings = (state.analysis.judgement?.findings ?? []).filter(
    ({ accepted, ranges }) =>
      accepted === undefined && ranges.some(({ owner, prefix }) => owner === range.id && isAt(range, prefix)),
  );
  const at = findings.findIndex(({ id }) => id === state.finding);
  const next = findings[(at + 1) % findings.length];
  if (!next) return no(`No finding speaks of the ${rangeName(range)}`);
  if (dispatch) showFinding(dispatch, next.id);
  return APPLIES;
};

/** Whether evidence names a range: it, or a part of it; of an address its segment too. */
function isAt({ collection, text }: RangeAt, prefix: Prefix): boolean {
  if (collection === 'hosts') {
    const own = mustInterfaceAddress(text);
    return samePrefix(own.prefix, prefix) || (contains(prefix, own.address) && covers(own.prefix, prefix));
  }
  return overlaps(mustPrefix(text), prefix);
}
