import type { Editor } from '#editor';
import { shownSvg } from '#panels';
import { planOf } from './incomingPlan.ts';
import type { Bring } from './inOrder.ts';
import { EXPORT_FORMATS, type ExportMessage, readMessage, type Said } from './messages.ts';
import { shownOf } from './shown.ts';

/** The window that this page is in, as far as it is talked to. */
export interface Around {
  /** Says something to the page around. */
  say(message: Said): void;
  /** Hears what it says, and nobody else; the answer stops that. */
  hear(heard: (data: unknown) => void): () => void;
}

/** Talks with the page around: shows what it sends, tells what is shown, hands the plan out. The answer ends it. */
export function converse(editor: Editor, around: Around, bring: Bring, version: string): () => void {
  const stopHearing = around.hear((data) => void answer(data));
  let told = '';
  const { shown: nothing } = editor.store.getState();
  const tell = (): void => {
    const state = editor.store.getState();
    if (state.shown === nothing || state.analysis.status === 'waiting') return;
    const shown = shownOf(state);
    const text = JSON.stringify(shown);
    if (text === told) return;
    told = text;
    around.say({ type: 'hopwright:changed', ...shown });
  };
  const stopTelling = editor.store.subscribe(tell);

  async function answer(data: unknown): Promise<void> {
    const message = readMessage(data);
    if (message?.type === 'hopwright:export') around.say(await exported(editor, message));
    if (message?.type !== 'hopwright:load') return;
    const incoming = await bring(planOf(message));
    around.say({
      type: 'hopwright:load',
      id: message.id,
      ok: incoming.ok,
      problems: incoming.ok ? [] : incoming.problems,
      remarks: incoming.ok ? (incoming.remarks ?? []) : [],
    });
  }

  around.say({ type: 'hopwright:ready', version, formats: EXPORT_FORMATS });
  return () => {
    stopHearing();
    stopTelling();
  };
}

async function exported(editor: Editor, { id, format }: ExportMessage): Promise<Said> {
  const state = editor.store.getState();
  const said = { type: 'hopwright:export' as const, id, format };
  if (format === 'json') return { ...said, content: state.plan };
  try {
    if (format === 'svg') return { ...said, content: await shownSvg(editor) };
    if (format === 'link') {
      const { toFragment } = await import('#share');
      return { ...said, content: await toFragment(state.plan, shownOf(state).view) };
    }
  } catch (error) {
    return { ...said, problem: error instanceof Error ? error.message : String(error) };
  }
  return { ...said, problem: `There is no format ${format.slice(0, 40)}: ${EXPORT_FORMATS.join(', ')}.` };
}
