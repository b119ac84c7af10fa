import { addressProblemEvidence, addressProblemReads } from '../addressProblems.ts';
import { defineRule } from '../rule.ts';

/** [V router-address-taken] Explicit addresses fill a segment, so that its router finds none for itself (A2). */
export const routerAddressTaken = defineRule({
  rule: 'router-address-taken',
  reads: (context) => addressProblemReads(context, 'router-address-taken'),
  run: (context) => addressProblemEvidence(context, 'router-address-taken'),
});
