import type { Finding } from '#core';
import { type ListPatch, listPatch, patchedList } from './listPatch.ts';
import type { DerivedDevice, Judgement, TraceAnswer } from './protocol.ts';
import { sameValue } from './sameValue.ts';

type DerivedService = Judgement['derived']['services'][number];

/** A judgement as a change of the last one: a page with thousands of devices takes in what became different, not all of it. */
export interface JudgementPatch {
  readonly findings: ListPatch<Finding>;
  readonly flows: ListPatch<readonly [string, TraceAnswer]>;
  readonly devices: ListPatch<DerivedDevice>;
  readonly services: ListPatch<DerivedService>;
}

export const NO_JUDGEMENT: Judgement = { findings: [], flows: {}, derived: { devices: [], services: [] } };

export const judgementPatch = (before: Judgement, after: Judgement): JudgementPatch => ({
  findings: listPatch(before.findings, after.findings, idOf, sameValue),
  flows: listPatch(Object.entries(before.flows), Object.entries(after.flows), ([id]) => id, sameValue),
  devices: listPatch(before.derived.devices, after.derived.devices, idOf, sameValue),
  services: listPatch(before.derived.services, after.derived.services, idOf, sameValue),
});

/** The judgement; what stays is the same object as before, so that nobody draws it anew. */
export const patchedJudgement = (before: Judgement, patch: JudgementPatch): Judgement => ({
  findings: patchedList(before.findings, patch.findings),
  flows: Object.fromEntries(patchedList(Object.entries(before.flows), patch.flows)),
  derived: {
    devices: patchedList(before.derived.devices, patch.devices),
    services: patchedList(before.derived.services, patch.services),
  },
});

const idOf = ({ id }: { readonly id: string }): string => id;
