import type { Finding, Plan, Severity } from '#core';
import { type Layer, layersOfFinding, layersOfWalk, linkLayer } from '#core/view';
import { attachedBy, type EditorState, locate, shownPath } from '#editor';

/** What points at a layer. */
export interface Pointer {
  /** As words that fit "Shown now: …". */
  readonly by: 'the finding is about it' | 'the walk runs through it' | 'it is selected';
  /** Another for each finding, walk and thing. */
  readonly key: string;
}

type Pointing = Pick<EditorState, 'plan' | 'finding' | 'analysis' | 'playback' | 'selection'>;

/**
 * The layers that a selected finding, the walk or what is selected points at: they are drawn for as long as it does, so that
 * nobody is sent to something that is not there.
 */
export function pointedLayers(state: Pointing): ReadonlyMap<Layer, Pointer> {
  const { plan, analysis, playback, selection } = state;
  const pointed = new Map<Layer, Pointer>();
  const point = (layers: Iterable<Layer>, by: Pointer['by'], key: string): void => {
    for (const layer of layers) if (!pointed.has(layer)) pointed.set(layer, { by, key: `${by} ${key}` });
  };
  const finding = analysis.judgement?.findings.find(({ id }) => id === state.finding);
  if (finding) point(layersOfFinding(plan, finding), 'the finding is about it', finding.id);
  const path = shownPath(playback);
  if (path) point(layersOfWalk(path), 'the walk runs through it', JSON.stringify(playback.question));
  // Whoever selects everything means the cards.
  const [only] = selection;
  if (only === undefined || selection.length > 1) return pointed;
  const found = locate(plan, only);
  if (attachedBy(only) !== undefined) point(['underlay'], 'it is selected', only);
  else if (found?.collection === 'links') point([linkLayer(found.entity)], 'it is selected', only);
  return pointed;
}

/** The worst finding about each of the layers; accepted ones are no news. */
export function findingsOn(
  plan: Plan,
  layers: readonly Layer[],
  findings: readonly Finding[],
): ReadonlyMap<Layer, Severity> {
  const worst = new Map<Layer, Severity>();
  if (layers.length === 0) return worst;
  for (const finding of findings) {
    const { severity } = finding;
    if (finding.accepted !== undefined || severity === 'info') continue;
    for (const layer of layersOfFinding(plan, finding))
      if (layers.includes(layer) && worst.get(layer) !== 'error') worst.set(layer, severity);
  }
  return worst;
}
