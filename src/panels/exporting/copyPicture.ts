import type { Editor } from '#editor';
import { whenJudged } from './judged.ts';
import { pageTheme } from './pageTheme.ts';
import { type PictureChoice, pngOf, svgOf } from './picture.ts';

/** True where the page may put pictures into the clipboard: on https, localhost and from a file. */
export const mayCopyPictures = (): boolean =>
  window.isSecureContext && typeof ClipboardItem !== 'undefined' && navigator.clipboard?.write !== undefined;

/** Copies a PNG; false where the browser does not let the page. */
export async function copyPng(png: Promise<Blob>): Promise<boolean> {
  if (!mayCopyPictures()) return false;
  try {
    // A promise, not its value: the browser asks that copying begins with the key or click itself.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return true;
  } catch {
    return false;
  }
}

/** Copies the picture of the plan as it is shown, in the colours of the page. False where that may not be. */
export async function copyPicture(editor: Editor): Promise<boolean> {
  const choice: PictureChoice = {
    theme: pageTheme(),
    transparent: false,
    selectionOnly: false,
    findings: true,
    walk: true,
    withPlan: false,
  };
  const png = whenJudged(editor).then(() => pngOf(svgOf(editor.store.getState(), choice), 2, undefined));
  if (!(await copyPng(png))) return false;
  editor.announce('The picture is copied.');
  return true;
}
