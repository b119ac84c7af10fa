import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding } from './finding.ts';
import { Judging } from './judging.ts';

/**
 * Judges a plan by every rule of the table V. Sorted: errors first, then by rule and by what they are about. The network
 * must be that of the plan. Accepted findings stay, with the reason.
 */
export const validate = (plan: Plan, network: Network): Finding[] => new Judging().findings(plan, network);
