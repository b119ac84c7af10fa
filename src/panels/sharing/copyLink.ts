import type { Editor } from '#editor';
import { copyText } from '../dialogs/copyText.ts';
import { addressOf } from './snippets.ts';
import { type Pointing, viewOf } from './viewOf.ts';

const COPIED: Record<keyof Pointing | 'plan', string> = {
  plan: 'The link is copied.',
  finding: 'The link to this finding is copied.',
  hop: 'The link to this hop is copied.',
};

/** Copies a link to what is shown. False where the browser does not let the page copy, or the plan is too large. */
export async function copyLink(editor: Editor, pointing: Pointing): Promise<boolean> {
  const state = editor.store.getState();
  const { toFragment } = await import('#share');
  try {
    const fragment = await toFragment(state.plan, viewOf(state, pointing));
    if (!(await copyText(`${addressOf(window.location.href)}#${fragment}`, null))) return false;
  } catch {
    return false;
  }
  editor.announce(COPIED[pointing.hop ? 'hop' : pointing.finding ? 'finding' : 'plan']);
  return true;
}
