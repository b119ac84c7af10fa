import type { Editor, EditorState } from '../editor.ts';
import { type ReadOnly, whyReadOnly } from '../readOnly.ts';
import type { SurfaceAction } from '../surface.ts';

/** Whether a command applies now, and if not, why: said in the palette and to the live region. */
export type Answer =
  | { readonly applies: true }
  /** The reason is a sentence without its full stop. */
  | { readonly applies: false; readonly reason: string };

/** What a command may do. */
export type Dispatch = Pick<
  Editor,
  | 'store'
  | 'change'
  | 'select'
  | 'selectFinding'
  | 'setLayers'
  | 'undo'
  | 'redo'
  | 'show'
  | 'play'
  | 'pause'
  | 'step'
  | 'seek'
  | 'setReadOnly'
  | 'announce'
  | 'surface'
>;

/**
 * A command tells whether it applies; given a dispatch, it is also carried out. Buttons, shortcuts and tests ask and act
 * through the same function.
 */
export type Command = (state: EditorState, dispatch?: Dispatch) => Answer;

export const APPLIES: Answer = { applies: true };
export const no = (reason: string): Answer => ({ applies: false, reason });

/**
 * Carries a command out, or says why it does not apply; `quietly` where that is no news (a card that was dragged back to
 * where it was).
 */
export function run(editor: Editor, command: Command, how: 'aloud' | 'quietly' = 'aloud'): Answer {
  const state = editor.store.getState();
  try {
    const answer = command(state, { ...editor, change: mustChange(editor) });
    if (!answer.applies && how === 'aloud') editor.announce(`${answer.reason}.`);
    return answer;
  } catch (error) {
    if (!(error instanceof Unchanged)) throw error;
    return no(editor.store.getState().notice?.text.replace(/\.$/, '') ?? 'Nothing was changed');
  }
}

/** Thrown where a change was refused, and why was said: the command ends there, and does not go on to tell what it did. */
class Unchanged extends Error {
  override readonly name = 'Unchanged';
}

const mustChange =
  (editor: Editor): Dispatch['change'] =>
  (...change) => {
    if (!editor.change(...change)) throw new Unchanged();
    return true;
  };

/** The answer of every command that changes the plan, while it cannot be changed. */
export const refused = (readOnly: ReadOnly): Answer => no(whyReadOnly(readOnly));

/** Whether the plan can be changed at all. */
export const editable: Command = ({ readOnly }) => (readOnly ? refused(readOnly) : APPLIES);

/** A command that the page or the canvas carries out; `allowed` says when it applies (always, when absent). */
export const surface =
  (action: SurfaceAction, allowed: Command = () => APPLIES): Command =>
  (state, dispatch) => {
    const answer = allowed(state);
    if (answer.applies && dispatch?.surface.run(action) === false)
      dispatch.announce('That cannot be done while the canvas is hidden.');
    return answer;
  };
