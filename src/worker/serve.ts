import {
  addressPlan,
  assumptionsOf,
  type FlowQuestion,
  Judging,
  type Network,
  type Plan,
  tracedOnce,
} from '#core';
import { derive, deriveRoutes } from './derive.ts';
import { judgementPatch, NO_JUDGEMENT } from './judgementPatch.ts';
import { patchedPlan } from './planPatch.ts';
import type { Judgement, Request, Response, TraceAnswer } from './protocol.ts';
import { serveReach } from './serveReach.ts';

/** The end of a message port that the core listens on: a worker's global scope, or a `MessagePort` in tests. */
export interface Port {
  postMessage(message: Response): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
}

/**
 * Answers requests on a port, one at a time, for as long as the port lives. It keeps the network of the plan that was
 * judged last, for `trace`, `routes` and `survey`. Whatever the core throws is answered as `failed`, and the next request is served.
 */
export function serve(port: Port): void {
  let last: { readonly revision: number; readonly plan: Plan; readonly network: Network } | undefined;
  let judging = new Judging();
  let derived: { readonly network: Network; readonly value: Judgement['derived'] } | undefined;
  /** A network that an edit leaves alone derives the same. */
  const derivedOnce = (network: Network): Judgement['derived'] => {
    if (derived?.network !== network) derived = { network, value: derive(network) };
    return derived.value;
  };
  /** What the page sent last, and what it was told last: changes are changes of these. */
  let held: Plan | undefined;
  let told: Judgement = NO_JUDGEMENT;
  const planOf = (request: Request & { method: 'judge' }): Plan => {
    if ('plan' in request) return request.plan;
    if (!held) throw new Error('a change came before any plan');
    return patchedPlan(held, request.patch);
  };
  /** Ids of matrices that nobody waits for any more. */
  const cancelled = new Set<number>();
  const judged = (): NonNullable<typeof last> => {
    if (!last) throw new Error('no plan was judged yet');
    return last;
  };
  const answer = (request: Request): Response | undefined => {
    switch (request.method) {
      case 'ping':
        return { id: request.id, method: 'ping' };
      case 'judge': {
        const plan = planOf(request);
        held = plan;
        const { network, findings } = judging.judge(plan);
        last = { revision: request.revision, plan, network };
        const judgement = { findings, flows: walkedFlows(plan, network), derived: derivedOnce(network) };
        const result = judgementPatch(told, judgement);
        told = judgement;
        return { id: request.id, method: 'judge', revision: request.revision, result };
      }
      case 'trace': {
        const { revision, network } = judged();
        const result = answerTrace(network, request.question);
        return { id: request.id, method: 'trace', revision, result };
      }
      case 'routes': {
        const { revision, network } = judged();
        const device = network.devices.get(request.device);
        return { id: request.id, method: 'routes', revision, result: device && deriveRoutes(device) };
      }
      case 'reach': {
        const { revision, network } = judged();
        const { id } = request;
        const isWanted = (): boolean => !cancelled.delete(id) && last?.network === network;
        serveReach({ id, revision, network, isWanted, tell: (response) => port.postMessage(response) });
        return undefined;
      }
      case 'cancel':
        cancelled.add(request.cancels);
        return undefined;
      case 'survey': {
        const { revision, plan, network } = judged();
        const result = { pools: addressPlan(plan, network), assumptions: assumptionsOf(plan, network) };
        return { id: request.id, method: 'survey', revision, result };
      }
    }
  };
  port.onmessage = ({ data }) => {
    try {
      const response = answer(data);
      if (response) port.postMessage(response);
    } catch (error) {
      // Nothing is built upon what may be half done: the page forgets in the same place, and sends the next plan whole.
      judging = new Judging();
      held = undefined;
      told = NO_JUDGEMENT;
      port.postMessage({
        id: data.id,
        method: 'failed',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  };
}

function answerTrace(network: Network, question: FlowQuestion): TraceAnswer {
  const result = tracedOnce(network, question);
  return 'problem' in result ? result : { roundTrip: result };
}

const walkedFlows = (plan: Plan, network: Network): Judgement['flows'] =>
  Object.fromEntries((plan.flows ?? []).map((flow) => [flow.id, answerTrace(network, flow)]));
