import type { FlowQuestion, Plan } from '#core';
import { hopPlaces } from '#core/view';
import { placeText } from '../hopWords.ts';
import { hopCount, shownPath } from '../playback.ts';
import { playWalk } from '../playWalk.ts';
import { capital, locate, nameOfId } from '../selection.ts';
import { APPLIES, type Command, no } from './command.ts';

/** The end of a walk that a selected thing stands for: a cluster by its first pod, else its first node. */
export function endpointOf(plan: Plan, id: string): string | undefined {
  const found = locate(plan, id);
  switch (found?.collection) {
    case 'hosts':
      return `host:${id}`;
    case 'routers':
      return `router:${id}`;
    case 'clusters': {
      const workload = found.entity.workloads?.find(({ replicas }) => replicas !== 0);
      return workload ? `pod:${id}/${workload.name}-0` : `node:${id}/0`;
    }
    default:
      return undefined;
  }
}

/** What the walk from one device to another asks. */
export function walkBetween(plan: Plan, from: string, to: string): FlowQuestion | undefined {
  const [a, b] = [endpointOf(plan, from), endpointOf(plan, to)];
  return a === undefined || b === undefined || from === to ? undefined : { from: a, to: b };
}

/** Walks a packet from the first selected device to the second; with one selected, asks for its target. */
export const walkSelection: Command = ({ plan, selection }, dispatch) => {
  const [from, to] = selection;
  if (from === undefined || selection.length > 2 || endpointOf(plan, from) === undefined)
    return no('Select where the packet starts, then with Shift where it goes');
  if (to === undefined) {
    dispatch?.surface.run('choose-target');
    return APPLIES;
  }
  const question = walkBetween(plan, from, to);
  if (!question) return no(`A packet cannot go from ${nameOfId(plan, from)} to ${nameOfId(plan, to)}`);
  if (dispatch) playWalk(dispatch, question);
  return APPLIES;
};

/** Goes one hop on or back in the walk that is shown. */
export const stepWalk =
  (by: 1 | -1): Command =>
  ({ playback }, dispatch) => {
    const path = shownPath(playback);
    if (!path) return no('No walk is shown: select two devices and press P');
    const next = playback.cursor + by;
    if (next < 0 || next >= hopCount(playback))
      return no(by < 0 ? 'This is the first hop' : 'This is the last hop');
    if (dispatch) {
      dispatch.step(by);
      // Eyes see it travel; the slider that says it has the focus only now and then.
      const place = hopPlaces(path)[next];
      if (place) dispatch.announce(`${capital(placeText(place))}.`, 'ears');
    }
    return APPLIES;
  };

/** Plays the walk that is shown, from its beginning where it is over; or holds it. */
export const togglePlay: Command = ({ playback }, dispatch) => {
  const path = shownPath(playback);
  if (!path) return no('No walk is shown: select two devices and press P');
  if (playback.playing) dispatch?.pause();
  else {
    if (playback.cursor >= hopCount(playback) - 1) dispatch?.seek(0);
    dispatch?.play();
  }
  return APPLIES;
};

export const closeWalk: Command = ({ playback }, dispatch) => {
  if (!playback.question) return no('No walk is shown');
  dispatch?.show(undefined);
  return APPLIES;
};
