import type { Editor } from '#editor';
import type { Example } from '#presets';

/** Puts an example in place, with its story's flow ready to play. */
export function openExample(editor: Editor, example: Example): void {
  editor.open(example.plan, { flow: example.flow });
  editor.announce(`Example opened: ${example.title}.`);
}
