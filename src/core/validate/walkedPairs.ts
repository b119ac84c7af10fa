import { Memo, sameItems } from '../memo.ts';
import type { Device } from '../network/network.ts';
import type { Cluster, Flow } from '../plan/plan.ts';
import { resolveDevice } from '../simulate/resolveFlow.ts';
import type { FlowQuestion, RoundTrip } from '../simulate/trace.ts';
import { questionKey, tracedOnce } from '../simulate/tracedOnce.ts';
import type { PlainContext } from './contexts.ts';
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

interface Asked {
  readonly question: FlowQuestion;
  readonly key: string;
}

type Read = Pick<PlainContext, 'plan' | 'network' | 'devicesOf'>;

/** The plan's flows, and one witness pair for each two joined clusters or hosts, walked, of one revision of a plan after another. */
export class WalkedPairs {
  readonly #representatives = new Memo<string, Device | undefined>();
  readonly #questions = new Memo<string, readonly Asked[]>();
  readonly #walked = new Memo<string, WalkedPair>();
  #all: readonly WalkedPair[] = [];

  /** The same list as before where all walks are the same. */
  of(read: Read): readonly WalkedPair[] {
    const { plan, network } = read;
    const walked: WalkedPair[] = [];
    for (const flow of plan.flows ?? []) {
      const question = questionOf(flow);
      const answer = tracedOnce(network, question);
      if ('problem' in answer) continue;
      const from = resolveDevice(network, flow.from)?.entity ?? flow.from;
      const to = targetEntity(read, answer, flow.to);
      const make = (): WalkedPair => ({ question, answer, from, to, flow: flow.id });
      walked.push(this.#walked.keep(`flow ${flow.id}`, [flow, answer, from, to], make));
    }
    for (const [a, b] of joinedPairs(read, this.#represent(read))) {
      const pair = `${a.id} ${b.id}`;
      for (const { question, key } of this.#questions.keep(pair, [a.listens, b.listens], () =>
        asksOf(a, b),
      )) {
        const answer = tracedOnce(network, question, key);
        if ('problem' in answer) continue;
        const make = (): WalkedPair => ({ question, answer, from: a.entity, to: b.entity, flow: undefined });
        walked.push(this.#walked.keep(pair, [answer, a.entity, b.entity], make));
      }
    }
    this.#questions.nextRound();
    this.#walked.nextRound();
    if (!sameItems(this.#all, walked)) this.#all = walked;
    return this.#all;
  }

  /** Who stands for each cluster and host. */
  #represent({ plan, devicesOf }: Read): Device[] {
    const { clusters = [], hosts = [] } = plan;
    const found = clusters.flatMap((cluster) => {
      const devices = devicesOf(cluster.id);
      const make = () => representative(cluster, devices);
      return this.#representatives.keep(cluster.id, [cluster, devices], make) ?? [];
    });
    this.#representatives.nextRound();
    return [...found, ...hosts.flatMap(({ id }) => devicesOf(id))];
  }
}

const asksOf = (a: Device, b: Device): Asked[] =>
  call(a, b).map((question) => ({ question, key: questionKey(question) }));

const questionOf = ({ from, to, port, protocol, bytes, family }: Flow): FlowQuestion => ({
  from,
  to,
  ...(port === undefined ? {} : { port }),
  ...(protocol === undefined ? {} : { protocol }),
  ...(bytes === undefined ? {} : { bytes }),
  ...(family === undefined ? {} : { family }),
});

/** Who is called: the owner of the endpoint, or the device where an `ip:` request ended. */
function targetEntity({ network }: Read, answer: RoundTrip, to: string): string | undefined {
  const named = /^(?:service|key|pod|node):([^/]+)\//.exec(to)?.[1] ?? resolveDevice(network, to)?.entity;
  if (named !== undefined) return named;
  const at = answer.paths[0]?.legs[0];
  return at?.disposition === 'delivered' ? network.devices.get(at.at)?.entity : undefined;
}

/** A pod that others can call, preferably not on the first node, else a node. */
function representative({ network }: Cluster, devices: readonly Device[]): Device | undefined {
  const known = network?.mode !== 'overlay' && !(network?.mode === 'bgp' && !network.advertiseToRouter);
  const gateway = network?.mode === 'overlay' && network.gateway !== undefined;
  const pods = known || gateway ? devices.filter((device) => device.kind === 'pod') : [];
  const node = devices.find((device) => device.kind === 'node');
  const elsewhere = pods.find((pod) => pod.pod?.node !== node?.id);
  return elsewhere ?? pods[0] ?? node;
}

/** Each two of one network, the nearest in the plan's order first, as many as are walked. */
function* joinedPairs({ network }: Read, devices: readonly Device[]): Generator<readonly [Device, Device]> {
  const scopes = devices.map(({ id }) => network.component.get(id));
  let left = MOST_PAIRS;
  for (let distance = 1; distance < devices.length; distance++) {
    for (let i = 0; i + distance < devices.length; i++) {
      if (scopes[i] !== scopes[i + distance]) continue;
      const [a, b] = [devices[i], devices[i + distance]];
      if (!a || !b) continue;
      if (left === 0) return;
      left--;
      // Hosts are clients: clusters come before them in the list and are called by them.
      yield a.kind !== 'host' && b.kind === 'host' ? [b, a] : [a, b];
    }
  }
}
