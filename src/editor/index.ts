export { type AddressLine, findAddresses, passedOver, planOfList } from './clipboard/addressList.ts';
export { copyFragment, fragmentText, whyNoFragment } from './clipboard/fragment.ts';
export { pasteFragment } from './clipboard/paste.ts';
export { looksLikeLink, recognise } from './clipboard/recognise.ts';
export { add, type NewKind } from './commands/add.ts';
export { addLinked } from './commands/addLinked.ts';
export { align, distribute, tidied, tidyTo, tidyUnseen } from './commands/arrange.ts';
export { type Answer, type Command, type Dispatch, run, surface } from './commands/command.ts';
export { connect, connectSelection, detach } from './commands/connect.ts';
export { duplicateSelection, duplicateTo } from './commands/duplicate.ts';
export { mend, nextFinding, showFinding } from './commands/findings.ts';
export { followLink, type Way } from './commands/follow.ts';
export { dissolveFrames, frameSelection, setSite } from './commands/frames.ts';
export { showAllLayers, turnLayer } from './commands/layers.ts';
export { toggleLock } from './commands/lock.ts';
export { MENU_TITLES, MENUS, type MenuPlace, menuOfSelection } from './commands/menus.ts';
export { moveTo, nudge } from './commands/move.ts';
export { addNote, setNote } from './commands/notes.ts';
export { rangeEditable, setRange } from './commands/range.ts';
export { nextFreeRange, takenRanges } from './commands/ranges.ts';
export { readOnlyView } from './commands/readOnlyView.ts';
export {
  COMMANDS,
  type CommandEntry,
  commandById,
  commandFor,
  GROUPS,
  type Place,
} from './commands/registry.ts';
export { cutSelection, deleteSelection } from './commands/remove.ts';
export { rename, renamePlan } from './commands/rename.ts';
export { redo, selectAll, selectNone, undo } from './commands/select.ts';
export { closeWalk, endpointOf, stepWalk, togglePlay, walkBetween, walkSelection } from './commands/walk.ts';
export { createEditor } from './createEditor.ts';
export type * from './editor.ts';
export { type HopEvent, hopEvent, placeText } from './hopWords.ts';
export { isCharacter, type Keys, matchesKeys, type Pressed } from './keys.ts';
export { isLocked, lockedIds, lockedReason } from './locks.ts';
export { textMatcher } from './matchText.ts';
export { focusAfter, type OutlineKind, type OutlineRow, outline } from './outline.ts';
export { diff, type Patch, patched } from './patch.ts';
export {
  CARD,
  type CardKind,
  GRID,
  keepPlaces,
  type Point,
  placements,
  type Size,
  snap,
} from './placement.ts';
export { hopCount, SPEEDS, shownPath } from './playback.ts';
export { playWalk } from './playWalk.ts';
export { type RangeAt, rangeAt, rangeName } from './rangeAt.ts';
export { rangeProblem } from './rangeProblem.ts';
export { type Hold, type ReadOnly, whyReadOnly } from './readOnly.ts';
export {
  attachedBy,
  attachmentId,
  drawnIds,
  frameOf,
  type Located,
  locate,
  nameOf,
  nameOfId,
  naming,
  unfolded,
} from './selection.ts';
export { stepped } from './stepped.ts';
export type { Surface, SurfaceAction } from './surface.ts';
export { type Owner, type Ownership, ownershipSentence, whoOwns } from './whoOwns.ts';
