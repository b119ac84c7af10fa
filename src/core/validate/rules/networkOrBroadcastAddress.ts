import { addressProblemEvidence, addressProblemReads } from '../addressProblems.ts';
import { defineRule } from '../rule.ts';

/** [V network-or-broadcast-address] An explicit address is the network or broadcast address of its segment. */
export const networkOrBroadcastAddress = defineRule({
  rule: 'network-or-broadcast-address',
  reads: (context) => addressProblemReads(context, 'network-or-broadcast-address'),
  run: (context) => addressProblemEvidence(context, 'network-or-broadcast-address'),
});
