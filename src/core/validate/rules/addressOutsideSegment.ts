import { addressProblemEvidence } from '../addressProblems.ts';
import { defineRule } from '../rule.ts';

/** [V address-outside-segment] An explicit address lies in no segment, pod prefix or service range that it could be in. */
export const addressOutsideSegment = defineRule({
  rule: 'address-outside-segment',
  run: (context) => addressProblemEvidence(context, 'address-outside-segment'),
});
