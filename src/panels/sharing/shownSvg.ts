import type { Editor } from '#editor';

/** What is shown as an SVG picture with the plan inside, in the colours of the page; its code comes when it is asked for. */
export async function shownSvg(editor: Editor): Promise<string> {
  const [{ svgOf }, { pageTheme }] = await Promise.all([
    import('../exporting/picture.ts'),
    import('../exporting/pageTheme.ts'),
  ]);
  return svgOf(editor.store.getState(), {
    theme: pageTheme(),
    transparent: false,
    selectionOnly: false,
    findings: true,
    walk: true,
    withPlan: true,
  });
}
