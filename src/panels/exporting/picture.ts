import type { EditorState, JudgementView } from '#editor';
import { type PictureTheme, pictureWalk, planSvg, planText, withText } from '#formats';
import { currentJudgement } from './judged.ts';

/** What people choose of a picture. */
export interface PictureChoice {
  readonly theme: PictureTheme;
  readonly transparent: boolean;
  readonly selectionOnly: boolean;
  /** `marked`: on the cards alone. */
  readonly findings: boolean | 'marked';
  /** The walk that is shown on the canvas. */
  readonly walk: boolean;
  readonly withPlan: boolean;
}

/** The picture of what the editor shows: the same SVG as the command line makes for the same options. */
export function svgOf(state: EditorState, choice: PictureChoice): string {
  const judgement = currentJudgement(state);
  const { question, answer, path } = state.playback;
  const walked = choice.walk && question && answer && 'roundTrip' in answer ? answer.roundTrip : undefined;
  return planSvg(state.plan, {
    theme: choice.theme,
    transparent: choice.transparent,
    withPlan: choice.withPlan,
    layers: state.layers,
    addresses: routerAddresses(judgement),
    walk: walked && question && pictureWalk(state.plan, question, walked, path),
    ...(choice.selectionOnly ? { only: state.selection } : {}),
    ...(choice.findings && judgement ? { findings: judgement.findings } : {}),
    ...(choice.findings === 'marked' ? { tellFindings: false } : {}),
  });
}

const routerAddresses = (judgement: JudgementView | undefined): Map<string, readonly string[]> =>
  new Map(
    (judgement?.derived.devices ?? [])
      .filter(({ kind }) => kind === 'router')
      .map(({ entity, addresses }) => [entity, addresses]),
  );

export const svgBlob = (svg: string): Blob => new Blob([svg], { type: 'image/svg+xml' });

/** How large a picture is, in pixels. */
export function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const found = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg);
  return { width: Number(found?.[1] ?? 0), height: Number(found?.[2] ?? 0) };
}

/** No browser draws on a larger canvas: side and area, in pixels. */
const MOST = { side: 16_384, area: 120_000_000 };

/** The largest factor up to the wanted one that a browser can draw. */
export function possibleScale(svg: string, wanted: number): number {
  const { width, height } = sizeOf(svg);
  return Math.min(
    wanted,
    MOST.side / Math.max(width, height, 1),
    Math.sqrt(MOST.area / (width * height || 1)),
  );
}

/** The picture as a PNG, `scale` times as many pixels each way, with the plan in it where it is given. */
export async function pngOf(
  svg: string,
  scale: number,
  plan: EditorState['plan'] | undefined,
): Promise<Blob> {
  const url = URL.createObjectURL(svgBlob(svg));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { width, height } = sizeOf(svg);
    const factor = possibleScale(svg, scale);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * factor);
    canvas.height = Math.round(height * factor);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser draws no pictures');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!drawn) throw new Error('the picture is too large for this browser; choose a smaller scale, or SVG');
    if (!plan) return drawn;
    const bytes = withText(new Uint8Array(await drawn.arrayBuffer()), planText(plan));
    return new Blob([bytes], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
