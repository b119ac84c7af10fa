import { compileNetwork, type Plan } from '#core';
import type { Editor } from '#editor';
import { addressCsv, labScript, planReport, whyNoLab } from '#formats';
import { whenJudged } from './judged.ts';

/** A text for a file, or the sentence why there is none. */
export type Made = { readonly text: string } | { readonly problem: string };

const FAILED = 'The core could not judge the plan, so there is nothing to tell of it; see the banner above.';
const CHANGED = 'The plan was changed meanwhile; try again.';

/** The report on the plan as it is now. */
export async function reportOf(editor: Editor): Promise<Made> {
  const judgement = await whenJudged(editor);
  const survey = judgement && (await editor.survey());
  if (!judgement || !survey) return { problem: judgement ? CHANGED : FAILED };
  const text = planReport(editor.store.getState().plan, {
    findings: judgement.findings,
    flows: new Map(Object.entries(judgement.flows)),
    pools: survey.pools,
  });
  return { text };
}

/** The ranges of the plan as it is now, for spreadsheets. */
export async function csvOf(editor: Editor): Promise<Made> {
  const judgement = await whenJudged(editor);
  const survey = judgement && (await editor.survey());
  if (!survey) return { problem: judgement ? CHANGED : FAILED };
  return { text: addressCsv(editor.store.getState().plan, survey.pools) };
}

/** The plan as a script that builds it from network namespaces. */
export function labOf(plan: Plan): Made {
  const network = compileNetwork(plan);
  const against = whyNoLab(network);
  return against === undefined
    ? { text: labScript(plan, network) }
    : { problem: `There is no lab of this plan: ${against}` };
}
