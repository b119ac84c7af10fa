import { describeFinding, entitiesOf, findingInfo } from '#core';
import { type Editor, type Located, nameOf, ownershipSentence, showFinding, whoOwns } from '#editor';
import type { PaletteGroup, PaletteItem } from './item.ts';

const KIND = {
  clusters: 'Cluster',
  routers: 'Router',
  hosts: 'Host',
  links: 'Link',
  frames: 'Site',
  notes: 'Note',
} as const;

/** Everything that stands in the plan, found by its name, its id and its ranges. */
export function entityItems(editor: Editor): PaletteItem[] {
  const { plan } = editor.store.getState();
  return (['clusters', 'routers', 'hosts', 'links', 'frames', 'notes'] as const).flatMap((collection) =>
    entitiesOf(plan, collection).map((entity): PaletteItem => {
      const texts = textsOf({ collection, entity } as Located);
      return {
        key: `entity ${entity.id}`,
        title: nameOf(entity),
        detail: [KIND[collection], ...texts.slice(0, 3)].join(' · '),
        words: [entity.id, ...texts].join(' '),
        sign: collection,
        run: () => show(editor, entity.id),
      };
    }),
  );
}

/** Selects something, brings it into view and gives it the focus, so that keys mean it: on the canvas, else in the outline. */
function show(editor: Editor, id: string): void {
  editor.selectFinding(undefined);
  editor.select([id]);
  editor.surface.run('fit-selection');
  if (!editor.surface.run('focus-card')) editor.surface.run('focus-row');
}

function textsOf({ collection, entity }: Located): readonly string[] {
  switch (collection) {
    case 'clusters':
      return [...entity.nodes.cidrs, ...(entity.pods?.cidrs ?? []), ...(entity.services?.cidrs ?? [])];
    case 'hosts':
      return entity.addresses;
    case 'links':
      return entity.cidrs ?? [];
    case 'routers':
      return entity.asn === undefined ? [] : [`AS ${entity.asn}`];
    case 'frames':
    case 'notes':
      return [];
  }
}

/** Findings that are not accepted, by rule and sentence. */
export function findingItems(editor: Editor): PaletteItem[] {
  const { plan, analysis } = editor.store.getState();
  return (analysis.judgement?.findings ?? [])
    .filter(({ accepted }) => accepted === undefined)
    .map((finding) => ({
      key: `finding ${finding.id}`,
      title: findingInfo[finding.rule].title,
      detail: describeFinding(finding, plan),
      words: finding.rule,
      sign: finding.severity,
      run: () => showFinding(editor, finding.id),
    }));
}

/** Who has the address or prefix that was typed: its ranges, longest first, who bears it, and what findings say of it. */
export function ownerGroup(editor: Editor, query: string): PaletteGroup | undefined {
  const { plan, analysis } = editor.store.getState();
  const devices = analysis.judgement?.derived.devices ?? [];
  const findings = analysis.judgement?.findings ?? [];
  const answer = whoOwns(plan, devices, findings, query);
  if (!answer) return undefined;
  const speaking = new Set(answer.findings.map(({ id }) => `finding ${id}`));
  return {
    value: ownershipSentence(query, answer),
    items: [
      ...answer.bearers.map(
        (device): PaletteItem => ({
          key: `bearer ${device.id}`,
          title: device.label,
          detail: `has exactly this address · ${device.id}`,
          sign: device.kind === 'router' ? 'routers' : device.kind === 'host' ? 'hosts' : 'clusters',
          run: () => show(editor, device.entity),
        }),
      ),
      ...answer.owners.map(
        ({ entity, name, what, text, holds }): PaletteItem => ({
          key: `owner ${entity} ${what} ${text}`,
          title: name,
          detail: `${what} ${text}${holds === 'part' ? ' (a part of it)' : ''}`,
          sign: plan.links?.some(({ id }) => id === entity)
            ? 'links'
            : what.startsWith('host')
              ? 'hosts'
              : 'clusters',
          run: () => show(editor, entity),
        }),
      ),
      ...findingItems(editor).filter(({ key }) => speaking.has(key)),
    ],
  };
}
