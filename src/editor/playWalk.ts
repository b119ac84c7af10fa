import type { FlowQuestion } from '#core';
import type { Editor } from './editor.ts';

/** Shows a walk and plays it as soon as the core has answered; unless somebody asked for another one meanwhile. */
export function playWalk(editor: Pick<Editor, 'show' | 'store' | 'play'>, question: FlowQuestion): void {
  editor.show(question);
  const stop = editor.store.subscribe(({ playback }) => {
    const overtaken = playback.question !== question;
    if (!overtaken && playback.answer === undefined) return;
    stop();
    if (!overtaken) editor.play();
  });
}
