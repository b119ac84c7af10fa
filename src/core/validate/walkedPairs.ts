import type { Device } from '../network/network.ts';
import { resolveDevice } from '../simulate/resolveFlow.ts';
import type { FlowQuestion, RoundTrip } from '../simulate/trace.ts';
import { tracedOnce } from '../simulate/tracedOnce.ts';
import type { RuleContext } from './context.ts';
import { call } from './witness.ts';

/** A flow that was walked, and the two entities at its ends. */
export interface WalkedPair {
  readonly question: FlowQuestion;
  readonly answer: RoundTrip;
  readonly from: string;
  /** Undefined where an address was called that nobody has. */
  readonly to: string | undefined;
  /** The plan's flow, where it is one. */
  readonly flow: string | undefined;
}

/** How many pairs are walked at most, beside the plan's own flows: judging must not grow with the square of the plan. */
const MOST_PAIRS = 800;

/** The plan's flows, and one witness pair for each two joined clusters or hosts, walked. */
export function walkedPairs(context: RuleContext): WalkedPair[] {
  const { plan, network } = context;
  const walked: WalkedPair[] = [];
  for (const { id, from, to, port, protocol, bytes, family } of plan.flows ?? []) {
    const question: FlowQuestion = {
      from,
      to,
      ...(port === undefined ? {} : { port }),
      ...(protocol === undefined ? {} : { protocol }),
      ...(bytes === undefined ? {} : { bytes }),
      ...(family === undefined ? {} : { family }),
    };
    const answer = tracedOnce(network, question);
    if ('problem' in answer) continue;
    walked.push({
      question,
      answer,
      from: resolveDevice(network, from)?.entity ?? from,
      to: targetEntity(context, answer, to),
      flow: id,
    });
  }
  for (const [a, b] of joinedPairs(context, representatives(context))) {
    for (const question of call(a, b)) {
      const answer = tracedOnce(network, question);
      if ('problem' in answer) continue;
      walked.push({ question, answer, from: a.entity, to: b.entity, flow: undefined });
    }
  }
  return walked;
}

/** Who is called: the owner of the endpoint, or the device where an `ip:` request ended. */
function targetEntity({ network }: RuleContext, answer: RoundTrip, to: string): string | undefined {
  const named = /^(?:service|key|pod|node):([^/]+)\//.exec(to)?.[1] ?? resolveDevice(network, to)?.entity;
  if (named !== undefined) return named;
  const at = answer.paths[0]?.legs[0];
  return at?.disposition === 'delivered' ? network.devices.get(at.at)?.entity : undefined;
}

/** Who stands for each cluster and host: a pod that others can call, preferably not on the first node, else a node. */
function representatives(context: RuleContext): Device[] {
  const { plan, network } = context;
  const clusters = (plan.clusters ?? []).flatMap((cluster) => {
    const devices = context.devicesOf(cluster.id);
    const known =
      cluster.network?.mode !== 'overlay' &&
      !(cluster.network?.mode === 'bgp' && !cluster.network.advertiseToRouter);
    const gateway = cluster.network?.mode === 'overlay' && cluster.network.gateway !== undefined;
    const pods = known || gateway ? devices.filter((device) => device.kind === 'pod') : [];
    const elsewhere = pods.find((pod) => pod.pod?.node !== network.clusters.get(cluster.id)?.nodes[0]);
    return elsewhere ?? pods[0] ?? devices.find((device) => device.kind === 'node') ?? [];
  });
  return [...clusters, ...(plan.hosts ?? []).flatMap((host) => context.devicesOf(host.id))];
}

/** Each two of one network, the nearest in the plan's order first, as many as are walked. */
function* joinedPairs(
  { network }: RuleContext,
  devices: readonly Device[],
): Generator<readonly [Device, Device]> {
  let left = MOST_PAIRS;
  for (let distance = 1; distance < devices.length; distance++) {
    for (let i = 0; i + distance < devices.length; i++) {
      const [a, b] = [devices[i], devices[i + distance]];
      if (!a || !b || network.component.get(a.id) !== network.component.get(b.id)) continue;
      if (left === 0) return;
      left--;
      // Hosts are clients: clusters come before them in the list and are called by them.
      yield a.kind !== 'host' && b.kind === 'host' ? [b, a] : [a, b];
    }
  }
}
